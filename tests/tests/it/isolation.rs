//! What PostgreSQL itself keeps apart, whatever the program forgets: asked in raw SQL, in the
//! roles in which the program works.

use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use serde_json::{Value, json};
use varta_tests::harness::{App, Database, Person, rows_as, text};

const LINT: &str = include_str!("../../sql/tenant_isolation.sql");

fn findings(database: &Database) -> Vec<String> {
    let found = database.rows(LINT);
    let line = |row: &Value| format!("{}: {}", text(&row["rule"]), text(&row["object"]));
    found.iter().map(line).collect()
}

/// Things in both communities, so that a leak has something to show.
fn busy_app() -> App {
    let app = App::start();
    for (side, other) in [(app.a(), app.b()), (app.b(), app.a())] {
        let _ = app.walk_to_the_end(side);
        let assigned = app.register(side);
        let _ = app.assign(side, assigned);
        let _ = app.offer(side, app.register(side), other.community);
        let building = app.at(side, &format!("/buildings/{}", side.buildings[0]));
        let queues =
            json!({ "flat_queues": [{ "first_flat": 1, "last_flat": 9, "queue": "1.1" }] });
        let _ = app
            .region_administrator()
            .patch(&building, "*", &queues)
            .ok();
        let off = app.at(side, "/services/ANIMAL");
        let _ = app
            .region_administrator()
            .request(reqwest::Method::PUT, &off)
            .if_match("*")
            .json(&json!({ "state": "off" }))
            .send()
            .ok();
    }
    app.database.settle();
    app
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

/// As the program's login, in one of its roles and with this context.
fn connect(app: &App, role: &str, context: &[(&str, String)]) -> PgConnection {
    let mut connection = app.database.connect("varta_app");
    if role != "varta_app" {
        connection
            .batch_execute(&format!("SET ROLE {role}"))
            .unwrap();
    }
    for (name, value) in context {
        connection
            .batch_execute(&format!("SET varta.{name} = '{value}'"))
            .unwrap();
    }
    connection
}

/// The number of rows that are shown; none when even asking is forbidden.
fn shown(connection: &mut PgConnection, from: &str) -> i64 {
    match rows_as(connection, &format!("SELECT count(*) FROM {from}")) {
        Ok(rows) => rows[0]["count"].as_i64().unwrap(),
        Err(error) => {
            assert!(
                error.to_string().contains("permission denied"),
                "{from}: {error}"
            );
            0
        }
    }
}

fn denied(connection: &mut PgConnection, statement: &str) {
    let error = connection
        .batch_execute(statement)
        .expect_err(statement)
        .to_string();
    let refused = ["permission denied", "violates row-level security policy"];
    assert!(
        refused.iter().any(|words| error.contains(words)),
        "{statement}: {error}"
    );
}

#[test]
fn without_a_context_no_table_shows_a_row() {
    let app = busy_app();
    for role in ["varta_app", "varta_region", "varta_utility"] {
        let mut connection = connect(&app, role, &[]);
        for table in app.database.tables() {
            // Which migrations ran is nobody's.
            if table != "__diesel_schema_migrations" {
                assert_eq!(shown(&mut connection, &table), 0, "{role} sees {table}");
            }
        }
        // What is emptied at the end of a transaction is no context either.
        connection
            .batch_execute(
                "SET varta.community_id = ''; SET varta.region_id = ''; SET varta.utility_id = ''",
            )
            .unwrap();
        for table in ["appeals", "handovers", "assignments", "utilities"] {
            assert_eq!(shown(&mut connection, table), 0, "{role} sees {table}");
        }
    }
}

fn in_community(app: &App, community: uuid::Uuid) -> PgConnection {
    let context = [
        ("region_id", app.fixture.region.to_string()),
        ("community_id", community.to_string()),
    ];
    connect(app, "varta_app", &context)
}

#[test]
fn inside_a_community_nothing_of_another_one_shows() {
    let app = busy_app();
    let (a, b) = (app.a().community, app.b().community);
    let mut connection = in_community(&app, a);
    let mut seen = 0;
    for table in app.database.tables() {
        let columns = app.database.rows(&format!(
            "SELECT attname FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attname = 'community_id'"
        ));
        if columns.is_empty() {
            continue;
        }
        let theirs = format!("{table} WHERE community_id = '{b}'");
        // A hand-over has two sides, and both see it.
        let both = if table == "handovers" {
            format!(" AND to_community_id <> '{a}'")
        } else {
            String::new()
        };
        assert!(
            table == "ledger_inbox" || app.database.count(&theirs) > 0,
            "nothing to leak in {table}"
        );
        assert_eq!(
            shown(&mut connection, &format!("{theirs}{both}")),
            0,
            "{table}"
        );
        seen += shown(
            &mut connection,
            &format!("{table} WHERE community_id = '{a}'"),
        );
    }
    assert!(seen > 40, "its own rows show: {seen}");
    for table in ["accounts", "memberships", "utilities"] {
        let theirs = format!("{table} WHERE owner_community = '{b}'");
        assert!(
            app.database.count(&theirs) > 0,
            "nothing to leak in {table}"
        );
        assert_eq!(shown(&mut connection, &theirs), 0, "{table}");
    }
    for table in ["idempotency_keys", "sessions", "session_tokens"] {
        assert!(app.database.count(table) > 0, "nothing to leak in {table}");
        assert_eq!(shown(&mut connection, table), 0, "{table}");
    }
    denied(&mut connection, "SELECT password_hash FROM accounts");
}

#[test]
fn inside_a_community_nothing_of_another_one_can_be_written() {
    let app = busy_app();
    let (a, b) = (app.a().community, app.b().community);
    let before = app.database.contents();
    let mut connection = in_community(&app, a);
    for table in [
        "appeals",
        "calls",
        "assignments",
        "settlements",
        "streets",
        "buildings",
    ] {
        let taken = format!("UPDATE {table} SET community_id = '{a}' WHERE community_id = '{b}'");
        connection.batch_execute(&taken).unwrap();
        let given = format!("UPDATE {table} SET community_id = '{b}' WHERE community_id = '{a}'");
        denied(&mut connection, &given);
    }
    denied(
        &mut connection,
        &format!(
            "INSERT INTO settlements (community_id, id, katottg, name, category)
             VALUES ('{b}', '{a}', 'UA05020110000049613', 'Чуже', 'M')"
        ),
    );
    denied(
        &mut connection,
        &format!(
            "INSERT INTO ledger_inbox (community_id, id, kind, subject_id, actor_role, occurred_at, body)
             VALUES ('{b}', '{a}', 'appeal.closed', '{a}', 'system', now(), '{{}}')"
        ),
    );
    // The sender of a hand-over cannot answer in the receiver's place.
    assert!(
        app.database
            .count(&format!("handovers WHERE community_id = '{a}'"))
            > 0
    );
    connection
        .batch_execute(&format!(
            "UPDATE handovers SET version = 99 WHERE community_id = '{a}' AND state <> 'offered'"
        ))
        .unwrap();
    let offered = format!("handovers WHERE community_id = '{a}' AND state = 'offered'");
    if app.database.count(&offered) > 0 {
        denied(
            &mut connection,
            &format!(
                "UPDATE handovers SET version = 99 WHERE community_id = '{a}' AND state = 'offered'"
            ),
        );
    }
    assert_eq!(app.database.contents(), before);
}

#[test]
fn nobody_who_serves_can_rewrite_the_ledger() {
    let app = busy_app();
    let before = app.database.contents();
    for role in ["varta_app", "varta_region", "varta_utility", "varta_system"] {
        let context = [
            ("region_id", app.fixture.region.to_string()),
            ("community_id", app.a().community.to_string()),
            ("utility_id", app.a().water.to_string()),
        ];
        let mut connection = connect(&app, role, &context);
        denied(&mut connection, "UPDATE ledger_events SET body = '{}'");
        denied(
            &mut connection,
            "UPDATE ledger_events SET position = position + 1",
        );
        denied(&mut connection, "DELETE FROM ledger_events");
        denied(&mut connection, "TRUNCATE ledger_events");
        denied(&mut connection, "UPDATE ledger_inbox SET body = '{}'");
        if role != "varta_system" {
            denied(&mut connection, "DELETE FROM ledger_inbox");
            denied(&mut connection, "UPDATE ledger_heads SET position = 0");
            denied(&mut connection, "UPDATE appeal_counters SET value = 0");
        }
    }
    assert_eq!(app.database.contents(), before);
}

#[test]
fn a_utility_sees_its_own_assignments_and_of_the_appeals_nothing_that_was_said() {
    let app = busy_app();
    let context = [
        ("region_id", app.fixture.region.to_string()),
        ("utility_id", app.a().water.to_string()),
    ];
    let mut connection = connect(&app, "varta_utility", &context);
    let own = format!("assignments WHERE utility_id = '{}'", app.a().water);
    assert_eq!(shown(&mut connection, &own), app.database.count(&own));
    assert_eq!(
        shown(&mut connection, "assignments"),
        app.database.count(&own)
    );
    denied(&mut connection, "SELECT * FROM calls");
    for column in [
        "number",
        "place",
        "tracking_code",
        "service_code",
        "building_id",
    ] {
        denied(&mut connection, &format!("SELECT {column} FROM appeals"));
    }
    for table in [
        "handovers",
        "accounts",
        "buildings",
        "ledger_events",
        "appeal_counters",
    ] {
        denied(&mut connection, &format!("SELECT count(*) FROM {table}"));
    }
}

#[test]
fn a_region_sees_contracts_and_numbers_and_no_person() {
    let app = busy_app();
    let context = [("region_id", app.fixture.region.to_string())];
    let mut connection = connect(&app, "varta_region", &context);
    assert_eq!(
        shown(&mut connection, "handovers WHERE state = 'offered'"),
        2
    );
    assert!(shown(&mut connection, "appeal_counters") > 0);
    for column in ["words", "contact_name", "contact_phone", "flat"] {
        denied(&mut connection, &format!("SELECT {column} FROM handovers"));
    }
    for table in ["appeals", "calls", "assignments", "buildings", "entrances"] {
        denied(&mut connection, &format!("SELECT count(*) FROM {table}"));
    }
}

#[test]
fn a_coordinator_sees_how_far_an_appeal_has_come_and_not_who_called() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    let appeal = app.register(a);
    let handover = app.offer(a, appeal, b.community);
    let coordinator = app.coordinator();
    let card = coordinator
        .get(&app.at(a, &format!("/appeals/{appeal}")))
        .ok();
    assert_eq!(card["state"], "handing_over", "{card}");
    assert!(card.get("calls").is_none(), "{card}");
    let path = app.at(b, &format!("/handovers/{handover}"));
    let contract = coordinator.get(&path).ok();
    assert!(contract.get("person").is_none(), "{contract}");
    let list = coordinator
        .get(&app.at(a, "/handovers?direction=sent"))
        .ok();
    let history = coordinator
        .get(&app.at(a, &format!("/appeals/{appeal}/history")))
        .ok();
    let counts = coordinator.get(&app.of_region("/counts")).ok();
    for answer in [card, contract, list, history, counts] {
        for said in ["Коваль", "671234567", "Немає води з самого ранку"]
        {
            assert!(!answer.to_string().contains(said), "{said}: {answer}");
        }
    }
}

#[test]
fn a_regional_utility_sees_its_work_from_every_community_and_no_other() {
    let app = App::start();
    let electricity = app.fixture.electricity;
    let _ = app.assign(app.a(), app.register(app.a()));
    for side in [app.a(), app.b()] {
        let appeal = app.appeal(side, "EL-OUT-UNPL");
        let made = app
            .dispatcher_of(side)
            .post(&app.at(side, "/appeals"), &appeal)
            .created();
        let _ = app.assign(side, text(&made["id"]).parse().unwrap());
    }
    let inbox = app
        .client(Person::StaffElectricity)
        .get(&app.of_utility(electricity, "/assignments"))
        .ok();
    let mut from: Vec<&Value> = inbox["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["community_id"])
        .collect();
    from.sort_by_key(|id| id.to_string());
    let mut both = [json!(app.a().community), json!(app.b().community)];
    both.sort_by_key(ToString::to_string);
    assert_eq!(from, both.iter().collect::<Vec<_>>());
}
