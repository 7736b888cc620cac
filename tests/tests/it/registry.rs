//! The housing registry by hand: what is renamed stays known under its old name, what is retired
//! is not offered and not lost, and every change is an event.

use serde_json::{Value, json};
use varta_tests::harness::{Answer, App, text};

fn found(app: &App, line: &str) -> Value {
    let path = app.at(app.a(), &format!("/addresses?line={line}"));
    app.dispatcher_a().get(&path).ok()
}

fn etag(answer: &Answer) -> String {
    answer.header("etag").unwrap().to_owned()
}

/// The kinds of event in the history of a subject, the oldest first.
fn history(app: &App, subject: &Value) -> Vec<String> {
    app.database.settle();
    let rows = app.database.rows(&format!(
        "SELECT kind FROM ledger_events WHERE subject_id = '{}' ORDER BY position",
        text(subject)
    ));
    rows.iter()
        .map(|row| text(&row["kind"]).to_owned())
        .collect()
}

#[test]
fn a_renamed_street_is_found_by_all_its_names_and_knows_when_each_was_used() {
    let app = App::start();
    let admin = app.administrator_a();
    let new = json!({
        "settlement_id": app.a().settlement, "kind": "provulok", "name": "Комсомольський",
    });
    let street = admin.post(&app.at(app.a(), "/streets"), &new).created();
    let of = |rest: &str| app.at(app.a(), &format!("/streets/{}{rest}", text(&street["id"])));
    let building = json!({ "street_id": street["id"], "number": "5" });
    let building = admin
        .post(&app.at(app.a(), "/buildings"), &building)
        .created();

    let first = json!({ "name": "Молодіжний", "renamed_on": "1992-08-24" });
    let renamed = admin.patch(&of(""), "\"1\"", &first).is(200);
    assert_eq!(etag(&renamed), "\"2\"");
    let second = json!({ "kind": "vulytsia", "name": "Шевченка", "renamed_on": "2016-02-19" });
    let renamed = admin.patch(&of(""), "\"2\"", &second).ok();
    let names: Vec<_> = renamed["other_names"]
        .as_array()
        .unwrap()
        .iter()
        .map(|alias| json!([alias["name"], alias["used_from"], alias["used_to"]]))
        .collect();
    assert_eq!(
        names,
        [
            json!(["Комсомольський", null, "1992-08-24"]),
            json!(["пров. Молодіжний", "1992-08-24", "2016-02-19"]),
        ]
    );
    for line in ["шевченка 5", "комсомольський 5", "молодіжний 5"] {
        assert!(
            found(&app, line)
                .to_string()
                .contains(text(&building["id"])),
            "{line}"
        );
    }
    // What never was a name is no alias.
    let misspelt = json!({ "name": "Тараса Шевченка", "misspelt": true });
    let corrected = admin.patch(&of(""), "*", &misspelt).ok();
    assert_eq!(corrected["other_names"], renamed["other_names"]);
    let twice = json!({ "name": "Інша", "misspelt": true, "renamed_on": "2016-02-19" });
    let problem = admin
        .patch(&of(""), "*", &twice)
        .problem(422, "invalid_field");
    assert_eq!(problem["field"], "renamed_on");
    assert_eq!(
        history(&app, &street["id"]),
        [
            "street.created",
            "street.alias_created",
            "street.changed",
            "street.alias_created",
            "street.changed",
            "street.changed",
        ]
    );
}

#[test]
fn what_is_retired_is_not_offered_and_comes_back_with_its_appeals() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    let appeal = app.register(a);
    let building = app.at(a, &format!("/buildings/{}", a.buildings[0]));
    let street = app.at(a, &format!("/streets/{}", a.street));
    let offered = |app: &App| {
        found(app, "соборна 1")
            .to_string()
            .contains(&a.buildings[0].to_string())
    };
    assert!(offered(&app));
    for place in [&building, &street] {
        let retired = admin.patch(place, "*", &json!({ "state": "retired" })).ok();
        assert_eq!(retired["state"], "retired");
        assert!(!offered(&app), "{place}");
        // Its card is still there, and so is the appeal.
        assert_eq!(admin.get(place).ok()["state"], "retired");
        assert!(text(&app.card(a, appeal)["place"]).contains("Соборна"));
        let _ = admin.patch(place, "*", &json!({ "state": "active" })).ok();
        assert!(offered(&app), "{place}");
    }
    let listed = app.dispatcher_a().get(&app.at(a, "/places")).ok();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    let park = app.at(a, &format!("/places/{}", a.place));
    let _ = admin.patch(&park, "*", &json!({ "state": "retired" })).ok();
    let listed = app.dispatcher_a().get(&app.at(a, "/places")).ok();
    assert_eq!(listed["items"], json!([]));
}

#[test]
fn the_same_thing_is_not_entered_twice_and_the_answer_says_which_it_is() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    let before = app.database.contents();
    let taken = [
        (
            "/streets",
            json!({ "settlement_id": a.settlement, "kind": "vulytsia", "name": "СОБОРНА" }),
            "name",
            a.street,
        ),
        (
            "/buildings",
            json!({ "street_id": a.street, "number": " 1 " }),
            "number",
            a.buildings[0],
        ),
        (
            "/places",
            json!({ "settlement_id": a.settlement, "kind": "park", "name": "Перемоги" }),
            "name",
            a.place,
        ),
    ];
    for (path, body, field, id) in taken {
        let answer = admin.post(&app.at(a, path), &body);
        let problem = answer.problem(409, "in_registry_already");
        assert_eq!(problem["field"], field, "{problem}");
        assert_eq!(problem["id"], json!(id), "{problem}");
    }
    assert_eq!(app.database.contents(), before);
}

