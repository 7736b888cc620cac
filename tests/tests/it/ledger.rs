//! The record of everything that happened: complete, in order, and not to be rewritten.

use std::thread;

use serde_json::json;
use varta_tests::harness::{App, Client, Database, Outcome, run, text};

fn verify(database: &Database) -> Outcome {
    run(database, &["ledger", "verify"])
}

/// In every ledger the positions are 1, 2, 3 … and no event stands twice.
fn is_gapless(database: &Database) {
    let ledgers = database.rows(
        "SELECT community_id, count(*), min(position), max(position), count(DISTINCT id) AS ids
         FROM ledger_events GROUP BY community_id",
    );
    assert!(ledgers.len() >= 3, "{ledgers:?}");
    for ledger in ledgers {
        assert_eq!(ledger["min"], 1, "{ledger}");
        assert_eq!(ledger["max"], ledger["count"], "{ledger}");
        assert_eq!(ledger["ids"], ledger["count"], "{ledger}");
    }
}

#[test]
fn what_happened_is_sealed_without_a_gap_and_proven() {
    let app = App::start();
    for side in [app.a(), app.b()] {
        let _ = app.walk_to_the_end(side);
        let _ = app.register(side);
    }
    app.database.settle();
    is_gapless(&app.database);
    let proof = verify(&app.database);
    assert_eq!(proof.code, Some(0), "{} {}", proof.said, proof.complained);
    assert!(proof.said.ends_with("all unbroken\n"), "{}", proof.said);
}

#[test]
fn no_event_names_a_person() {
    let app = App::start();
    let _ = app.walk_to_the_end(app.a());
    let _ = app.offer(app.b(), app.register(app.b()), app.a().community);
    app.database.settle();
    let named = app
        .database
        .count("ledger_events WHERE body ~ 'Коваль|671234567|Немає води|Олена'");
    assert_eq!(named, 0);
}

#[test]
fn whoever_rewrites_history_is_found_out() {
    let app = App::start();
    let _ = app.walk_to_the_end(app.a());
    let a = app.a().community;
    app.database.settle();
    let whole = app.into_database();
    wait_alone(&whole);
    for (what, statements) in TAMPERINGS {
        let copy = Database::copy_of(whole.name());
        copy.run(&statements.replace("{}", &a.to_string()));
        let proof = verify(&copy);
        assert_eq!(proof.code, Some(1), "{what}: {}", proof.said);
        let line = proof.said.lines().find(|line| line.contains("BROKEN"));
        assert!(
            line.is_some_and(|line| line.contains(&a.to_string())),
            "{what}: {}",
            proof.said
        );
    }
    assert_eq!(verify(&whole).code, Some(0));
}

/// What whoever owns the machine might do to a ledger; `{}` stands for whose it is.
const TAMPERINGS: [(&str, &str); 8] = [
    (
        "an edited body",
        "UPDATE ledger_events SET body = '[]' WHERE community_id = '{}' AND position = 5",
    ),
    (
        "another actor",
        "UPDATE ledger_events SET actor_id = NULL WHERE community_id = '{}' AND kind = 'appeal.closed'",
    ),
    (
        "another time",
        "UPDATE ledger_events SET occurred_at = occurred_at - interval '1 microsecond'
         WHERE community_id = '{}' AND position = 2",
    ),
    (
        "a missing event",
        "DELETE FROM ledger_events WHERE community_id = '{}' AND position = 4",
    ),
    (
        "a missing event whose gap was closed",
        "DELETE FROM ledger_events WHERE community_id = '{}' AND position = 4;
         UPDATE ledger_events SET position = position + 1000 WHERE community_id = '{}' AND position > 4;
         UPDATE ledger_events SET position = position - 1001 WHERE community_id = '{}' AND position > 1000",
    ),
    (
        "a cut-off tail",
        "DELETE FROM ledger_events WHERE community_id = '{}'
         AND position = (SELECT max(position) FROM ledger_events WHERE community_id = '{}')",
    ),
    (
        "two events in each other's place",
        "UPDATE ledger_events SET position = 9999 WHERE community_id = '{}' AND position = 2;
         UPDATE ledger_events SET position = 2 WHERE community_id = '{}' AND position = 3;
         UPDATE ledger_events SET position = 3 WHERE community_id = '{}' AND position = 9999",
    ),
    (
        "a changed head",
        "UPDATE ledger_heads SET hash = sha256('') WHERE community_id = '{}'",
    ),
];

fn wait_alone(database: &Database) {
    varta_tests::harness::until("nobody is connected", || {
        (database.connections() == 0).then_some(())
    });
}

