//! Where nobody answers, and where two do.

use serde_json::{Value, json};
use uuid::Uuid;
use varta_tests::harness::{App, text};

fn answers(app: &App, service: &str, utility: Uuid, kind: &str, id: Option<Uuid>, more: &Value) {
    let mut body = json!({
        "service": service, "utility_id": utility, "place": { "kind": kind },
    });
    if let Some(id) = id {
        body["place"]["id"] = json!(id);
    }
    for (name, value) in more.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    let path = app.at(app.a(), "/responsibilities");
    let _ = app.administrator_a().post(&path, &body).created();
}

fn coverage(app: &App, service: &str, at: &str) -> Value {
    let path = app.at(app.a(), &format!("/responsibilities/coverage{at}"));
    let all = app.dispatcher_a().get(&path).ok();
    let all = all["items"].as_array().unwrap();
    all.iter()
        .find(|one| one["service"] == service)
        .unwrap_or_else(|| panic!("{service} is missing"))
        .clone()
}

/// The addresses of all pages, one after the other.
fn listed(app: &App, first: &str) -> Vec<String> {
    let mut listed = Vec::new();
    let mut path = app.at(app.a(), first);
    loop {
        let answer = app.dispatcher_a().get(&path).is(200);
        let page = answer.json();
        let items = page["items"].as_array().unwrap().iter();
        listed.extend(items.map(|gap| text(&gap["address"]).to_owned()));
        let next = answer.header("link").and_then(|link| {
            let (path, _) = link.split_once('<')?.1.split_once('>')?;
            Some(path.to_owned())
        });
        match next {
            Some(next) => path = next,
            None => return listed,
        }
    }
}

#[test]
fn a_gap_is_counted_by_the_most_specific_place_and_listed_page_by_page() {
    let app = App::start();
    let a = app.a();
    let water = coverage(&app, "WAT-NO", "");
    assert_eq!(
        (&water["buildings"], &water["uncovered"]),
        (&json!(6), &json!(0))
    );
    let sewer = |part: &str| coverage(&app, "SEW-BLOCK", "")[part].clone();
    assert_eq!(
        (sewer("uncovered"), sewer("uncovered_percent")),
        (json!(6), json!(100.0))
    );

    // One house of the other street, then a whole street.
    answers(
        &app,
        "SEW-BLOCK",
        a.water,
        "building",
        Some(a.buildings[3]),
        &json!({}),
    );
    assert_eq!(sewer("uncovered"), 5);
    answers(
        &app,
        "SEW-BLOCK",
        a.water,
        "street",
        Some(a.street),
        &json!({}),
    );
    assert_eq!(
        (sewer("uncovered"), sewer("uncovered_percent")),
        (json!(2), json!(33.33))
    );

    assert_eq!(
        listed(&app, "/responsibilities/gaps?service=SEW-BLOCK&limit=1"),
        ["Місто, вул. Садова, 2", "Місто, вул. Садова, 3"]
    );

    answers(
        &app,
        "SEW-BLOCK",
        a.water,
        "settlement",
        Some(a.settlement),
        &json!({}),
    );
    assert_eq!(sewer("uncovered"), 0);
    let unknown = app.at(a, "/responsibilities/gaps?service=NO-SUCH");
    let _ = app
        .dispatcher_a()
        .get(&unknown)
        .problem(422, "unknown_reference");
}

#[test]
fn a_gap_is_as_of_a_moment() {
    let app = App::start();
    let a = app.a();
    answers(
        &app,
        "SEW-BLOCK",
        a.water,
        "community",
        None,
        &json!({ "valid_from": "2030-01-01T00:00:00Z", "valid_to": "2031-01-01T00:00:00Z" }),
    );
    let uncovered = |at: &str| coverage(&app, "SEW-BLOCK", at)["uncovered"].clone();
    assert_eq!(uncovered(""), 6);
    assert_eq!(uncovered("?at=2030-06-01T00:00:00Z"), 0);
    assert_eq!(uncovered("?at=2031-01-01T00:00:00Z"), 6);
    // Before anybody answered for anything.
    assert_eq!(
        coverage(&app, "WAT-NO", "?at=2020-01-01T00:00:00Z")["uncovered"],
        6
    );
}