fn queues(ranges: &[(i32, i32, &str)]) -> Value {
    let range = |(first, last, queue): &(i32, i32, &str)| json!({ "first_flat": first, "last_flat": last, "queue": queue });
    ranges.iter().map(range).collect()
}

#[test]
fn a_building_keeps_all_that_is_known_of_it_and_what_is_missing_in_a_change_stays() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    let path = app.at(a, &format!("/buildings/{}", a.buildings[1]));
    let known = json!({
        "latitude": 48.68, "longitude": 29.24, "multi_flat": true, "storeys": 9, "lifts": 2,
        "flats": 72, "management": "osbb", "manager": "ОСББ «Мрія»", "electricity_queue": "1,2",
        "feeder": "Ф-3", "boiler_house": "Котельня № 2",
        "flat_queues": queues(&[(37, 72, "2.1"), (1, 36, "1.1")]),
    });
    let card = admin.patch(&path, "*", &known).ok();
    for (field, value) in known.as_object().unwrap() {
        match field.as_str() {
            "electricity_queue" => assert_eq!(card[field], "1.2"),
            "flat_queues" => {
                assert_eq!(card[field], queues(&[(1, 36, "1.1"), (37, 72, "2.1")]));
            }
            _ => assert_eq!(card[field], *value, "{field}"),
        }
    }
    let changed = admin.patch(&path, "\"2\"", &json!({ "lifts": null })).ok();
    assert_eq!(changed["lifts"], Value::Null);
    assert_eq!(changed["storeys"], 9);
    assert_eq!(changed["version"], 3);
    // Nothing changed: no version, no event.
    let same = admin.patch(&path, "*", &json!({ "storeys": 9 })).ok();
    assert_eq!(same["version"], 3);
    assert_eq!(
        history(&app, &json!(a.buildings[1])),
        ["building.changed", "building.changed"]
    );
}

#[test]
fn what_no_building_can_have_is_refused_by_the_name_of_its_field() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    let path = app.at(a, &format!("/buildings/{}", a.buildings[1]));
    let before = app.database.contents();
    let wrong = [
        (json!({ "storeys": 0 }), "storeys"),
        (json!({ "lifts": -1 }), "lifts"),
        (json!({ "flats": 1.5 }), "flats"),
        (json!({ "latitude": 91, "longitude": 29 }), "latitude"),
        (json!({ "latitude": 48.6 }), "longitude"),
        (json!({ "longitude": 29.2, "latitude": null }), "latitude"),
        (json!({ "number": "12-5" }), "number"),
        (json!({ "number": "сарай" }), "number"),
        (json!({ "management": "nobody" }), "management"),
        (
            json!({ "electricity_queue": "GPV1.1" }),
            "electricity_queue",
        ),
        (
            json!({ "flat_queues": queues(&[(1, 20, "1.1"), (20, 30, "1.2")]) }),
            "flat_queues",
        ),
        (
            json!({ "flat_queues": queues(&[(20, 1, "1.1")]) }),
            "flat_queues",
        ),
    ];
    for (body, field) in wrong {
        let problem = admin.patch(&path, "*", &body).problem(422, "invalid_field");
        assert_eq!(problem["field"], field, "{problem}");
    }
    let crossing = json!({
        "settlement_id": a.settlement, "kind": "crossroads", "name": "Соборної", "crossing_street_id": a.street,
    });
    let problem = admin
        .post(&app.at(a, "/places"), &crossing)
        .problem(422, "invalid_field");
    assert_eq!(problem["field"], "street_id");
    assert_eq!(app.database.contents(), before);
}

#[test]
fn entrances_have_ranges_of_flats_and_one_number_each() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    let card = app.at(a, &format!("/buildings/{}", a.buildings[0]));
    let path = app.at(a, &format!("/buildings/{}/entrances", a.buildings[0]));
    let second = json!({ "number": 2, "first_flat": 21, "last_flat": 40 });
    let entrance = admin.post(&path, &second).created();
    let _ = admin
        .post(&path, &second)
        .problem(409, "in_registry_already");
    let one = format!("{path}/{}", text(&entrance["id"]));
    for (body, field) in [
        (json!({ "first_flat": 50, "last_flat": 40 }), "last_flat"),
        (json!({ "first_flat": 50 }), "last_flat"),
        (json!({ "last_flat": 50 }), "first_flat"),
        (json!({ "number": 0 }), "number"),
    ] {
        let problem = admin.patch(&one, "*", &body).problem(422, "invalid_field");
        assert_eq!(problem["field"], field, "{problem}");
    }
    let changed = json!({ "first_flat": 21, "last_flat": 39, "riser": "Стояк 4" });
    let _ = admin.patch(&one, "\"1\"", &changed).ok();
    let shown = admin.get(&card).ok();
    let entrances = shown["entrances"].as_array().unwrap();
    assert_eq!(entrances.len(), 2);
    assert_eq!(entrances[1]["last_flat"], 39);
    assert_eq!(entrances[1]["riser"], "Стояк 4");
    // An entrance is its building's alone.
    let elsewhere = app.at(
        a,
        &format!(
            "/buildings/{}/entrances/{}",
            a.buildings[1],
            text(&entrance["id"])
        ),
    );
    let _ = admin
        .patch(&elsewhere, "*", &changed)
        .problem(404, "not_found");
}
