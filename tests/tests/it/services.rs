//! The catalogue, and what a community has otherwise than its region.

use serde_json::{Value, json};
use varta_tests::harness::{App, Side, text};

fn service(app: &App, side: &Side, code: &str) -> Value {
    let path = app.at(side, &format!("/services/{code}"));
    app.dispatcher_of(side).get(&path).ok()
}

fn change(app: &App, code: &str, body: &Value) -> Value {
    let path = app.at(app.a(), &format!("/services/{code}"));
    let administrator = app.administrator_a();
    let etag = administrator.get(&path).is(200).etag();
    let changed = administrator
        .request(reqwest::Method::PUT, &path)
        .if_match(&etag)
        .json(body)
        .send();
    changed.ok()
}

fn minutes_given(app: &App, side: &Side, code: &str) -> (i64, i64) {
    let appeal = app
        .dispatcher_of(side)
        .post(&app.at(side, "/appeals"), &app.appeal(side, code))
        .created();
    let moment = |value: &Value| chrono::DateTime::parse_from_rfc3339(text(value)).unwrap();
    let registered = moment(&appeal["registered_at"]);
    let minutes = |due: &Value| (moment(due) - registered).num_minutes();
    let deadlines = &appeal["deadlines"];
    (
        minutes(&deadlines["acknowledge"]),
        minutes(&deadlines["resolve"]),
    )
}

#[test]
fn every_service_says_where_it_goes_and_what_the_caller_is_told() {
    let app = App::start();
    let all = app.dispatcher_a().get(&app.at(app.a(), "/services")).ok();
    let all = all["items"].as_array().unwrap();
    assert_eq!(all.len(), 35);
    for one in all {
        for words in [
            "name_uk",
            "name_en",
            "executor_uk",
            "executor_en",
            "caller_uk",
            "caller_en",
        ] {
            assert!(!text(&one[words]).is_empty(), "{words}: {one}");
        }
        assert_eq!(one["state"], "on");
        assert_eq!(one["version"], 0);
        assert!(one["own"].is_null());
    }
    let outage = service(&app, app.a(), "EL-OUT-UNPL");
    assert_eq!(outage["matches_events"], json!(["power_*"]));
    assert_eq!(outage["routes_to"], "electricity");
}

#[test]
fn a_community_gives_a_service_times_and_a_name_of_its_own() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    let region = service(&app, a, "WAT-NO");
    assert_eq!(minutes_given(&app, a, "WAT-NO"), (15, 24 * 60));
    let own = json!({
        "state": "on", "name_uk": "Сухий кран",
        "times": { "acknowledge_minutes": 5, "arrive_minutes": null, "resolve_hours": 3 },
    });
    let changed = change(&app, "WAT-NO", &own);
    assert_eq!(changed["name_uk"], "Сухий кран");
    assert_eq!(changed["name_en"], region["name_en"]);
    assert_eq!(changed["resolve_hours"], 3);
    assert_eq!(changed["version"], 1);
    assert_eq!(minutes_given(&app, a, "WAT-NO"), (5, 3 * 60));
    let path = app.at(a, &format!("/buildings/{}/responsible", a.buildings[0]));
    let responsible = app.dispatcher_a().get(&path).ok();
    assert!(responsible.to_string().contains("Сухий кран"));

    // The neighbour has what the region has.
    assert_eq!(service(&app, b, "WAT-NO")["name_uk"], region["name_uk"]);
    assert_eq!(minutes_given(&app, b, "WAT-NO"), (15, 24 * 60));

    // What is left out is the region's again.
    let changed = change(&app, "WAT-NO", &json!({ "state": "on" }));
    assert_eq!(changed["name_uk"], region["name_uk"]);
    assert_eq!(changed["acknowledge_minutes"], 15);
    assert_eq!(minutes_given(&app, a, "WAT-NO"), (15, 24 * 60));
    app.database.settle();
    let events = "ledger_events WHERE kind = 'service.changed'";
    assert_eq!(app.database.count(events), 2);
}

#[test]
fn what_is_switched_off_is_not_taken_down() {
    let app = App::start();
    let a = app.a();
    let _ = change(&app, "WAT-NO", &json!({ "state": "off" }));
    let body = app.appeal(a, "WAT-NO");
    for path in ["/appeals", "/consultations"] {
        let refused = app.dispatcher_a().post(&app.at(a, path), &body);
        assert_eq!(refused.problem(422, "service_off")["field"], "service");
    }
    let path = app.at(a, &format!("/buildings/{}/responsible", a.buildings[0]));
    let responsible = app.dispatcher_a().get(&path).ok();
    assert!(!responsible.to_string().contains("WAT-NO"));
    let _ = app.register(app.b());
    let _ = change(&app, "WAT-NO", &json!({ "state": "on" }));
    let _ = app.register(a);
}

#[test]
fn a_stale_or_senseless_change_of_a_service_is_refused() {
    let app = App::start();
    let path = app.at(app.a(), "/services/WAT-NO");
    let put = |etag: &str, body: Value| {
        let administrator = app.administrator_a();
        let request = administrator.request(reqwest::Method::PUT, &path);
        request.if_match(etag).json(&body).send()
    };
    put("\"0\"", json!({ "state": "on" })).is(200);
    let stale = put("\"0\"", json!({ "state": "off" })).problem(412, "stale");
    assert_eq!(stale["current"], "\"1\"");
    let times = json!({ "acknowledge_minutes": 90, "arrive_minutes": null, "resolve_hours": 1 });
    let refused = put("*", json!({ "state": "on", "times": times })).problem(422, "invalid_field");
    assert_eq!(refused["field"], "times");
    let negative = json!({ "state": "on", "times": { "resolve_hours": -1 } });
    let refused = put("*", negative).problem(422, "invalid_field");
    assert_eq!(refused["field"], "times.resolve_hours");
    let whole = json!({ "acknowledge_minutes": 5, "arrive_minutes": 30, "resolve_hours": 1 });
    for field in ["acknowledge_minutes", "arrive_minutes", "resolve_hours"] {
        let mut part = whole.clone();
        part.as_object_mut().unwrap().remove(field);
        let mut none = whole.clone();
        none[field] = json!(0);
        for times in [part, none] {
            let refused = put("*", json!({ "state": "on", "times": times }));
            let refused = refused.problem(422, "invalid_field");
            assert_eq!(refused["field"], format!("times.{field}"), "{times}");
        }
    }
    put("*", json!({ "state": "on", "times": whole })).is(200);
    for nothing in ["NO-SUCH", "no%20code"] {
        let path = app.at(app.a(), &format!("/services/{nothing}"));
        let _ = app.administrator_a().get(&path).problem(404, "not_found");
    }
}
