//! Once and only once: a repeated request is answered again, not done again.

use std::thread;

use reqwest::Method;
use serde_json::json;
use varta_tests::harness::{App, next_key};

#[test]
fn a_repeated_request_gets_the_same_reply_and_is_done_once() {
    let app = App::start();
    let a = app.a();
    let register = |key: &str| {
        let request = app
            .dispatcher_a()
            .request(Method::POST, &app.at(a, "/appeals"));
        request.key(key).json(&app.appeal(a, "WAT-NO")).send()
    };
    let key = next_key();
    let first = register(&key).is(201);
    assert_eq!(first.header("idempotency-replayed"), None);
    let again = register(&key).is(201);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(again.text, first.text);
    assert_eq!(again.header("etag"), first.header("etag"));
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(app.database.count("appeals"), 1);
    let _ = register(&next_key()).is(201);
    assert_eq!(app.database.count("appeals"), 2);
}

#[test]
fn a_key_that_was_used_for_another_request_is_refused() {
    let app = App::start();
    let a = app.a();
    let key = next_key();
    let post = |path: &str, service: &str| {
        let request = app.dispatcher_a().request(Method::POST, &app.at(a, path));
        request.key(&key).json(&app.appeal(a, service)).send()
    };
    let _ = post("/appeals", "WAT-NO").is(201);
    let before = app.database.contents();
    for (path, service) in [("/appeals", "WAT-FLOOD"), ("/consultations", "WAT-NO")] {
        let problem = post(path, service).problem(422, "idempotency_key_reused");
        assert_eq!(problem["field"], "Idempotency-Key", "{problem}");
    }
    assert_eq!(app.database.contents(), before);
    // A key is the client's own word: another one may use the same.
    let other = app
        .administrator_a()
        .request(Method::POST, &app.at(a, "/appeals"));
    let _ = other
        .key(&key)
        .json(&app.appeal(a, "WAT-NO"))
        .send()
        .is(201);
}

#[test]
fn twenty_requests_at_once_under_one_key_are_done_once() {
    let app = App::start();
    let a = app.a();
    let key = next_key();
    let client = app.dispatcher_a();
    let replies: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..20)
            .map(|_| {
                scope.spawn(|| {
                    let request = client.request(Method::POST, &app.at(a, "/appeals"));
                    request.key(&key).json(&app.appeal(a, "WAT-NO")).send()
                })
            })
            .collect();
        threads.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let first = replies[0].text.clone();
    for reply in replies {
        assert_eq!(reply.is(201).text, first);
    }
    assert_eq!(app.database.count("appeals"), 1);
    assert_eq!(app.database.count("calls"), 1);
    assert_eq!(app.database.count("idempotency_keys"), 1);
}

#[test]
fn a_repeated_step_is_answered_although_the_state_has_moved_on() {
    let app = App::start();
    let a = app.a();
    let appeal = app.register(a);
    let path = app.at(a, &format!("/appeals/{appeal}/close"));
    let etag = app
        .dispatcher_a()
        .get(&app.at(a, &format!("/appeals/{appeal}")))
        .etag();
    let key = next_key();
    let close = || {
        let request = app.dispatcher_a().request(Method::POST, &path);
        let body = json!({ "outcome": "explained" });
        request.key(&key).if_match(&etag).json(&body).send()
    };
    let first = close().is(200);
    let again = close().is(200);
    assert_eq!(again.text, first.text);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
}

#[test]
fn what_was_refused_is_not_kept_and_may_be_mended_under_the_same_key() {
    let app = App::start();
    let a = app.a();
    let key = next_key();
    let post = |service: &str| {
        let request = app
            .dispatcher_a()
            .request(Method::POST, &app.at(a, "/appeals"));
        request.key(&key).json(&app.appeal(a, service)).send()
    };
    let _ = post("NO-SUCH").problem(422, "unknown_reference");
    assert_eq!(app.database.count("idempotency_keys"), 0);
    let _ = post("WAT-NO").is(201);
}

#[test]
fn twenty_who_join_at_once_are_all_counted() {
    let app = App::start();
    let a = app.a();
    let appeal = app.register(a);
    let client = app.dispatcher_a();
    let path = app.at(a, &format!("/appeals/{appeal}/calls"));
    thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| client.post(&path, &json!({ "words": "І в мене" })).is(200));
        }
    });
    assert_eq!(app.card(a, appeal)["callers"], 21);
}
