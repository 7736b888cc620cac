//! What a dispatcher sees while the telephone rings, and who has looked.

use serde_json::{Value, json};
use varta_tests::harness::{Answer, App, Client, Side, text};

/// The number of whoever calls in `App::appeal`, as people say it.
const PHONE: &str = "067 123 45 67";

fn look_ups(app: &App) -> Vec<Value> {
    app.database.settle();
    app.database.rows(
        "SELECT community_id, subject_id, actor_id, actor_role, body::jsonb AS body
         FROM ledger_events WHERE kind = 'caller.looked_up' ORDER BY occurred_at, id",
    )
}

fn service<'a>(ring: &'a Value, code: &str) -> &'a Value {
    let services = ring["services"].as_array().expect("services");
    services
        .iter()
        .find(|one| one["service"] == code)
        .unwrap_or_else(|| panic!("{code} is missing"))
}

fn ring(app: &App, client: &Client, side: &Side, asked: &Value) -> Answer {
    client.post(&app.at(side, "/ring"), asked)
}

#[test]
fn a_number_alone_brings_the_caller_their_building_and_who_answers_there() {
    let app = App::start();
    let a = app.a();
    let closed = app.walk_to_the_end(a);
    let open = app.register(a);
    let dispatcher = app.dispatcher_a();
    let ring = ring(&app, &dispatcher, a, &json!({ "phone": PHONE })).ok();

    let caller = &ring["caller"];
    assert_eq!(caller["name"], "Олена Коваль");
    assert_eq!(
        caller["usual_address"],
        json!({
            "building_id": a.buildings[0], "place": "Місто, вул. Соборна, 1", "flat": "12", "calls": 2
        })
    );
    let ids: Vec<&str> = caller["appeals"]
        .as_array()
        .unwrap()
        .iter()
        .map(|appeal| text(&appeal["id"]))
        .collect();
    assert_eq!(ids, [open.to_string(), closed.to_string()]);
    assert_eq!(ring["building"]["address"], "Місто, вул. Соборна, 1");
    assert_eq!(ring["building"]["entrances"][0]["last_flat"], 20);
    let water = &service(&ring, "WAT-NO")["answering"][0];
    assert_eq!(water["utility_id"], json!(a.water));
    assert_eq!(water["duty_phone"], "+380432601560");
    assert_eq!(service(&ring, "GAS-LEAK")["answering"], json!([]));
}

#[test]
fn the_building_of_this_call_goes_before_the_usual_one() {
    let app = App::start();
    let a = app.a();
    let _ = app.register(a);
    let asked = json!({ "phone": PHONE, "building_id": a.buildings[2] });
    let ring = ring(&app, &app.dispatcher_a(), a, &asked).ok();
    assert_eq!(ring["building"]["id"], json!(a.buildings[2]));
    assert_eq!(
        ring["caller"]["usual_address"]["building_id"],
        json!(a.buildings[0])
    );
}

#[test]
fn whoever_may_not_see_persons_gets_the_building_only_and_learns_nothing_of_the_number() {
    let app = App::start();
    let a = app.a();
    let _ = app.register(a);
    let integration = app.integration();
    let known = json!({ "phone": PHONE });
    assert_eq!(ring(&app, &integration, a, &known).ok(), json!({}));
    let with_building = json!({ "phone": PHONE, "building_id": a.buildings[0] });
    let told = ring(&app, &integration, a, &with_building).ok();
    assert_eq!(told["caller"], Value::Null);
    assert_eq!(told["building"]["id"], json!(a.buildings[0]));
    assert_eq!(look_ups(&app), Vec::<Value>::new());
}

#[test]
fn a_neighbours_caller_is_a_stranger_and_a_neighbours_building_does_not_exist() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    let _ = app.register(b);
    let dispatcher = app.dispatcher_a();
    assert_eq!(
        ring(&app, &dispatcher, a, &json!({ "phone": PHONE })).ok(),
        json!({ "caller": { "name": null, "usual_address": null, "appeals": [] } })
    );
    let foreign = json!({ "building_id": b.buildings[0] });
    let problem = ring(&app, &dispatcher, a, &foreign).problem(422, "unknown_reference");
    assert_eq!(problem["field"], "building_id");
}

#[test]
fn looking_up_a_number_leaves_who_looked_and_whose_appeals_they_saw_but_no_number() {
    let app = App::start();
    let a = app.a();
    let appeal = app.register(a);
    let dispatcher = app.dispatcher_a();
    let known = json!({ "phone": PHONE });
    let ring = |asked: &Value| ring(&app, &dispatcher, a, asked);
    ring(&known).is(200);
    dispatcher
        .post(&app.at(a, "/appeals/search"), &known)
        .is(200);
    ring(&json!({ "phone": "050 000 00 01" })).is(200);
    // Without a number nobody's data is shown.
    ring(&json!({ "building_id": a.buildings[0] })).is(200);

    let noted = look_ups(&app);
    let bodies: Vec<&Value> = noted.iter().map(|event| &event["body"]).collect();
    assert_eq!(
        bodies,
        [
            &json!({ "appeals": [appeal] }),
            &json!({ "appeals": [appeal] }),
            &json!({ "appeals": [] })
        ]
    );
    let dispatcher_id = app
        .database
        .value("SELECT id FROM accounts WHERE login = 'dispatcher.a'");
    for event in &noted {
        assert_eq!(event["actor_id"], dispatcher_id);
        assert_eq!(event["subject_id"], dispatcher_id);
        assert_eq!(event["actor_role"], "dispatcher");
        assert_eq!(event["community_id"], json!(a.community));
    }
}

#[test]
fn a_ring_without_number_and_building_or_with_a_wrong_one_is_refused() {
    let app = App::start();
    let a = app.a();
    let dispatcher = app.dispatcher_a();
    for (asked, field) in [
        (json!({}), "phone"),
        (json!({ "phone": "мобільний" }), "phone"),
        (json!({ "building_id": 17 }), "building_id"),
    ] {
        let problem = ring(&app, &dispatcher, a, &asked).problem(422, "invalid_field");
        assert_eq!(problem["field"], field, "{asked}");
    }
}

/// An address is kept by whatever it passes: browsers, proxies, their logs.
#[test]
fn a_number_in_an_address_is_refused() {
    let app = App::start();
    let dispatcher = app.dispatcher_a();
    for path in ["/ring?phone=0671234567", "/appeals/search?phone=0671234567"] {
        let path = app.at(app.a(), path);
        let asked = dispatcher.post(&path, &json!({ "phone": PHONE }));
        let problem = asked.problem(400, "invalid_parameter");
        assert_eq!(problem["field"], "phone", "{path}");
    }
}
