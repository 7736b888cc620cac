//! The names of streets: what a street is called, was called, and cannot be called.

use serde_json::{Value, json};
use varta_tests::harness::{App, text};

fn of(app: &App, rest: &str) -> String {
    app.at(app.a(), &format!("/streets/{}{rest}", app.a().street))
}

/// The other names, with their states.
fn other_names(app: &App) -> Vec<(String, String)> {
    let card = app.administrator_a().get(&of(app, "")).ok();
    let names = card["other_names"].as_array().unwrap().iter();
    names
        .map(|name| {
            (
                text(&name["name"]).to_owned(),
                text(&name["state"]).to_owned(),
            )
        })
        .collect()
}

fn named(names: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(name, state): &(&str, &str)| ((*name).to_owned(), (*state).to_owned());
    names.iter().map(owned).collect()
}

fn day(from_today: i64) -> String {
    let day = tenants::clock::Clock::default().now() + chrono::Duration::days(from_today);
    day.format("%Y-%m-%d").to_string()
}

#[test]
fn a_street_is_not_called_otherwise_by_its_own_name() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    for name in ["Соборна", "СОБОРНА", "вул. Соборна"] {
        let alias = json!({ "kind": "colloquial", "name": name });
        let problem = admin.post(&of(&app, "/aliases"), &alias);
        let problem = problem.problem(409, "in_registry_already");
        assert_eq!(problem["field"], "name", "{name}");
        assert_eq!(problem["id"], json!(a.street), "{name}");
    }
    let twice = json!({ "kind": "old", "name": "ЛЕНІНА" });
    let problem = admin.post(&of(&app, "/aliases"), &twice);
    assert_eq!(problem.problem(409, "in_registry_already")["field"], "name");
}

#[test]
fn a_street_that_gets_its_old_name_back_has_it_once() {
    let app = App::start();
    let admin = app.administrator_a();
    let rename = |name: &str| {
        admin
            .patch(&of(&app, ""), "*", &json!({ "name": name }))
            .ok()
    };
    let _ = rename("Героїв");
    assert_eq!(
        other_names(&app),
        named(&[("Леніна", "active"), ("Соборна", "active")])
    );
    let _ = rename("Соборна");
    assert_eq!(
        other_names(&app),
        named(&[
            ("Героїв", "active"),
            ("Леніна", "active"),
            ("Соборна", "retired")
        ])
    );
    // The same name, written otherwise, was never another one.
    let _ = rename("СОБОРНА");
    assert_eq!(other_names(&app).len(), 3);
}

#[test]
fn a_day_that_has_not_come_or_a_renaming_before_the_last_one_is_refused() {
    let app = App::start();
    let admin = app.administrator_a();
    let refused = |body: &Value, field: &str| {
        let problem = admin.patch(&of(&app, ""), "*", body);
        let problem = problem.problem(422, "invalid_field");
        assert_eq!(problem["field"], field, "{body}: {problem}");
    };
    let renamed = json!({ "name": "Героїв", "renamed_on": "2016-02-19" });
    let _ = admin.patch(&of(&app, ""), "*", &renamed).ok();
    refused(
        &json!({ "name": "Миру", "renamed_on": "2015-01-01" }),
        "renamed_on",
    );
    refused(
        &json!({ "name": "Миру", "renamed_on": day(2) }),
        "renamed_on",
    );
    refused(&json!({ "renamed_on": "2020-01-01" }), "renamed_on");
    refused(&json!({ "misspelt": true }), "misspelt");
    refused(&json!({ "state": "active", "misspelt": true }), "misspelt");
    let coming = json!({ "kind": "old", "name": "Прийдешня", "used_from": day(2) });
    let problem = admin.post(&of(&app, "/aliases"), &coming);
    assert_eq!(problem.problem(422, "invalid_field")["field"], "used_from");
    let now = json!({ "kind": "old", "name": "Прийдешня", "used_from": day(-1) });
    let alias = admin.post(&of(&app, "/aliases"), &now).created();
    let path = of(&app, &format!("/aliases/{}", text(&alias["id"])));
    let problem = admin.patch(&path, "*", &json!({ "used_from": day(2) }));
    assert_eq!(problem.problem(422, "invalid_field")["field"], "used_from");
}

#[test]
fn the_type_of_a_street_does_not_stand_in_its_name() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    let new = |name: &str| {
        let body = json!({ "settlement_id": a.settlement, "kind": "vulytsia", "name": name });
        admin.post(&app.at(a, "/streets"), &body)
    };
    for name in [
        "вул. Тестова Друга",
        "вул.Тестова",
        "вулиця Тестова",
        "Тестова вул.",
    ] {
        let problem = new(name).problem(422, "invalid_field");
        assert_eq!(problem["field"], "name", "{name}: {problem}");
        assert!(
            text(&problem["reason"]).contains("kind"),
            "{name}: {problem}"
        );
    }
    let problem = admin.patch(&of(&app, ""), "*", &json!({ "name": "вул. Нова" }));
    assert_eq!(problem.problem(422, "invalid_field")["field"], "name");
    for name in ["Чумацький шлях", "Ш. Руставелі", "Набережна"] {
        let _ = new(name).created();
    }
}

#[test]
fn latin_letters_that_look_cyrillic_make_no_other_name() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    let street =
        |name: &str| json!({ "settlement_id": a.settlement, "kind": "vulytsia", "name": name });
    let place =
        |name: &str| json!({ "settlement_id": a.settlement, "kind": "bridge", "name": name });
    let alias = |name: &str| json!({ "kind": "colloquial", "name": name });
    let aliases = format!("/streets/{}/aliases", a.street);
    let settlement =
        json!({ "katottg": "UA05020110020054321", "name": "Tестове", "category": "C" });
    for (path, latin, cyrillic) in [
        ("/streets", street("Tестова"), street("Тестова")),
        ("/places", place("Tестовий"), place("Тестовий")),
        (&aliases, alias("Tиха"), alias("Тиха")),
    ] {
        let made = admin.post(&app.at(a, path), &latin).created();
        assert_eq!(made["name"], cyrillic["name"], "{path}");
        let _ = admin
            .post(&app.at(a, path), &cyrillic)
            .problem(409, "in_registry_already");
    }
    let made = admin
        .post(&app.at(a, "/settlements"), &settlement)
        .created();
    assert_eq!(made["name"], "Тестове");
}
