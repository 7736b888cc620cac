//! Settlements by hand: a code of this community, and a category of the classifier.

use serde_json::json;
use varta_tests::harness::{App, text};

#[test]
fn a_settlement_has_a_code_of_its_community() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    let foreign = json!({ "katottg": "UA05020030020054321", "name": "Чуже", "category": "C" });
    let problem = admin.post(&app.at(a, "/settlements"), &foreign);
    let problem = problem.problem(422, "invalid_field");
    assert_eq!(problem["field"], "katottg", "{problem}");
    assert!(
        text(&problem["reason"]).contains("UA05020110000049613"),
        "{problem}"
    );
}

#[test]
fn a_settlement_has_a_category_of_the_classifier() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    for category in ["city", "село", "C ", "С", "O"] {
        let new = json!({ "katottg": "UA05020110020054321", "name": "Нове", "category": category });
        let problem = admin.post(&app.at(a, "/settlements"), &new);
        assert_eq!(
            problem.problem(422, "invalid_field")["field"],
            "category",
            "{category}"
        );
    }
    let path = app.at(a, &format!("/settlements/{}", a.settlement));
    let problem = admin.patch(&path, "*", &json!({ "category": "village" }));
    assert_eq!(problem.problem(422, "invalid_field")["field"], "category");
    for category in ["T", "X", "C", "M"] {
        let changed = admin
            .patch(&path, "*", &json!({ "category": category }))
            .ok();
        assert_eq!(changed["category"], category);
    }
}
