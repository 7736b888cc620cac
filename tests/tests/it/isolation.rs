//! What PostgreSQL itself keeps apart, whatever the program forgets: asked in raw SQL, in the
//! roles in which the program works.

use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use serde_json::json;
use varta_tests::harness::{App, rows_as};

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
    // A file with a row that was refused, in every community.
    app.database.run(
        "WITH given AS (
           INSERT INTO imports (community_id, id, region_id, holds, file, mapping, dry_run, state,
                                started_at, told_at, ended_at)
           SELECT id, gen_random_uuid(), region_id, 'streets', 'streets.csv', 'varta', false,
                  'done', now(), now(), now() FROM communities
           RETURNING community_id, id)
         INSERT INTO import_rows (community_id, import_id, kind, part, csv)
         SELECT community_id, id, 'refused', 0, 'street' FROM given",
    );
    app.database.settle();
    app
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