#[test]
fn heads_kept_elsewhere_betray_a_ledger_that_was_cut_off_or_removed() {
    let app = App::start();
    let _ = app.walk_to_the_end(app.a());
    app.database.settle();
    let whole = app.into_database();
    wait_alone(&whole);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("heads");
    let file = file.to_str().unwrap();
    assert_eq!(
        run(&whole, &["ledger", "verify", "--export-heads", file]).code,
        Some(0)
    );
    let against = |database: &Database| run(database, &["ledger", "verify", "--heads", file]);
    assert_eq!(against(&whole).code, Some(0));

    let removed = Database::copy_of(whole.name());
    removed.run("DELETE FROM ledger_events; DELETE FROM ledger_heads");
    assert_eq!(
        verify(&removed).code,
        Some(0),
        "by itself an empty ledger is in order"
    );
    let proof = against(&removed);
    assert_eq!(proof.code, Some(1), "{}", proof.said);

    let cut = Database::copy_of(whole.name());
    cut.run(
        "DELETE FROM ledger_events e USING ledger_heads h
         WHERE e.community_id = h.community_id AND e.position = h.position;
         UPDATE ledger_heads h SET position = e.position, hash = e.hash FROM ledger_events e
         WHERE e.community_id = h.community_id AND e.position = h.position - 1;
         DELETE FROM ledger_heads WHERE NOT EXISTS
           (SELECT FROM ledger_events e WHERE e.community_id = ledger_heads.community_id)",
    );
    assert_eq!(
        verify(&cut).code,
        Some(0),
        "by itself a shorter ledger is in order"
    );
    let proof = against(&cut);
    assert_eq!(proof.code, Some(1), "{}", proof.said);
}

#[test]
fn two_programs_seal_and_count_every_event_once() {
    let app = App::start();
    let other = app.another_program();
    let (first, second) = (app.dispatcher_a(), app.dispatcher_a().at(other.base()));
    let path = app.at(app.a(), "/appeals");
    let call = |client: &Client| {
        for _ in 0..15 {
            let appeal = client.post(&path, &app.appeal(app.a(), "WAT-NO")).created();
            let own = format!("{path}/{}", text(&appeal["id"]));
            client
                .post(&format!("{own}/calls"), &json!({ "words": "І я" }))
                .is(200);
            let body = json!({ "outcome": "explained" });
            client.post_if(&format!("{own}/close"), "*", &body).is(200);
        }
    };
    thread::scope(|scope| {
        for client in [&first, &first, &second, &second] {
            scope.spawn(|| call(client));
        }
    });
    app.database.settle();
    is_gapless(&app.database);
    let proof = verify(&app.database);
    assert_eq!(proof.code, Some(0), "{}", proof.said);
    let counts = first.get(&app.at(app.a(), "/counts")).ok()["counts"].clone();
    for metric in ["total.registered", "total.joined", "total.closed"] {
        assert_eq!(counts[metric], 60, "{metric}: {counts}");
    }
    assert_eq!(
        counts["open.registered"].as_i64().unwrap_or(0),
        0,
        "{counts}"
    );
    assert_eq!(app.database.value("SELECT max(number) FROM appeals"), 60);
}

#[test]
fn an_administrator_walks_the_chain_and_sees_where_somebody_rewrote_it() {
    let app = App::start();
    let a = app.a();
    let _ = app.walk_to_the_end(a);
    app.database.settle();
    let admin = app.administrator_a();
    let ask = |rest: &str| admin.get(&app.at(a, &format!("/ledger{rest}")));

    let head = ask("").ok();
    let end = head["position"].as_i64().unwrap();
    assert!(end > 4, "{head}");
    assert_eq!(text(&head["hash"]).len(), 64);
    let whole = ask("/check").ok();
    assert_eq!(whole["checked_to"], end, "{whole}");
    assert_eq!(whole["broken"], json!(null));
    assert_eq!(whole["next"], json!(null));
    // From the middle on, as whoever walks stretch by stretch does.
    assert_eq!(
        ask(&format!("/check?after={}", end - 2)).ok()["checked_to"],
        end
    );
    for beyond in [-1, end + 1] {
        let refused = ask(&format!("/check?after={beyond}")).problem(400, "invalid_parameter");
        assert_eq!(refused["field"], "after");
    }

    let ledger = a.community;
    app.database.run(&format!(
        "UPDATE ledger_events SET body = '{{}}' WHERE community_id = '{ledger}' AND position = 2"
    ));
    let broken = ask("/check").ok();
    assert_eq!(broken["broken"]["code"], "changed", "{broken}");
    assert_eq!(broken["broken"]["position"], 2);
    assert_eq!(broken["checked_to"], 1);
    app.database.run(&format!(
        "DELETE FROM ledger_events WHERE community_id = '{ledger}' AND position = {end}"
    ));
    let cut = ask(&format!("/check?after={}", end - 1)).ok();
    assert_eq!(cut["broken"]["code"], "cut_off", "{cut}");
}
