//! Whoever owns the machine and rewrites history is found out, whatever they change; and two
//! programs seal without a gap although they are killed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use varta_tests::harness::{App, Database, Outcome, run, text, until};

/// The chain, as a forger would compute it.
const RECHAIN: &str = r"
    CREATE FUNCTION rechain(ledger uuid) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
      e record;
      h bytea := decode(repeat('00', 32), 'hex');
    BEGIN
      FOR e IN SELECT * FROM ledger_events WHERE community_id = ledger ORDER BY position LOOP
        h := sha256('varta-ledger-1'::bytea || h || uuid_send(ledger) || int8send(e.position)
          || uuid_send(e.id) || int8send((extract(epoch FROM e.occurred_at) * 1000000)::bigint)
          || uuid_send(e.subject_id)
          || coalesce('\x01'::bytea || uuid_send(e.actor_id), '\x00')
          || coalesce('\x01'::bytea || uuid_send(e.utility_id), '\x00')
          || int4send(octet_length(e.kind)) || convert_to(e.kind, 'UTF8')
          || int4send(octet_length(e.actor_role)) || convert_to(e.actor_role, 'UTF8')
          || int4send(octet_length(e.body)) || convert_to(e.body, 'UTF8'));
        UPDATE ledger_events SET hash = h WHERE community_id = ledger AND position = e.position;
      END LOOP;
    END $$";

const HEAD_FOLLOWS: &str = "UPDATE ledger_heads h SET position = e.position, hash = e.hash
    FROM (SELECT DISTINCT ON (community_id) * FROM ledger_events ORDER BY community_id, position DESC) e
    WHERE e.community_id = h.community_id";

fn verify(database: &Database, more: &[&str]) -> Outcome {
    run(database, &[&["ledger", "verify"], more].concat())
}

fn whole_ledger() -> (Database, String) {
    let app = App::start();
    let _ = app.walk_to_the_end(app.a());
    app.database.settle();
    let ledger = app.a().community.to_string();
    let database = app.into_database();
    database.run("CREATE TABLE kept_events AS TABLE ledger_events; CREATE TABLE kept_heads AS TABLE ledger_heads");
    (database, ledger)
}

fn restore(database: &Database) {
    database.run(
        "DELETE FROM ledger_events; INSERT INTO ledger_events TABLE kept_events;
         DELETE FROM ledger_heads; INSERT INTO ledger_heads TABLE kept_heads",
    );
    assert_eq!(verify(database, &[]).code, Some(0));
}

#[test]
fn a_change_of_any_column_of_any_event_is_found() {
    let (database, ledger) = whole_ledger();
    let columns = database.rows(
        "SELECT attname AS name, atttypid::regtype::text AS type FROM pg_attribute
         WHERE attrelid = 'ledger_events'::regclass AND attnum > 0 AND NOT attisdropped",
    );
    assert!(columns.len() >= 11, "{columns:?}");
    for column in &columns {
        let (name, kind) = (text(&column["name"]), text(&column["type"]));
        let other = match kind {
            "uuid" => "gen_random_uuid()".to_owned(),
            "text" => format!("{name} || ' '"),
            "bigint" => format!("{name} + 1000"),
            "bytea" => format!("sha256({name})"),
            "timestamp with time zone" => format!("{name} + interval '1 microsecond'"),
            other => panic!("{name}: how is {other} changed?"),
        };
        for position in [
            "1",
            "3",
            "(SELECT max(position) FROM ledger_events WHERE community_id = '{}')",
        ] {
            let position = position.replace("{}", &ledger);
            database.run(&format!(
                "UPDATE ledger_events SET {name} = {other}
                 WHERE community_id = '{ledger}' AND position = {position}"
            ));
            let proof = verify(&database, &[]);
            assert_eq!(proof.code, Some(1), "{name} at {position}: {}", proof.said);
            restore(&database);
        }
    }
}

