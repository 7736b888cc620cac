//! Streams of events: nothing missed and nothing twice, and nothing that is not the receiver's.

use serde_json::json;
use uuid::Uuid;
use varta_tests::harness::{App, Follower, Person, Side, until};

use crate::live_resumed::flood;

pub fn community(app: &App, side: &Side) -> String {
    app.at(side, "/events")
}

/// Assigns an appeal of this side to the region's utility.
pub fn assign_to_electricity(app: &App, side: &Side) {
    let path = app.at(
        side,
        &format!("/appeals/{}/assignments", app.register(side)),
    );
    let body = json!({ "utility_id": app.fixture.electricity });
    let _ = app.dispatcher_of(side).post_if(&path, "*", &body).created();
}

#[test]
fn a_change_is_told_to_all_who_may_see_it() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    let here = app.dispatcher_a().follow(&community(&app, a), None);
    let there = app.dispatcher_b().follow(&community(&app, b), None);
    let utility = app
        .staff()
        .follow(&app.of_utility(a.water, "/events"), None);
    let region = app.coordinator().follow(&app.of_region("/events"), None);
    for follower in [&here, &there, &utility, &region] {
        let _ = follower.begins("ready");
    }
    let appeal = app.register(a);
    let assignment = app.assign(a, appeal);
    app.work(a, assignment, "accept", &json!({}));

    let registered = here.until("appeal.registered").json();
    assert_eq!(registered["subject_id"], appeal.to_string());
    assert_eq!(registered["state"], "registered");
    assert_eq!(registered["service"], "WAT-NO");
    assert_eq!(registered["building_id"], a.buildings[0].to_string());
    assert_eq!(registered["version"], 1);
    let assigned = here.until("appeal.assigned").json();
    assert_eq!(assigned["utility_id"], a.water.to_string());
    let accepted = here.until("assignment.accepted").json();
    assert_eq!(accepted["state"], "in_work");
    assert_eq!(accepted["version"], app.card(a, appeal)["version"]);

    let offered = utility.until("assignment.offered").json();
    assert_eq!(offered["assignment_id"], assignment.to_string());
    let accepted = utility.until("assignment.accepted").json();
    assert_eq!(accepted["version"], 2);
    assert!(accepted["subject_id"].is_null(), "the appeal is not theirs");

    let in_work = || region.until("counts.changed").json();
    let counts = until("the numbers of A", || {
        let told = in_work();
        (told["counts"]["open.in_work"] == 1).then_some(told)
    });
    assert_eq!(counts["community_id"], a.community.to_string());
    assert!(counts["subject_id"].is_null());

    // What happens in B afterwards comes first there: nothing of A came before it.
    let foreign = app.register(b);
    let first = there.next().unwrap().json();
    assert_eq!(first["subject_id"], foreign.to_string());
    assert_eq!(first["community_id"], b.community.to_string());
    assert_eq!(utility.come(), []);
}

#[test]
fn only_what_somebody_may_read_by_asking_is_told() {
    let app = App::start();
    let a = app.a();
    let path = community(&app, a);
    let integration = app.integration().follow(&path, None);
    let administrator = app.administrator_a().follow(&path, None);
    for follower in [&integration, &administrator] {
        let _ = follower.begins("ready");
    }
    let account = json!({
        "login": "new.dispatcher", "name": "Нова людина", "password": "кінь батарея скріпка",
        "memberships": [{ "role": "dispatcher", "scope": "community", "id": a.community }],
    });
    let _ = app
        .administrator_a()
        .post(&app.at(a, "/accounts"), &account)
        .created();
    let _ = app.offer(a, app.register(a), app.b().community);
    let _ = app.register(a);

    let kinds = |follower: &Follower| -> Vec<String> {
        let mut kinds = Vec::new();
        while kinds
            .iter()
            .filter(|kind| *kind == "appeal.registered")
            .count()
            < 2
        {
            kinds.push(follower.next().unwrap().kind());
        }
        kinds
    };
    assert_eq!(
        kinds(&integration),
        ["appeal.registered", "appeal.registered"]
    );
    assert_eq!(
        kinds(&administrator),
        [
            "account.created",
            "appeal.registered",
            "handover.offered",
            "appeal.registered"
        ]
    );
}

#[test]
fn whoever_may_no_longer_listen_is_out_and_the_others_stay() {
    let app = App::start();
    let a = app.a();
    let path = community(&app, a);
    let dispatcher = app.dispatcher_a();
    let (leaves, deactivated) = (dispatcher.follow(&path, None), app.staff());
    let deactivated = deactivated.follow(&app.of_utility(a.water, "/events"), None);
    let suspended = app.dispatcher_b().follow(&community(&app, app.b()), None);
    let stays = app.administrator_a().follow(&path, None);
    for follower in [&leaves, &deactivated, &suspended, &stays] {
        let _ = follower.begins("ready");
    }
    dispatcher
        .request(reqwest::Method::DELETE, "/api/v1/sessions/current")
        .send()
        .is(204);
    app.database.run(&format!(
        "UPDATE accounts SET state = 'deactivated' WHERE login = '{}';
         UPDATE communities SET state = 'suspended' WHERE id = '{}'",
        Person::StaffWaterA.login(),
        app.b().community
    ));
    for follower in [&leaves, &deactivated, &suspended] {
        assert_eq!(follower.next(), None);
    }
    let refused = dispatcher.get(&path).problem(401, "token_refused");
    assert!(refused["detail"].is_string());
    flood(&app, 1, 1);
    assert_eq!(stays.next().unwrap().kind(), "appeal.edited");
}

#[test]
fn a_session_has_so_many_streams_and_no_more_and_none_takes_a_connection() {
    let app = App::start();
    let path = community(&app, app.a());
    let client = app.dispatcher_a();
    let mut streams: Vec<Follower> = (0..8).map(|_| client.follow(&path, None)).collect();
    for stream in &streams {
        let _ = stream.begins("ready");
    }
    let _ = client.get(&path).problem(429, "too_many_streams");
    let metrics = app.anonymous().get("/metrics").is(200).text;
    assert!(metrics.contains("varta_streams 8"), "{metrics}");
    // The program has four connections for requests.
    let _ = app.register(app.a());
    drop(streams.pop());
    until("there is room again", || {
        (client.get(&path).status == 200).then_some(())
    });
}

#[test]
fn a_program_that_stops_ends_its_streams_first() {
    let app = App::start();
    let second = app.another_program();
    let path = community(&app, app.a());
    let stream = app.dispatcher_a().at(second.base()).follow(&path, None);
    let _ = stream.begins("ready");
    assert_eq!(second.stop(), Some(0));
    assert_eq!(stream.next(), None);
}

#[test]
fn a_strangers_stream_does_not_exist() {
    let app = App::start();
    for path in [
        community(&app, app.a()),
        app.of_utility(app.a().water, "/events"),
        app.of_region("/events"),
    ] {
        let _ = app.dispatcher_b().get(&path).problem(404, "not_found");
        let _ = app.anonymous().get(&path).problem(401, "unauthenticated");
    }
    let nobodys = format!("/api/v1/communities/{}/events", Uuid::from_u128(7));
    let _ = app.coordinator().get(&nobodys).problem(404, "not_found");
}