#[test]
fn two_that_answer_for_the_same_side_at_the_same_place_are_told() {
    let app = App::start();
    let a = app.a();
    let pairs = || {
        let path = app.at(a, "/responsibilities/overlaps");
        app.dispatcher_a().get(&path).ok()["items"].clone()
    };
    assert_eq!(pairs(), json!([]));
    // Each has its side of the inlet, or its own place: nothing overlaps.
    answers(
        &app,
        "WAT-PRES",
        a.water,
        "community",
        None,
        &json!({ "boundary": "before_inlet" }),
    );
    answers(
        &app,
        "WAT-PRES",
        a.housing,
        "community",
        None,
        &json!({ "boundary": "after_inlet" }),
    );
    answers(
        &app,
        "WAT-NO",
        a.housing,
        "building",
        Some(a.buildings[0]),
        &json!({}),
    );
    assert_eq!(pairs(), json!([]));

    answers(
        &app,
        "WAT-PRES",
        app.fixture.electricity,
        "community",
        None,
        &json!({ "boundary": "after_inlet" }),
    );
    let found = pairs();
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["service"], "WAT-PRES");
    assert_eq!(found[0]["place"], json!({ "kind": "community" }));
    assert_eq!(found[0]["first"]["utility_id"], json!(a.housing));
    assert_eq!(coverage(&app, "WAT-PRES", "")["overlaps"], 1);
}

#[test]
fn a_house_that_is_covered_on_one_side_of_the_inlet_only_is_half_covered() {
    let app = App::start();
    let a = app.a();
    let sewer = || {
        let all = coverage(&app, "SEW-BLOCK", "");
        (all["uncovered"].clone(), all["half_covered"].clone())
    };
    let one_side = |kind: &str, id: Option<Uuid>, boundary: &str| {
        let more = json!({ "boundary": boundary });
        answers(&app, "SEW-BLOCK", a.water, kind, id, &more);
    };
    assert_eq!(sewer(), (json!(6), json!(0)));
    one_side("building", Some(a.buildings[3]), "after_inlet");
    assert_eq!(sewer(), (json!(5), json!(1)));
    one_side("street", Some(a.street), "before_inlet");
    let gaps = app.at(a, "/responsibilities/gaps?service=SEW-BLOCK");
    let gaps = app.dispatcher_a().get(&gaps).ok();
    let missing = gaps["items"].as_array().unwrap().iter();
    let missing: Vec<Value> = missing.map(|gap| gap["missing"].clone()).collect();
    let count = |of: Value| missing.iter().filter(|one| **one == of).count();
    let (uncovered, half) = sewer();
    assert_eq!(json!(count(Value::Null)), uncovered);
    assert_eq!(
        json!(count(json!("after_inlet")) + count(json!("before_inlet"))),
        half
    );
    assert_eq!(count(json!("before_inlet")), 1);
    // Who answers on the other side, everywhere, closes those that lack it, and halves the rest.
    one_side("community", None, "before_inlet");
    assert_eq!(sewer(), (json!(0), json!(5)));
    one_side("settlement", Some(a.settlement), "after_inlet");
    assert_eq!(sewer(), (json!(0), json!(0)));
}

#[test]
fn a_report_counts_ones_own_buildings_only() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    answers(&app, "SEW-BLOCK", a.water, "community", None, &json!({}));
    let path = app.at(b, "/responsibilities/coverage");
    let theirs = app.dispatcher_b().get(&path).ok();
    let sewer = theirs["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["service"] == "SEW-BLOCK")
        .unwrap();
    assert_eq!(
        (&sewer["buildings"], &sewer["uncovered"]),
        (&json!(6), &json!(6))
    );
}

#[test]
fn the_same_is_recorded_once_for_the_same_time() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    let path = app.at(a, "/responsibilities");
    let body = |service: &str, from: &str, to: Option<&str>, boundary: Option<&str>| {
        json!({
            "service": service, "utility_id": a.water, "place": { "kind": "community" },
            "valid_from": from, "valid_to": to, "boundary": boundary,
        })
    };
    let (spring, summer, autumn) = (
        "2030-03-01T00:00:00Z",
        "2030-06-01T00:00:00Z",
        "2030-09-01T00:00:00Z",
    );
    let first = body("SEW-BLOCK", spring, Some(summer), None);
    let first = admin.post(&path, &first).created();
    for (from, to) in [
        (spring, None),
        (spring, Some(summer)),
        ("2030-05-31T00:00:00Z", None),
    ] {
        let again = admin.post(&path, &body("SEW-BLOCK", from, to, None));
        let problem = again.problem(409, "responsible_already");
        assert_eq!(problem["id"], first["id"], "{problem}");
        assert_eq!(problem["field"], "utility_id", "{problem}");
    }
    // Another side, another service, another time.
    for other in [
        body("SEW-BLOCK", spring, None, Some("before_inlet")),
        body("WAT-PRES", spring, None, None),
        body("SEW-BLOCK", summer, Some(autumn), None),
    ] {
        let _ = admin.post(&path, &other).created();
    }
    // The first one cannot be drawn out over the next.
    let end = format!("{path}/{}/end", text(&first["id"]));
    let refused = admin.post_if(&end, "*", &json!({ "valid_to": "2030-07-01T00:00:00Z" }));
    let _ = refused.problem(409, "responsible_already");
    admin
        .post_if(&end, "*", &json!({ "valid_to": "2030-04-01T00:00:00Z" }))
        .is(200);
}
