//! Steps that an appeal cannot take: closed, handed to oneself, answered twice.

use serde_json::{Value, json};
use varta_tests::harness::{App, Client, text, until};

#[test]
fn a_closed_appeal_cannot_be_changed_by_any_verb() {
    let app = App::start();
    let a = app.a();
    let appeal = app.walk_to_the_end(a);
    let card = app.card(a, appeal);
    let assignment = text(&card["assignments"][0]["id"]).to_owned();
    let before = app.database.contents();
    let of = |rest: &str| app.at(a, &format!("/appeals/{appeal}{rest}"));
    let dispatcher = app.dispatcher_a();
    let _ = dispatcher
        .post(&of("/calls"), &json!({ "words": "І я" }))
        .problem(409, "appeal_closed");
    let edit = dispatcher.patch(&of(""), "*", &json!({ "words": "Інше" }));
    let _ = edit.problem(409, "appeal_closed");
    let steps = [
        ("/assignments", json!({})),
        ("/return", json!({ "reason": "Ні" })),
        ("/close", json!({ "outcome": "resolved" })),
        (
            "/handovers",
            json!({ "community_id": app.b().community, "reason": "Ні" }),
        ),
    ];
    for (rest, body) in steps {
        let problem = dispatcher
            .post_if(&of(rest), "*", &body)
            .problem(409, "illegal_step");
        assert_eq!(problem["state"], "closed", "{problem}");
        assert_eq!(problem["legal"], json!([]), "{problem}");
    }
    for (step, body) in [
        ("accept", json!({})),
        ("decline", json!({ "reason": "Ні", "addressee": "Ні" })),
        ("report", json!({ "text": "Ні" })),
    ] {
        let path = app.of_utility(a.water, &format!("/assignments/{assignment}/{step}"));
        let _ = app
            .staff()
            .post_if(&path, "*", &body)
            .problem(409, "illegal_step");
    }
    assert_eq!(app.database.contents(), before);
}

#[test]
fn an_appeal_is_not_handed_to_oneself_and_an_answer_is_not_given_twice() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    let appeal = app.register(a);
    let path = app.at(a, &format!("/appeals/{appeal}/handovers"));
    for to in [
        a.community.to_string(),
        "01900000-0000-7000-8000-000000000001".to_owned(),
        app.fixture.region.to_string(),
    ] {
        let body = json!({ "community_id": to, "reason": "Не наше" });
        let offered = app.dispatcher_a().post_if(&path, "*", &body);
        let problem = offered.problem(422, "unknown_reference");
        assert_eq!(problem["field"], "community_id", "{problem}");
    }
    let handover = app.offer(a, appeal, b.community);
    let answer = |client: &Client, side, rest: &str, body: &Value| {
        client.post_if(
            &app.at(side, &format!("/handovers/{handover}/{rest}")),
            "*",
            body,
        )
    };
    let refusing = json!({ "reason": "Не наше" });
    let (sender, receiver) = (app.dispatcher_a(), app.dispatcher_b());
    let own = answer(&sender, a, "accept", &json!({}));
    assert!([404, 409].contains(&own.status), "{}", own.text);
    answer(&receiver, b, "refuse", &refusing).is(200);
    until("the appeal is back", || {
        (app.card(a, appeal)["state"] == "registered").then_some(())
    });
    let before = app.database.contents();
    let _ = answer(&receiver, b, "refuse", &refusing).problem(409, "illegal_step");
    let _ = answer(&receiver, b, "accept", &json!({})).problem(409, "illegal_step");
    assert_eq!(app.database.contents(), before);
}
