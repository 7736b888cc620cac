//! An appeal that is handed over: offered, accepted, refused, taken back, along a whole chain.

use serde_json::json;
use varta_tests::harness::{App, Side, text, until};

use crate::the_way::{kinds, states};

#[test]
fn an_appeal_is_handed_over_and_its_sender_learns_how_it_ended() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    let appeal = app.register(a);
    let handover = app.offer(a, appeal, b.community);
    assert_eq!(states(&app, a, appeal).0, "handing_over");

    let received = app
        .dispatcher_b()
        .get(&app.at(b, "/handovers?direction=received"))
        .ok();
    assert_eq!(received["items"][0]["id"], json!(handover), "{received}");
    assert_eq!(
        received["items"][0]["person"]["applicant"]["phone"],
        "+380671234567"
    );
    let path = app.at(b, &format!("/handovers/{handover}/accept"));
    let accepting = json!({ "building_id": b.buildings[0] });
    let accepted = app.dispatcher_b().post_if(&path, "*", &accepting).created();
    let own: uuid::Uuid = text(&accepted["appeal"]["id"]).parse().unwrap();
    assert_ne!(own, appeal, "the receiver works on its own copy");
    until("the sender sees that it is taken", || {
        (states(&app, a, appeal).0 == "handed_over").then_some(())
    });

    let path = app.at(b, &format!("/appeals/{own}/close"));
    app.dispatcher_b()
        .post_if(&path, "*", &json!({ "outcome": "resolved" }))
        .is(200);
    until("the sender sees that it is done", || {
        (states(&app, a, appeal).0 == "closed").then_some(())
    });
    assert_eq!(app.card(a, appeal)["outcome"], "resolved_elsewhere");
    let sent = app
        .dispatcher_a()
        .get(&app.at(a, &format!("/handovers/{handover}")))
        .ok();
    assert_eq!(sent["state"], "completed", "{sent}");
    assert_eq!(sent["receiver_outcome"], "resolved");
    assert_eq!(
        kinds(&app, a, appeal),
        [
            "appeal.registered",
            "handover.offered",
            "handover.accepted",
            "handover.completed"
        ]
    );
    assert_eq!(kinds(&app, b, own), ["appeal.registered", "appeal.closed"]);
}

#[test]
fn a_refused_appeal_goes_back_with_the_reason_and_the_right_addressee() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    let appeal = app.register(a);
    let handover = app.offer(a, appeal, b.community);
    let path = app.at(b, &format!("/handovers/{handover}/refuse"));
    let body = json!({ "reason": "Це не наша вулиця", "community_id": app.fixture.c });
    app.dispatcher_b().post_if(&path, "*", &body).is(200);
    until("the appeal is back", || {
        (states(&app, a, appeal).0 == "registered").then_some(())
    });
    let sent = app
        .dispatcher_a()
        .get(&app.at(a, &format!("/handovers/{handover}")))
        .ok();
    assert_eq!(sent["state"], "refused", "{sent}");
    assert_eq!(sent["refusal_reason"], "Це не наша вулиця");
    assert_eq!(sent["proposed_community_id"], json!(app.fixture.c));
    let _ = app.offer(a, appeal, app.fixture.c);
    assert_eq!(states(&app, a, appeal).0, "handing_over");
}

#[test]
fn an_offer_that_nobody_answered_is_taken_back() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    let appeal = app.register(a);
    let handover = app.offer(a, appeal, b.community);
    let withdraw = |at: &Side| app.at(at, &format!("/handovers/{handover}/withdraw"));
    let receiver = app.dispatcher_b().post_if(&withdraw(b), "*", &json!({}));
    let _ = receiver.problem(409, "illegal_step");
    app.coordinator()
        .post_if(&withdraw(a), "*", &json!({}))
        .is(200);
    assert_eq!(states(&app, a, appeal).0, "registered");
    let accept = app.at(b, &format!("/handovers/{handover}/accept"));
    let _ = app
        .dispatcher_b()
        .post_if(&accept, "*", &json!({}))
        .problem(409, "illegal_step");
    assert_eq!(
        kinds(&app, a, appeal),
        [
            "appeal.registered",
            "handover.offered",
            "handover.withdrawn"
        ]
    );
}

#[test]
fn the_end_of_a_chain_of_hand_overs_is_told_to_everybody_in_it() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    let first = app.register(a);
    let there = app.offer(a, first, b.community);
    let accept = app.at(b, &format!("/handovers/{there}/accept"));
    let accepted = app
        .dispatcher_b()
        .post_if(&accept, "*", &json!({}))
        .created();
    let second: uuid::Uuid = text(&accepted["appeal"]["id"]).parse().unwrap();
    until("the first sender knows", || {
        (states(&app, a, first).0 == "handed_over").then_some(())
    });
    let back = app.offer(b, second, a.community);
    let accept = app.at(a, &format!("/handovers/{back}/accept"));
    let accepted = app
        .dispatcher_a()
        .post_if(&accept, "*", &json!({}))
        .created();
    until("the second sender knows", || {
        (states(&app, b, second).0 == "handed_over").then_some(())
    });
    let close = app.at(
        a,
        &format!("/appeals/{}/close", text(&accepted["appeal"]["id"])),
    );
    let body = json!({ "outcome": "refused", "note": "Будинок знесено" });
    app.dispatcher_a().post_if(&close, "*", &body).is(200);
    until("the end has reached the first of them", || {
        (states(&app, a, first).0 == "closed").then_some(())
    });
    assert_eq!(app.card(a, first)["outcome"], "refused");
}
