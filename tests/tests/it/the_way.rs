//! The way of a call: from the dispatcher who takes it to the report, and over to another
//! community.

use serde_json::{Value, json};
use varta_tests::harness::{App, Side, text, until};

pub fn states(app: &App, side: &Side, appeal: uuid::Uuid) -> (String, Vec<String>) {
    let card = app.card(side, appeal);
    let given = card["assignments"].as_array().unwrap();
    let given = given
        .iter()
        .map(|one| text(&one["state"]).to_owned())
        .collect();
    (text(&card["state"]).to_owned(), given)
}

pub fn kinds(app: &App, side: &Side, appeal: uuid::Uuid) -> Vec<String> {
    let path = app.at(side, &format!("/appeals/{appeal}/history"));
    let history = app.dispatcher_of(side).get(&path).ok();
    let steps = history["items"].as_array().unwrap();
    steps
        .iter()
        .map(|step| text(&step["kind"]).to_owned())
        .collect()
}

#[test]
fn a_call_is_followed_from_the_first_word_to_the_report() {
    let app = App::start();
    let (a, dispatcher, staff) = (app.a(), app.dispatcher_a(), app.staff());
    let known = || dispatcher.get(&app.at(a, &known_at(a))).ok();
    let before = known();
    assert_eq!(before["responsible_utility_id"], json!(a.water), "{before}");
    assert_eq!(before["open"], json!([]));
    assert!(before["deadlines"]["acknowledge"].is_string(), "{before}");

    let appeal = dispatcher
        .post(&app.at(a, "/appeals"), &app.appeal(a, "WAT-NO"))
        .created();
    assert_eq!(appeal["state"], "registered", "{appeal}");
    assert_eq!(appeal["number"], 1);
    assert_eq!(appeal["responsible_utility_id"], json!(a.water));
    let id: uuid::Uuid = text(&appeal["id"]).parse().unwrap();
    let of = |rest: &str| app.at(a, &format!("/appeals/{id}{rest}"));

    let after = known();
    assert_eq!(after["open"][0]["id"], json!(id), "{after}");
    let joined = dispatcher
        .post(&of("/calls"), &json!({ "words": "І в мене немає води" }))
        .ok();
    assert_eq!(joined["callers"], 2);

    let seen = dispatcher.get(&of(""));
    let assigned = dispatcher
        .post_if(&of("/assignments"), &seen.etag(), &json!({}))
        .created();
    assert_eq!(assigned["utility_id"], json!(a.water));
    let inbox = staff.get(&app.of_utility(a.water, "/assignments")).ok();
    assert_eq!(
        inbox["items"][0]["id"], assigned["assignment_id"],
        "{inbox}"
    );
    assert_eq!(inbox["items"][0]["appeal_number"], 1);

    let assignment = text(&assigned["assignment_id"]);
    let work = |step: &str, body: Value| {
        let path = app.of_utility(a.water, &format!("/assignments/{assignment}"));
        let etag = staff.get(&path).is(200).etag();
        staff
            .post_if(&format!("{path}/{step}"), &etag, &body)
            .is(200);
    };
    work("accept", json!({}));
    assert_eq!(
        states(&app, a, id),
        ("in_work".into(), vec!["accepted".into()])
    );
    work("report", json!({ "text": "Засувку відкрито" }));
    let etag = dispatcher.get(&of("")).etag();
    dispatcher
        .post_if(&of("/return"), &etag, &json!({ "reason": "Води немає" }))
        .is(200);
    assert_eq!(
        states(&app, a, id),
        ("rework".into(), vec!["returned".into()])
    );
    work("report", json!({ "text": "Тепер відкрито" }));

    let etag = dispatcher.get(&of("")).etag();
    let closing = json!({ "outcome": "resolved", "note": "Вода є, дякують" });
    dispatcher.post_if(&of("/close"), &etag, &closing).is(200);
    is_over(&app, a, id);
}

fn known_at(side: &Side) -> String {
    format!("/known?building_id={}&service=WAT-NO", side.buildings[0])
}

