//! The rules that a schema keeps, if one community is never to see another's rows.

use serde_json::Value;
use varta_tests::harness::{App, Database, text};

const LINT: &str = include_str!("../../sql/tenant_isolation.sql");

fn findings(database: &Database) -> Vec<String> {
    let found = database.rows(LINT);
    let line = |row: &Value| format!("{}: {}", text(&row["rule"]), text(&row["object"]));
    found.iter().map(line).collect()
}

#[test]
fn the_schema_has_no_fault_that_lets_one_tenant_see_another() {
    let app = App::start();
    assert_eq!(findings(&app.database), Vec::<String>::new());
}

#[test]
fn the_lint_finds_what_it_looks_for() {
    let app = App::start();
    app.database.run(
        "CREATE TYPE mood AS ENUM ('good', 'bad');
         CREATE TABLE leaky (id uuid PRIMARY KEY, community_id uuid, appeal_id uuid, mood mood UNIQUE,
           FOREIGN KEY (community_id, appeal_id) REFERENCES appeals);
         GRANT TRUNCATE ON leaky TO varta_app;
         GRANT SELECT ON leaky TO PUBLIC;
         CREATE TABLE open (community_id uuid PRIMARY KEY);
         ALTER TABLE open ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
         CREATE POLICY all_of_it ON open USING (EXISTS (SELECT FROM leaky));
         CREATE TABLE loose (community_id uuid, id uuid, region_id uuid NOT NULL, building_id uuid,
           PRIMARY KEY (community_id, id));
         CREATE VIEW seen AS SELECT * FROM appeals;
         CREATE MATERIALIZED VIEW kept AS SELECT * FROM appeals;
         CREATE FUNCTION strong() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
         CREATE FUNCTION frozen() RETURNS text LANGUAGE sql IMMUTABLE
           AS $$ SELECT current_setting('varta.community_id', true) $$;
         CREATE TABLE owned (community_id uuid PRIMARY KEY);
         GRANT CREATE ON SCHEMA public TO varta_region;
         ALTER TABLE owned OWNER TO varta_region",
    );
    let found = findings(&app.database).join("\n");
    for rule in [
        "row-level security is not enabled and forced: leaky",
        "row-level security without a policy: leaky",
        "a policy for everybody: all_of_it",
        "a policy for writing without WITH CHECK: all_of_it",
        "a policy with a subquery: all_of_it",
        "a right without a policy: SELECT: leaky to -",
        "a policy without a right: all_of_it: open to -",
        "a policy that is not tied to whoever acts: all_of_it: open to -",
        "community_id may be null: leaky",
        "a primary key without community_id: leaky",
        "a unique index without community_id: leaky_mood_key",
        "an enum column: mood: leaky",
        "a column that names another row without a foreign key: building_id: loose",
        "a key that is tied to nothing: community_id: loose",
        "a key that is tied to nothing: region_id: loose",
        "a community that need not be of the region: loose",
        "a foreign key without an index: leaky_community_id_appeal_id_fkey",
        "a view that runs as its owner: seen",
        "a materialised view: kept",
        "SECURITY DEFINER without a search_path that ends in pg_temp: strong()",
        "SECURITY DEFINER that everybody may call: strong()",
        "a context function that is IMMUTABLE: frozen()",
        "more than reading and writing is granted: TRUNCATE: leaky to varta_app",
        "granted to everybody: leaky",
        "a role that owns a relation: owned of varta_region",
        "a role that may create in the schema: varta_region",
    ] {
        assert!(found.contains(rule), "{rule}\n---\n{found}");
    }
}
