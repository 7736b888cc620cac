//! Whatever keeps tenants apart is taken away, one thing after the other: each time the lint
//! or the list of what is kept apart must notice. What there is to take away is read from the
//! catalogue, so that a new table is in by itself.

use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use serde_json::Value;
use varta_tests::harness::{App, rows_as, text};

const LINT: &str = include_str!("../../sql/tenant_isolation.sql");
const KEPT_APART: &str = include_str!("../../sql/kept_apart.sql");

/// A change for the worse.
struct Mutation {
    sql: String,
    /// Whether it opens something, or unties a row from its own community: then the lint itself
    /// must find it.
    opens: bool,
}

fn lines(connection: &mut PgConnection, query: &str) -> Vec<Value> {
    rows_as(connection, query).unwrap_or_else(|error| panic!("{query}: {error}"))
}

fn kept_apart(connection: &mut PgConnection) -> String {
    let lines = lines(connection, KEPT_APART);
    let lines: Vec<&str> = lines.iter().map(|row| text(&row["line"])).collect();
    lines.join("\n")
}

/// Statements that a query writes.
fn statements(connection: &mut PgConnection, opens: bool, query: &str) -> Vec<Mutation> {
    lines(connection, query)
        .iter()
        .map(|row| Mutation {
            sql: text(&row["sql"]).to_owned(),
            opens,
        })
        .collect()
}

const TABLES: &str = "pg_class t WHERE t.relnamespace = 'public'::regnamespace \
    AND t.relkind IN ('r', 'p') AND t.relname <> '__diesel_schema_migrations'";

/// Every foreign key. Within a longer one to the same table a shorter one ties nothing more.
fn foreign_keys() -> [(bool, String); 2] {
    let shorter = "EXISTS (SELECT FROM pg_constraint o WHERE o.contype = 'f' AND o.oid <> k.oid \
        AND o.conrelid = k.conrelid AND o.confrelid = k.confrelid AND o.conkey @> k.conkey)";
    [(true, "NOT "), (false, "")].map(|(opens, which)| {
        let query = format!(
            "SELECT format('ALTER TABLE %I DROP CONSTRAINT %I', t.relname, k.conname) AS sql
             FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
             WHERE k.contype = 'f' AND t.relnamespace = 'public'::regnamespace AND {which}{shorter}"
        );
        (opens, query)
    })
}

/// Everything that can be taken away, and everything that can be opened.
fn mutations(connection: &mut PgConnection) -> Vec<Mutation> {
    let policies = "FROM pg_policy p JOIN pg_class t ON t.oid = p.polrelid";
    let tied =
        "AND EXISTS (SELECT FROM unnest(p.polroles) r WHERE r::regrole::text <> 'varta_system')";
    let mut all = Vec::new();
    let mut ask = |opens, query: String| all.extend(statements(connection, opens, &query));
    for what in ["DISABLE", "NO FORCE"] {
        ask(
            true,
            format!(
                "SELECT 'ALTER TABLE ' || t.oid::regclass || ' {what} ROW LEVEL SECURITY' AS sql FROM {TABLES}"
            ),
        );
    }
    ask(
        false,
        format!("SELECT format('DROP POLICY %I ON %I', p.polname, t.relname) AS sql {policies}"),
    );
    for (clause, column) in [("USING", "polqual"), ("WITH CHECK", "polwithcheck")] {
        ask(
            true,
            format!(
                "SELECT format('ALTER POLICY %I ON %I {clause} (true)', p.polname, t.relname) AS sql
                 {policies} WHERE p.{column} IS NOT NULL {tied}"
            ),
        );
    }
    ask(
        true,
        format!(
            "SELECT format('ALTER POLICY %I ON %I TO PUBLIC', p.polname, t.relname) AS sql {policies}"
        ),
    );
    for (opens, query) in foreign_keys() {
        ask(opens, query);
    }
    // A right that is there already changes nothing, and is not asked for.
    for role in ["varta_app", "varta_region", "varta_utility", "varta_system"] {
        for right in ["SELECT", "INSERT", "UPDATE", "DELETE"] {
            ask(
                false,
                format!(
                    "SELECT 'GRANT {right} ON ' || t.oid::regclass || ' TO {role}' AS sql
                     FROM {TABLES} AND NOT has_table_privilege('{role}', t.oid, '{right}')"
                ),
            );
        }
        ask(true, format!("SELECT 'ALTER ROLE {role} BYPASSRLS' AS sql"));
    }
    for grant in ["TRUNCATE ON %I TO varta_system", "SELECT ON %I TO PUBLIC"] {
        ask(
            true,
            format!("SELECT format('GRANT {grant}', t.relname) AS sql FROM {TABLES}"),
        );
    }
    all
}

#[test]
fn whatever_is_taken_away_is_missed() {
    let app = App::start();
    let database = app.into_database();
    let mut connection = database.connect("postgres");
    let before = kept_apart(&mut connection);
    let mutations = mutations(&mut connection);
    assert!(mutations.len() > 300, "{}", mutations.len());
    let mut survivors = Vec::new();
    for Mutation { sql, opens } in &mutations {
        connection
            .batch_execute(&format!("BEGIN; {sql}"))
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
        let noticed = if *opens {
            !lines(&mut connection, LINT).is_empty()
        } else {
            kept_apart(&mut connection) != before
        };
        if !noticed {
            survivors.push(sql.clone());
        }
        connection.batch_execute("ROLLBACK").unwrap();
    }
    assert_eq!(survivors, Vec::<String>::new());
    assert_eq!(
        kept_apart(&mut connection),
        before,
        "nothing was left changed"
    );
}

#[test]
fn what_is_kept_apart() {
    let app = App::start();
    let mut connection = app.database.connect("postgres");
    insta::assert_snapshot!(kept_apart(&mut connection));
}