/// What its dispatcher sees of the appeal of the test above, once it is closed.
fn is_over(app: &App, a: &Side, id: uuid::Uuid) {
    let dispatcher = app.dispatcher_a();
    let card = app.card(a, id);
    assert_eq!(card["state"], "closed");
    assert_eq!(card["outcome"], "resolved");
    assert_eq!(card["returns"], 1);
    assert_eq!(card["steps"], json!([]));
    assert_eq!(card["assignments"][0]["state"], "confirmed");
    assert_eq!(card["assignments"][0]["report"], "Тепер відкрито");
    assert_eq!(card["calls"].as_array().unwrap().len(), 2);
    assert_eq!(
        kinds(app, a, id),
        [
            "appeal.registered",
            "appeal.joined",
            "appeal.assigned",
            "assignment.accepted",
            "assignment.reported",
            "appeal.returned",
            "assignment.reported",
            "appeal.closed",
        ]
    );
    let found = dispatcher
        .post(
            &app.at(a, "/appeals/search"),
            &json!({ "phone": "0671234567" }),
        )
        .ok();
    assert_eq!(found["items"][0]["id"], json!(id), "{found}");
    assert_eq!(
        dispatcher.get(&app.at(a, "/appeals")).ok()["items"],
        json!([])
    );
}

#[test]
fn a_crew_says_that_it_is_there_and_goes_there_again_for_rework() {
    let app = App::start();
    let a = app.a();
    let appeal = app.register(a);
    let assignment = app.assign(a, appeal);
    let of = |rest: &str| app.of_utility(a.water, &format!("/assignments/{assignment}{rest}"));
    let early = app.staff().post_if(&of("/arrive"), "*", &json!({}));
    assert_eq!(
        early.problem(409, "illegal_step")["legal"],
        json!(["accept", "decline"])
    );

    app.work(a, assignment, "accept", &json!({}));
    app.work(a, assignment, "arrive", &json!({}));
    assert_eq!(
        states(&app, a, appeal),
        ("on_site".into(), vec!["on_site".into()])
    );
    let seen = app.staff().get(&of("")).ok();
    assert!(seen["arrived_at"].is_string(), "{seen}");
    assert_eq!(seen["steps"], json!(["decline", "report"]));
    let twice = app.staff().post_if(&of("/arrive"), "*", &json!({}));
    assert_eq!(
        twice.problem(409, "illegal_step")["legal"],
        json!(["decline", "report"])
    );

    app.work(a, assignment, "report", &json!({ "text": "Воду дали" }));
    let returning = app.at(a, &format!("/appeals/{appeal}/return"));
    app.dispatcher_a()
        .post_if(&returning, "*", &json!({ "reason": "Води немає" }))
        .is(200);
    app.work(a, assignment, "arrive", &json!({}));
    let again = app.staff().get(&of("")).ok();
    assert_eq!(again["arrived_at"], seen["arrived_at"], "the first counts");
    assert_eq!(app.card(a, appeal)["state"], "on_site");

    // What turns out to be somebody else's goes back from there, too.
    app.work(
        a,
        assignment,
        "decline",
        &json!({ "reason": "Мережа будинкова", "addressee": "Керуюча компанія" }),
    );
    let history = app.at(a, &format!("/appeals/{appeal}/history"));
    let history = app.dispatcher_a().get(&history).ok();
    let steps = history["items"].as_array().unwrap();
    let arrived = steps
        .iter()
        .filter(|step| step["kind"] == "assignment.arrived");
    assert_eq!(arrived.count(), 2, "{history}");
}

#[test]
fn what_a_utility_declines_comes_back_with_whose_it_is() {
    let app = App::start();
    let a = app.a();
    let appeal = app.register(a);
    let assignment = app.assign(a, appeal);
    let body = json!({ "reason": "Мережа будинкова", "addressee": "Керуюча компанія" });
    app.work(a, assignment, "decline", &body);

    let card = app.card(a, appeal);
    assert_eq!(card["state"], "declined", "{card}");
    assert_eq!(card["assignments"][0]["decline_reason"], "Мережа будинкова");
    assert_eq!(
        card["assignments"][0]["decline_addressee"],
        "Керуюча компанія"
    );
    let inbox = app
        .staff()
        .get(&app.of_utility(a.water, "/assignments"))
        .ok();
    assert_eq!(inbox["items"], json!([]));

    let path = app.at(a, &format!("/appeals/{appeal}/assignments"));
    let again = json!({ "utility_id": a.housing });
    let assigned = app.dispatcher_a().post_if(&path, "*", &again).created();
    assert_eq!(assigned["utility_id"], json!(a.housing));
    assert_eq!(
        states(&app, a, appeal),
        ("assigned".into(), vec!["declined".into(), "offered".into()])
    );
}

