//! Several people at the same thing, long lists, and a database that goes away for a moment.

use std::collections::HashSet;
use std::thread;

use serde_json::{Value, json};
use varta_tests::harness::{Answer, App, Client, PASSWORD, text, until};

#[test]
fn of_two_who_saw_the_same_version_only_one_changes_it() {
    let app = App::start();
    let a = app.a();
    let appeal = app.register(a);
    let card = app.at(a, &format!("/appeals/{appeal}"));
    let etag = app.dispatcher_a().get(&card).etag();
    let path = format!("{card}/close");
    let clients = [app.dispatcher_a(), app.administrator_a()];
    let statuses: Vec<u16> = thread::scope(|scope| {
        let threads: Vec<_> = clients
            .iter()
            .cycle()
            .take(8)
            .map(|client| {
                let (path, etag) = (&path, &etag);
                let body = json!({ "outcome": "explained" });
                scope.spawn(move || client.post_if(path, etag, &body).status)
            })
            .collect();
        threads.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(
        statuses.iter().filter(|one| **one == 200).count(),
        1,
        "{statuses:?}"
    );
    assert!(
        statuses.iter().all(|one| [200, 409, 412].contains(one)),
        "{statuses:?}"
    );
    let closed = app.database.count(
        "(SELECT id FROM ledger_inbox WHERE kind = 'appeal.closed'
          UNION SELECT id FROM ledger_events WHERE kind = 'appeal.closed') e",
    );
    assert_eq!(closed, 1);
}

#[test]
fn an_assignment_is_taken_on_by_one_of_many() {
    let app = App::start();
    let a = app.a();
    let assignment = app.assign(a, app.register(a));
    let path = app.of_utility(a.water, &format!("/assignments/{assignment}"));
    let clients = [app.staff(), app.lead()];
    let statuses: Vec<u16> = thread::scope(|scope| {
        let threads: Vec<_> = clients
            .iter()
            .cycle()
            .take(8)
            .map(|client| {
                let path = &path;
                scope.spawn(move || {
                    client
                        .post_if(&format!("{path}/accept"), "*", &json!({}))
                        .status
                })
            })
            .collect();
        threads.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(
        statuses.iter().filter(|one| **one == 200).count(),
        1,
        "{statuses:?}"
    );
    assert!(
        statuses.iter().all(|one| [200, 409].contains(one)),
        "{statuses:?}"
    );
}

#[test]
fn two_programs_carry_an_answer_to_the_sender_once() {
    let app = App::start();
    let other = app.another_program();
    let (a, b) = (app.a(), app.b());
    let mut offered = Vec::new();
    for _ in 0..5 {
        let appeal = app.register(a);
        offered.push((appeal, app.offer(a, appeal, b.community)));
    }
    for (_, handover) in &offered {
        let path = app.at(b, &format!("/handovers/{handover}/accept"));
        let receiver = app.dispatcher_b().at(other.base());
        let _ = receiver.post_if(&path, "*", &json!({})).created();
    }
    until("every sender knows", || {
        let open = app
            .dispatcher_a()
            .get(&app.at(a, "/appeals?state=handed_over"))
            .ok();
        (open["items"].as_array()?.len() == 5).then_some(())
    });
    app.database.settle();
    let carried = app
        .database
        .count("ledger_events WHERE kind = 'handover.accepted'");
    assert_eq!(carried, 5);
}

/// Every row of a list, page by page, as its links lead.
fn walk(client: &Client, first: &str) -> Vec<Value> {
    walk_with(first, |path| client.get(path))
}

fn walk_with(first: &str, ask: impl Fn(&str) -> Answer) -> Vec<Value> {
    let (mut next, mut rows) = (Some(first.to_owned()), Vec::new());
    while let Some(path) = next {
        let answer = ask(&path).is(200);
        let page = answer.json();
        let items = page["items"].as_array().unwrap();
        assert!(!items.is_empty() || rows.is_empty(), "a last page has rows");
        rows.extend(items.iter().cloned());
        next = answer.header("link").map(|link| {
            let (address, rel) = link.split_once('>').unwrap();
            assert!(rel.contains("rel=\"next\""), "{link}");
            address.trim_start_matches('<').to_owned()
        });
        assert_eq!(next.is_some(), page["next"].is_string());
    }
    rows
}

#[test]
fn a_long_queue_is_read_page_by_page_without_a_gap() {
    let app = App::start();
    let a = app.a();
    let appeals: Vec<_> = (0..23).map(|_| app.register(a)).collect();
    for appeal in &appeals[..11] {
        let _ = app.assign(a, *appeal);
    }
    let lists = [
        (app.dispatcher_a(), app.at(a, "/appeals?limit=5"), 23),
        (
            app.dispatcher_a(),
            app.at(a, "/appeals?state=assigned&limit=3"),
            11,
        ),
        (
            app.staff(),
            app.of_utility(a.water, "/assignments?limit=4"),
            11,
        ),
    ];
    for (client, path, expected) in lists {
        let rows = walk(&client, &path);
        let ids: HashSet<&str> = rows.iter().map(|row| text(&row["id"])).collect();
        assert_eq!((rows.len(), ids.len()), (expected, expected), "{path}");
        let due: Vec<&str> = rows
            .iter()
            .map(|row| text(&row["deadlines"]["next"]))
            .collect();
        assert!(due.is_sorted(), "{path}: {due:?}");
    }
}

#[test]
fn what_was_found_and_what_was_handed_over_is_read_page_by_page() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    let offers: Vec<_> = (0..7)
        .map(|_| app.offer(a, app.register(a), b.community))
        .collect();
    for offer in &offers[2..5] {
        let path = app.at(b, &format!("/handovers/{offer}/refuse"));
        let reason = json!({ "reason": "Будинок не наш" });
        app.dispatcher_b().post_if(&path, "*", &reason).is(200);
    }
    app.database.settle();
    let ids = |rows: &[serde_json::Value]| -> Vec<String> {
        rows.iter().map(|row| text(&row["id"]).to_owned()).collect()
    };
    let (of_caller, of_building) = (
        json!({ "phone": "0671234567" }),
        json!({ "building_id": a.buildings[0] }),
    );
    for (limit, sought) in [(2, &of_caller), (3, &of_building)] {
        let dispatcher = app.dispatcher_a();
        let path = app.at(a, &format!("/appeals/search?limit={limit}"));
        let rows = walk_with(&path, |path| dispatcher.post(path, sought));
        let distinct: HashSet<String> = ids(&rows).into_iter().collect();
        assert_eq!((rows.len(), distinct.len()), (7, 7), "{sought}");
        let newest: Vec<i64> = rows
            .iter()
            .map(|r| -r["number"].as_i64().unwrap())
            .collect();
        assert!(newest.is_sorted(), "{sought}: {newest:?}");
    }
    for (client, side, direction) in [
        (app.dispatcher_a(), a, "sent"),
        (app.dispatcher_b(), b, "received"),
    ] {
        let path = format!("/handovers?direction={direction}&limit=2");
        let rows = walk(&client, &app.at(side, &path));
        let expected: Vec<String> = [6, 5, 1, 0, 4, 3, 2]
            .map(|n: usize| offers[n].to_string())
            .to_vec();
        assert_eq!(
            ids(&rows),
            expected,
            "those that wait first, then the newest"
        );
    }
}

#[test]
fn it_goes_on_when_the_database_has_dropped_every_connection() {
    let app = App::start();
    let a = app.a();
    let _ = app.register(a);
    app.database.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    app.anonymous().get("/readyz").is(200);
    let _ = app.register(a);
    app.database.settle();
    assert_eq!(app.database.count("appeals"), 2);
}

#[test]
fn neither_logs_nor_numbers_tell_who_called_or_how_anybody_signs_in() {
    let app = App::start_with(&[("VARTA__LOG__FILTER", "debug")]);
    let a = app.a();
    let _ = app.walk_to_the_end(a);
    let _ = app.offer(a, app.register(a), app.b().community);
    app.dispatcher_a()
        .post(
            &app.at(a, "/appeals/search"),
            &json!({ "phone": "0671234567" }),
        )
        .is(200);
    let token = {
        let body = json!({ "login": "dispatcher.a", "password": PASSWORD });
        let session = app.anonymous().post("/api/v1/sessions", &body).ok();
        let refresh = json!({ "refresh_token": session["refresh_token"] });
        app.anonymous()
            .post("/api/v1/sessions/refresh", &refresh)
            .is(200);
        text(&session["refresh_token"]).to_owned()
    };
    let metrics = app.anonymous().get("/metrics").is(200).text;
    let log = app.program().log();
    assert!(log.contains("answered"), "{log}");
    for secret in [
        "Коваль",
        "671234567",
        "Немає води",
        "0671234567",
        PASSWORD,
        "argon2id",
        &token,
        "eyJ",
        "PRIVATE KEY",
        "Воду дали",
    ] {
        assert!(!log.contains(secret), "the log tells {secret}");
        assert!(!metrics.contains(secret), "the numbers tell {secret}");
    }
}