#[test]
fn a_history_that_was_forged_whole_is_found_by_its_exported_head() {
    let (database, ledger) = whole_ledger();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("heads");
    let file = file.to_str().unwrap();
    assert_eq!(verify(&database, &["--export-heads", file]).code, Some(0));
    // The forger's arithmetic is right: without a change it gives the same chain.
    database.run(RECHAIN);
    database.run(&format!("SELECT rechain('{ledger}')"));
    assert_eq!(verify(&database, &["--heads", file]).code, Some(0));
    let forgeries = [
        (
            "an inserted event",
            "UPDATE ledger_events SET position = -position - 1 WHERE community_id = '{}' AND position > 2;
             UPDATE ledger_events SET position = -position WHERE community_id = '{}' AND position < 0;
             INSERT INTO ledger_events SELECT community_id, 3, gen_random_uuid(), kind, subject_id,
               actor_id, actor_role, utility_id, occurred_at, body, hash
             FROM ledger_events WHERE community_id = '{}' AND position = 2",
        ),
        (
            "a rewritten tail",
            "UPDATE ledger_events SET body = '{\"forged\":true}' WHERE community_id = '{}' AND position > 2",
        ),
        (
            "a deleted event",
            "DELETE FROM ledger_events WHERE community_id = '{}' AND position = 2;
             UPDATE ledger_events SET position = -position WHERE community_id = '{}' AND position > 2;
             UPDATE ledger_events SET position = -position - 1 WHERE community_id = '{}' AND position < 0",
        ),
    ];
    for (what, forgery) in forgeries {
        // What the table itself forbids does not stop its owner.
        database.run(
            "ALTER TABLE ledger_events DROP CONSTRAINT IF EXISTS ledger_events_position_check",
        );
        database.run(&forgery.replace("{}", &ledger));
        database.run(&format!("SELECT rechain('{ledger}')"));
        let proof = verify(&database, &[]);
        assert_eq!(
            proof.code,
            Some(1),
            "{what}, chained up to the head: {}",
            proof.said
        );
        database.run(HEAD_FOLLOWS);
        let alone = verify(&database, &[]);
        assert_eq!(
            alone.code,
            Some(0),
            "{what}: the forgery is whole: {}",
            alone.said
        );
        let proof = verify(&database, &["--heads", file]);
        assert_eq!(proof.code, Some(1), "{what}: {}", proof.said);
        restore(&database);
    }
}

#[test]
fn programs_that_are_killed_while_they_seal_leave_no_gap_and_nothing_twice() {
    let app = App::start();
    let (a, b) = (app.a().community, app.b().community);
    let database = app.into_database();
    let before = database.count("ledger_events") + database.count("ledger_inbox");
    let goes_on = AtomicBool::new(true);
    let written = thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut written = 0;
            while goes_on.load(Ordering::Relaxed) {
                database.run(&format!(
                    "INSERT INTO ledger_inbox (community_id, id, kind, subject_id, actor_role, occurred_at, body)
                     SELECT CASE n % 2 WHEN 0 THEN '{a}'::uuid ELSE '{b}' END, gen_random_uuid(),
                            'appeal.edited', gen_random_uuid(), 'dispatcher', now(), '{{\"parts\":[\"words\"]}}'
                     FROM generate_series(1, 400) n"
                ));
                written += 400;
            }
            written
        });
        let serve = || varta_tests::harness::Program::serve(&database, &[]);
        let mut programs = [serve(), serve()];
        for kill in 0..6 {
            thread::sleep(Duration::from_millis(120));
            programs[kill % 2] = serve(); // The one before it goes by SIGKILL.
        }
        goes_on.store(false, Ordering::Relaxed);
        let written = writer.join().unwrap();
        until("all is sealed", || {
            (database.count("ledger_inbox") == 0).then_some(())
        });
        written
    });
    assert!(written > 0);
    assert_eq!(database.count("ledger_events"), before + written);
    let gaps = database.rows(
        "SELECT community_id FROM ledger_events GROUP BY community_id
         HAVING max(position) <> count(*) OR min(position) <> 1 OR count(DISTINCT id) <> count(*)",
    );
    assert!(gaps.is_empty(), "{gaps:?}");
    let proof = verify(&database, &[]);
    assert_eq!(proof.code, Some(0), "{}", proof.said);
}
