//! Places that are no building, and crossroads among them.

use serde_json::{Value, json};
use varta_tests::harness::{App, text};

fn another_street(app: &App) -> Value {
    let path = app.at(app.a(), "/streets?q=Садова");
    let listed = app.dispatcher_a().get(&path).ok();
    listed["items"][0]["id"].clone()
}

fn crossroads(app: &App, name: &str, street: &Value, crossing: &Value) -> Value {
    json!({
        "settlement_id": app.a().settlement, "kind": "crossroads", "name": name,
        "street_id": street, "crossing_street_id": crossing,
    })
}

#[test]
fn crossroads_have_two_streets_and_there_are_no_two_of_them() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    let (one, other) = (json!(a.street), another_street(&app));
    let path = app.at(a, "/places");
    for (street, crossing, field) in [
        (&one, &one, "crossing_street_id"),
        (&one, &Value::Null, "crossing_street_id"),
        (&Value::Null, &Value::Null, "street_id"),
    ] {
        let body = crossroads(&app, "Соборної та Садової", street, crossing);
        let problem = admin.post(&path, &body).problem(422, "invalid_field");
        assert_eq!(problem["field"], field, "{problem}");
    }
    let made = crossroads(&app, "Соборної та Садової", &one, &other);
    let made = admin.post(&path, &made).created();
    for (name, street, crossing, field) in [
        ("Біля базару", &one, &other, "crossing_street_id"),
        ("Біля базару", &other, &one, "crossing_street_id"),
        ("СОБОРНОЇ та Садової", &other, &one, "name"),
    ] {
        let body = crossroads(&app, name, street, crossing);
        let problem = admin.post(&path, &body).problem(409, "in_registry_already");
        assert_eq!(problem["field"], field, "{problem}");
        assert_eq!(problem["id"], made["id"], "{problem}");
    }
    // A bridge along the same streets is another place, but not without the first of them.
    let bridge = json!({
        "settlement_id": a.settlement, "kind": "bridge", "name": "Новий", "crossing_street_id": other,
    });
    let problem = admin.post(&path, &bridge).problem(422, "invalid_field");
    assert_eq!(problem["field"], "crossing_street_id");
}

#[test]
fn crossroads_are_printed_by_the_present_names_of_their_streets() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    let body = crossroads(
        &app,
        "Соборної та Садової",
        &json!(a.street),
        &another_street(&app),
    );
    let made = admin.post(&app.at(a, "/places"), &body).created();
    assert_eq!(made["printed"], "перехрестя вул. Соборна та вул. Садова");
    let street = app.at(a, &format!("/streets/{}", a.street));
    let renamed = json!({ "kind": "prospekt", "name": "Героїв" });
    let _ = admin.patch(&street, "*", &renamed).ok();
    let path = app.at(a, &format!("/places/{}", text(&made["id"])));
    let shown = admin.get(&path).ok();
    assert_eq!(shown["name"], "Соборної та Садової");
    assert_eq!(shown["printed"], "перехрестя просп. Героїв та вул. Садова");
    let listed = admin.get(&app.at(a, "/places")).ok();
    let printed: Vec<&str> = listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|place| text(&place["printed"]))
        .collect();
    assert_eq!(
        printed,
        ["парк Перемоги", "перехрестя просп. Героїв та вул. Садова"]
    );
}
