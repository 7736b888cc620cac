//! Deadlines that pass are noted once, shown and counted, and no longer once they are met.

use serde_json::json;
use uuid::Uuid;
use varta_tests::harness::{App, until};

/// As if the call had come a month ago, about something that somebody must be there for.
fn long_ago(app: &App, appeal: Uuid) {
    app.database.run(&format!(
        "UPDATE appeals SET registered_at = registered_at - interval '30 days',
           acknowledge_due_at = acknowledge_due_at - interval '30 days',
           arrive_due_at = acknowledge_due_at - interval '30 days',
           resolve_due_at = resolve_due_at - interval '30 days',
           due_at = due_at - interval '30 days' WHERE id = '{appeal}'"
    ));
}

#[test]
fn an_appeal_that_nobody_took_on_in_time_is_overdue_once() {
    let app = App::start();
    let other = app.another_program();
    let a = app.a();
    let (late, timely) = (app.register(a), app.register(a));
    long_ago(&app, late);
    let count = |metric: &str| {
        let counts = app.dispatcher_a().get(&app.at(a, "/counts")).ok();
        counts["counts"][metric].as_i64().unwrap_or(0)
    };
    until("all deadlines are noted", || {
        (count("total.missed") == 3).then_some(())
    });
    assert_eq!(count("open.acknowledge_overdue"), 1);
    assert_eq!(count("open.arrive_overdue"), 1);
    assert_eq!(count("open.resolve_overdue"), 1);

    let overdue = app
        .dispatcher_a()
        .get(&app.at(a, "/appeals?overdue=true"))
        .ok();
    let overdue = overdue["items"].as_array().unwrap();
    assert_eq!(overdue.len(), 1, "{overdue:?}");
    assert_eq!(overdue[0]["id"], json!(late));
    assert_eq!(overdue[0]["overdue"], true);
    assert_eq!(app.card(a, timely)["overdue"], false);
    let first = app.dispatcher_a().get(&app.at(a, "/appeals?limit=1")).ok();
    assert_eq!(
        first["items"][0]["id"],
        json!(late),
        "the nearest deadline stands first"
    );

    let assignment = app.assign(a, late);
    app.work(a, assignment, "accept", &json!({}));
    until("somebody has taken it on", || {
        (count("open.acknowledge_overdue") == 0).then_some(())
    });
    assert_eq!(count("open.arrive_overdue"), 1);
    app.work(a, assignment, "arrive", &json!({}));
    until("somebody is there", || {
        (count("open.arrive_overdue") == 0).then_some(())
    });
    app.work(a, assignment, "report", &json!({ "text": "Воду дали" }));
    let path = app.at(a, &format!("/appeals/{late}/close"));
    app.dispatcher_a()
        .post_if(&path, "*", &json!({ "outcome": "resolved" }))
        .is(200);
    until("it is done", || {
        (count("open.resolve_overdue") == 0).then_some(())
    });
    assert_eq!(count("total.missed"), 3, "what was missed stays missed");

    is_noted_once(&app, late);
    drop(other);
}

fn is_noted_once(app: &App, appeal: Uuid) {
    let path = app.at(app.a(), &format!("/appeals/{appeal}/history"));
    let history = app.dispatcher_a().get(&path).ok();
    let steps = history["items"].as_array().unwrap();
    for which in ["acknowledge", "arrive", "resolve"] {
        let kind = format!("appeal.{which}_missed");
        let noted = steps.iter().filter(|step| step["kind"] == kind.as_str());
        assert_eq!(noted.count(), 1, "{history}");
    }
}