#[test]
fn an_offer_that_nobody_has_accepted_can_be_given_to_another_utility() {
    let app = App::start();
    let a = app.a();
    let appeal = app.register(a);
    let first = app.assign(a, appeal);
    let path = app.at(a, &format!("/appeals/{appeal}/assignments"));
    let other = json!({ "utility_id": app.fixture.electricity });
    let _ = app.dispatcher_a().post_if(&path, "*", &other).created();
    assert_eq!(
        states(&app, a, appeal),
        (
            "assigned".into(),
            vec!["withdrawn".into(), "offered".into()]
        )
    );
    let late = app.of_utility(a.water, &format!("/assignments/{first}/accept"));
    let _ = app
        .staff()
        .post_if(&late, "*", &json!({}))
        .problem(409, "illegal_step");
}

#[test]
fn a_question_that_is_answered_at_once_is_a_closed_consultation() {
    let app = App::start();
    let a = app.a();
    let body = json!({
        "building_id": a.buildings[1],
        "service": "EL-OUT-GPV",
        "words": "Коли дадуть світло? За графіком, о 18:00",
    });
    let answered = app
        .dispatcher_a()
        .post(&app.at(a, "/consultations"), &body)
        .created();
    assert_eq!(answered["kind"], "consultation", "{answered}");
    assert_eq!(answered["state"], "closed");
    assert_eq!(answered["outcome"], "explained");
    let id = text(&answered["id"]).parse().unwrap();
    assert_eq!(kinds(&app, a, id), ["call.answered"]);
}

#[test]
fn the_coordinators_counts_add_up() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    for _ in 0..3 {
        let _ = app.walk_to_the_end(a);
    }
    let assigned = app.register(a);
    let _ = app.assign(a, assigned);
    let registered = app.register(a);
    let path = app.at(a, &format!("/appeals/{registered}/calls"));
    app.dispatcher_a()
        .post(&path, &json!({ "words": "І я" }))
        .is(200);
    let handed = app.register(b);
    let _ = app.offer(b, handed, a.community);

    let expected = json!([
        { "total.registered": 5, "total.closed": 3, "total.joined": 1, "open.registered": 1,
          "open.assigned": 1, "open.handovers_waiting": 1 },
        { "total.registered": 1, "open.handing_over": 1 },
    ]);
    until("the counts are those of the night", || {
        let counts = app.coordinator().get(&app.of_region("/counts")).ok();
        let of = |side: &Side| {
            let rows = counts["items"].as_array().unwrap();
            let row = rows
                .iter()
                .find(|row| row["community_id"] == json!(side.community))?;
            let moved: serde_json::Map<_, _> = row["counts"]
                .as_object()
                .unwrap()
                .iter()
                .filter(|(_, value)| **value != 0)
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect();
            Some(Value::Object(moved))
        };
        (of(a).as_ref() == expected.get(0) && of(b).as_ref() == expected.get(1)).then_some(())
    });
}

#[test]
fn a_step_that_the_state_does_not_permit_names_those_that_it_does() {
    let app = App::start();
    let a = app.a();
    let appeal = app.register(a);
    let path = app.at(a, &format!("/appeals/{appeal}/return"));
    let body = json!({ "reason": "Води немає" });
    let problem = app
        .dispatcher_a()
        .post_if(&path, "*", &body)
        .problem(409, "illegal_step");
    assert_eq!(problem["state"], "registered");
    assert_eq!(problem["step"], "return");
    assert_eq!(
        problem["legal"],
        json!(["assign", "close", "offer_handover"])
    );
    assert_eq!(app.card(a, appeal)["steps"], problem["legal"]);

    let assignment = app.assign(a, appeal);
    let path = app.of_utility(a.water, &format!("/assignments/{assignment}/report"));
    let problem = app
        .staff()
        .post_if(&path, "*", &json!({ "text": "Готово" }))
        .problem(409, "illegal_step");
    assert_eq!(problem["legal"], json!(["accept", "decline"]));
}
