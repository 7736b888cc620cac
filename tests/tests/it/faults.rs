//! A little of what `make faults` does at length, so that every run of the tests sees it: the
//! same parts, fewer times, and without holding times against a program that was built to be
//! tested.

use std::thread;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use varta_tests::faults::{Part, Plan, run};
use varta_tests::harness::{App, until};

#[test]
fn what_was_acknowledged_outlives_the_program_the_database_and_the_way_between_them() {
    assert!(run(&Plan::small(&[Part::Kill, Part::Link, Part::Stop])));
}

#[test]
fn slow_connections_and_wrong_clocks_lock_nobody_out() {
    assert!(run(&Plan::small(&[Part::Slow, Part::Clock])));
}

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
