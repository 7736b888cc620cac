//! A utility answers for nothing from the moment of its closing on, and for all before it.

use reqwest::Method;
use serde_json::{Value, json};
use varta_tests::harness::{App, text};

fn set(app: &App, state: &str) {
    let path = app.at(app.a(), &format!("/utilities/{}", app.a().water));
    let changed = app
        .administrator_a()
        .request(Method::PATCH, &path)
        .if_match("*")
        .json(&json!({ "state": state }));
    changed.send().is(200);
}

fn now() -> String {
    format!(
        "?at={}",
        tenants::clock::Clock::default()
            .now()
            .format("%Y-%m-%dT%H:%M:%S%.6fZ")
    )
}

/// Whether the utility answers for water: at a building, and in the report of gaps.
fn answers(app: &App, at: &str) -> (bool, bool) {
    let a = app.a();
    let water = |path: &str| -> Value {
        let all = app
            .dispatcher_a()
            .get(&app.at(a, &format!("{path}{at}")))
            .ok();
        let all = all["items"].as_array().unwrap().clone();
        all.into_iter()
            .find(|one| one["service"] == "WAT-NO")
            .unwrap()
    };
    let at_building = water(&format!("/buildings/{}/responsible", a.buildings[0]));
    let covered = water("/responsibilities/coverage");
    (
        !at_building["answering"].as_array().unwrap().is_empty(),
        covered["uncovered"] == 0,
    )
}

#[test]
fn a_utility_that_is_closed_answered_before_its_closing_and_does_not_after_it() {
    let app = App::start();
    let before = now();
    set(&app, "closed");
    let after = now();
    for at in ["", &after, &now(), "?at=2100-01-01T00:00:00Z"] {
        assert_eq!(answers(&app, at), (false, false), "{at}");
    }
    assert_eq!(answers(&app, &before), (true, true));

    // Reopened, it answers again; and did not while it was closed.
    set(&app, "active");
    let again = now();
    for at in ["", &before, &again, "?at=2100-01-01T00:00:00Z"] {
        assert_eq!(answers(&app, at), (true, true), "{at}");
    }
    assert_eq!(answers(&app, &after), (false, false));
}

#[test]
fn nobody_is_turned_to_a_utility_that_is_closed() {
    let app = App::start();
    let a = app.a();
    set(&app, "closed");
    let ring = json!({ "building_id": a.buildings[0] });
    let ring = app.dispatcher_a().post(&app.at(a, "/ring"), &ring).ok();
    let services = ring["services"].as_array().unwrap();
    let water = services
        .iter()
        .find(|one| one["service"] == "WAT-NO")
        .unwrap();
    assert_eq!(water["answering"], json!([]));
    let body = app.appeal(a, "WAT-NO");
    let appeal = app
        .dispatcher_a()
        .post(&app.at(a, "/appeals"), &body)
        .created();
    assert_eq!(
        appeal["responsible_utility_id"],
        Value::Null,
        "{}",
        text(&appeal["id"])
    );
}
