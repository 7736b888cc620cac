//! On what is retired nothing new is entered, and nothing of it is counted.

use serde_json::{Value, json};
use varta_tests::harness::App;

/// What would be entered below a settlement, a street or a building that is retired; with the
/// field that is at fault.
fn entered(app: &App) -> Vec<(String, Value, &'static str)> {
    let a = app.a();
    vec![
        (
            "/buildings".to_owned(),
            json!({ "street_id": a.street, "number": "77" }),
            "street_id",
        ),
        (
            format!("/streets/{}/aliases", a.street),
            json!({ "kind": "colloquial", "name": "Стометрівка" }),
            "street_id",
        ),
        (
            format!("/buildings/{}/entrances", a.buildings[0]),
            json!({ "number": 7 }),
            "building_id",
        ),
        (
            "/places".to_owned(),
            json!({ "settlement_id": a.settlement, "kind": "bridge", "name": "Новий", "street_id": a.street }),
            "street_id",
        ),
        (
            "/appeals".to_owned(),
            app.appeal(a, "WAT-NO"),
            "building_id",
        ),
        (
            "/consultations".to_owned(),
            app.appeal(a, "WAT-NO"),
            "building_id",
        ),
    ]
}

fn set(app: &App, place: &str, state: &str) {
    let path = app.at(app.a(), place);
    let _ = app
        .administrator_a()
        .patch(&path, "*", &json!({ "state": state }))
        .ok();
}

fn is_refused(app: &App, path: &str, body: &Value, field: &str) {
    let client = match path {
        "/appeals" | "/consultations" => app.dispatcher_a(),
        _ => app.administrator_a(),
    };
    let problem = client
        .post(&app.at(app.a(), path), body)
        .problem(409, "retired");
    assert_eq!(problem["field"], field, "{path}: {problem}");
}

#[test]
fn nothing_is_entered_on_a_street_that_is_retired() {
    let app = App::start();
    let street = format!("/streets/{}", app.a().street);
    set(&app, &street, "retired");
    for (path, body, field) in entered(&app) {
        is_refused(&app, &path, &body, field);
    }
    set(&app, &street, "active");
    for (path, body, _) in entered(&app) {
        let client = if path.ends_with("s") && body.get("service").is_some() {
            app.dispatcher_a()
        } else {
            app.administrator_a()
        };
        let _ = client.post(&app.at(app.a(), &path), &body).created();
    }
}

#[test]
fn nothing_is_entered_in_a_settlement_that_is_retired() {
    let app = App::start();
    let a = app.a();
    set(&app, &format!("/settlements/{}", a.settlement), "retired");
    for (path, body, field) in entered(&app) {
        let field = if path == "/places" {
            "settlement_id"
        } else {
            field
        };
        is_refused(&app, &path, &body, field);
    }
    let street = json!({ "settlement_id": a.settlement, "kind": "vulytsia", "name": "Нова" });
    is_refused(&app, "/streets", &street, "settlement_id");
}

#[test]
fn nothing_is_entered_at_a_building_that_is_retired() {
    let app = App::start();
    let building = format!("/buildings/{}", app.a().buildings[0]);
    set(&app, &building, "retired");
    let here = |field: &str| field == "building_id";
    for (path, body, field) in entered(&app).into_iter().filter(|one| here(one.2)) {
        is_refused(&app, &path, &body, field);
    }
}

#[test]
fn what_cannot_be_found_is_no_gap() {
    let app = App::start();
    let a = app.a();
    let sewer = || {
        let path = app.at(a, "/responsibilities/coverage");
        let all = app.dispatcher_a().get(&path).ok();
        let all = all["items"].as_array().unwrap().clone();
        let one = all
            .iter()
            .find(|one| one["service"] == "SEW-BLOCK")
            .unwrap();
        let path = app.at(a, "/responsibilities/gaps?service=SEW-BLOCK");
        let gaps = app.dispatcher_a().get(&path).ok();
        let gaps = gaps["items"].as_array().unwrap().len();
        (one["buildings"].clone(), one["uncovered"].clone(), gaps)
    };
    let at_house = json!({
        "service": "SEW-BLOCK", "utility_id": a.water,
        "place": { "kind": "building", "id": a.buildings[0] },
    });
    let path = app.at(a, "/responsibilities");
    let _ = app.administrator_a().post(&path, &at_house).created();
    assert_eq!(sewer(), (json!(6), json!(5), 5));
    let (street, settlement) = (
        format!("/streets/{}", a.street),
        format!("/settlements/{}", a.settlement),
    );
    set(&app, &street, "retired");
    assert_eq!(sewer(), (json!(3), json!(3), 3));
    set(&app, &street, "active");
    set(&app, &settlement, "retired");
    assert_eq!(sewer(), (json!(0), json!(0), 0));
}
