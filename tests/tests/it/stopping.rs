//! How the program goes: nothing that was sent to it stays unanswered.

use std::thread;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use varta_tests::harness::{App, Wire, until};

const ALIVE: &[u8] = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";

#[test]
fn a_request_under_way_is_answered_when_the_program_is_asked_to_stop() {
    let app = App::start();
    let client = app.dispatcher_a();
    let (path, body) = (app.at(app.a(), "/appeals"), app.appeal(app.a(), "WAT-NO"));
    let mut holder = app.database.connect("postgres");
    holder
        .batch_execute("BEGIN; LOCK TABLE appeals IN ACCESS EXCLUSIVE MODE")
        .unwrap();
    let asking = thread::spawn(move || client.post(&path, &body));
    until("the request waits for the table", || {
        let waiting = app.database.count(
            "pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        );
        (waiting > 0).then_some(())
    });
    app.program().ask_to_stop();
    thread::sleep(Duration::from_millis(300));
    holder.batch_execute("COMMIT").unwrap();
    let answer = asking.join().unwrap().is(201);
    assert_eq!(answer.header("connection"), Some("close"));
}

/// On a connection that was idle, and on one that the program had not even seen yet.
#[test]
fn a_request_that_came_before_the_wish_to_stop_is_answered() {
    let app = App::start();
    let base = app.program().base();
    let mut kept = Wire::connect(base);
    kept.send(ALIVE);
    let _ = kept.answer().is(200);
    app.program().sleep();
    let mut new = Wire::connect(base);
    new.send(ALIVE);
    kept.send(ALIVE);
    app.program().ask_to_stop();
    app.program().wake();
    for wire in [kept, new] {
        let [answer] = wire.rest().try_into().unwrap();
        let _ = answer.is(200);
    }
}

#[test]
fn half_a_request_may_become_a_whole_one() {
    let app = App::start();
    let (first, second) = ALIVE.split_at(20);
    let mut wire = Wire::connect(app.program().base());
    wire.send(first);
    thread::sleep(Duration::from_millis(100));
    app.program().ask_to_stop();
    thread::sleep(Duration::from_secs(1));
    wire.send(second);
    let [answer] = wire.rest().try_into().unwrap();
    assert_eq!(answer.is(200).header("connection"), Some("close"));
}

#[test]
fn it_goes_on_serving_until_nobody_is_sent_to_it() {
    let app = App::start_with(&[("VARTA__HTTP__DRAIN_SECONDS", "3")]);
    let nobody = app.anonymous();
    let (mut kept, idle) = (
        Wire::connect(app.program().base()),
        Wire::connect(app.program().base()),
    );
    kept.send(ALIVE);
    let _ = kept.answer().is(200);
    app.program().ask_to_stop();
    let answer = until("it is not ready any more", || {
        let answer = nobody.get("/readyz");
        (answer.status == 503).then_some(answer)
    });
    assert_eq!(
        answer.problem(503, "not_ready")["findings"][0]["code"],
        "stopping"
    );
    // Whoever comes all the same is served.
    let answer = app.dispatcher_a().get("/api/v1/me").is(200);
    assert_eq!(answer.header("connection"), Some("close"));
    kept.send(ALIVE);
    let [answer] = kept.rest().try_into().unwrap();
    assert_eq!(answer.is(200).header("connection"), Some("close"));
    assert!(idle.rest().is_empty());
}
