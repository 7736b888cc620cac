//! Once and only once, when it is hard: many at the same moment, a first request that is still
//! under way, a program that dies between its COMMIT and its answer, two editors.
//!
//! `make prove` asks as often as the proof wants it; by itself a test asks often enough to
//! notice a mistake.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use varta_tests::harness::{Answer, App, PASSWORD, Person, Program, next_key, text, until};

/// How often, unless the environment says otherwise.
fn times(name: &str, by_itself: usize) -> usize {
    std::env::var(name).map_or(by_itself, |text| text.parse().expect("a number"))
}

const AT_ONCE: usize = 50;

#[test]
fn fifty_requests_at_once_under_each_key_leave_one_row_and_get_one_reply() {
    let app = App::start_with(&[("VARTA__DATABASE__QUEUE", "512")]);
    let a = app.a();
    let keys: Vec<String> = (0..times("PROVE_KEYS", 10)).map(|_| next_key()).collect();
    let (client, path, body) = (
        app.dispatcher_a(),
        app.at(a, "/appeals"),
        app.appeal(a, "WAT-NO"),
    );
    let together = Barrier::new(AT_ONCE);
    let ask = || -> Vec<String> {
        keys.iter()
            .map(|key| {
                together.wait();
                let request = client.request(Method::POST, &path);
                let answer = request.key(key).json(&body).send().is(201);
                format!(
                    "{:?} {:?} {}",
                    answer.header("etag"),
                    answer.header("location"),
                    answer.text
                )
            })
            .collect()
    };
    let replies: Vec<Vec<String>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(ask)).collect();
        threads.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(replies.iter().all(|one| *one == replies[0]));
    let rows = i64::try_from(keys.len()).unwrap();
    for table in ["appeals", "calls", "idempotency_keys"] {
        assert_eq!(app.database.count(table), rows, "{table}");
    }
    // The same keys for something else.
    for key in keys.iter().take(10) {
        let other = client.request(Method::POST, &path).key(key);
        let other = other.json(&app.appeal(a, "WAT-FLOOD")).send();
        let _ = other.problem(422, "idempotency_key_reused");
    }
    assert_eq!(app.database.count("appeals"), rows);
}

fn register(app: &App, key: &str) -> Answer {
    let request = app
        .dispatcher_a()
        .request(Method::POST, &app.at(app.a(), "/appeals"));
    request.key(key).json(&app.appeal(app.a(), "WAT-NO")).send()
}

#[test]
fn a_request_whose_first_one_is_still_under_way_is_told_to_wait() {
    let app = App::start();
    let key = next_key();
    let _ = app.dispatcher_a();
    // Somebody's transaction has kept this key, and has not ended.
    let first = "BEGIN; INSERT INTO idempotency_keys \
        (actor_id, key, fingerprint, status, body, created_at) \
        SELECT id, '{key}', sha256(''), 201, '{}', now() FROM accounts WHERE login = '{login}'";
    let first = first
        .replace("{key}", &key)
        .replace("{login}", Person::DispatcherA.login());
    let mut under_way = app.database.connect("postgres");
    diesel::connection::SimpleConnection::batch_execute(&mut under_way, &first).unwrap();
    let told = register(&app, &key);
    assert!(told.header("retry-after").is_some());
    let _ = told.problem(409, "request_in_flight");
    drop(under_way);
    let _ = register(&app, &key).created();
    assert_eq!(app.database.count("appeals"), 1);
}

/// Sends a request to a program and does not wait for its answer.
fn send(program: &Program, token: &str, path: &str, key: &str, body: &Value) -> TcpStream {
    let address = program.base().trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).unwrap();
    let body = body.to_string();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\nidempotency-key: {key}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
    stream
}

#[test]
fn who_never_got_the_answer_of_a_program_that_died_gets_it_from_the_next_one() {
    let app = App::start();
    let a = app.a();
    let (path, body) = (app.at(a, "/appeals"), app.appeal(a, "WAT-NO"));
    let signed_in = json!({ "login": Person::DispatcherA.login(), "password": PASSWORD });
    let session = app.anonymous().post("/api/v1/sessions", &signed_in).ok();
    let token = text(&session["access_token"]);
    for round in 1..=5 {
        let key = next_key();
        let victim = app.another_program();
        let mut stream = send(&victim, token, &path, &key, &body);
        let kept = format!("idempotency_keys WHERE key = '{key}'");
        until("it is committed", || {
            (app.database.count(&kept) == 1).then_some(())
        });
        drop(victim); // SIGKILL
        let successor = app.another_program();
        let again = app.dispatcher_a().with_token(token).at(successor.base());
        let again = again
            .request(Method::POST, &path)
            .key(&key)
            .json(&body)
            .send()
            .is(201);
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        assert_eq!(app.database.count("appeals"), round);
        // What the dead one may have said all the same was no different.
        stream
            .set_read_timeout(Some(Duration::from_secs(5)))
            .unwrap();
        let mut said = Vec::new();
        drop(stream.read_to_end(&mut said));
        let said = String::from_utf8_lossy(&said);
        assert!(said.is_empty() || said.ends_with(&again.text), "{said}");
    }
}

#[test]
fn of_two_editors_one_is_told_that_the_other_was_first() {
    let app = App::start();
    let a = app.a();
    let appeal = app.register(a);
    let card = app.at(a, &format!("/appeals/{appeal}"));
    let editors = [app.dispatcher_a(), app.administrator_a()];
    for round in 0..times("PROVE_EDITS", 20) {
        let etag = editors[0].get(&card).etag();
        let mut statuses: Vec<u16> = thread::scope(|scope| {
            let threads: Vec<_> = editors
                .iter()
                .map(|editor| {
                    let (card, etag) = (&card, &etag);
                    let words = format!("{round}: {}", editor.name());
                    scope.spawn(move || editor.patch(card, etag, &json!({ "words": words })).status)
                })
                .collect();
            threads.into_iter().map(|one| one.join().unwrap()).collect()
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412], "round {round}");
    }
    let bare = editors[0]
        .request(Method::PATCH, &card)
        .json(&json!({ "words": "Без версії" }));
    let _ = bare.send().problem(428, "precondition_required");
}
