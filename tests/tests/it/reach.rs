//! Whoever's work lies in many communities sees of each what is theirs to see.

use serde_json::{Value, json};
use varta_tests::harness::{App, Person, text};

#[test]
fn a_coordinator_sees_how_far_an_appeal_has_come_and_not_who_called() {
    let app = App::start();
    let (a, b) = (app.a(), app.b());
    let appeal = app.register(a);
    let handover = app.offer(a, appeal, b.community);
    let coordinator = app.coordinator();
    let card = coordinator
        .get(&app.at(a, &format!("/appeals/{appeal}")))
        .ok();
    assert_eq!(card["state"], "handing_over", "{card}");
    assert!(card.get("calls").is_none(), "{card}");
    let path = app.at(b, &format!("/handovers/{handover}"));
    let contract = coordinator.get(&path).ok();
    assert!(contract.get("person").is_none(), "{contract}");
    let list = coordinator
        .get(&app.at(a, "/handovers?direction=sent"))
        .ok();
    let history = coordinator
        .get(&app.at(a, &format!("/appeals/{appeal}/history")))
        .ok();
    let counts = coordinator.get(&app.of_region("/counts")).ok();
    for answer in [card, contract, list, history, counts] {
        for said in ["Коваль", "671234567", "Немає води з самого ранку"]
        {
            assert!(!answer.to_string().contains(said), "{said}: {answer}");
        }
    }
}

#[test]
fn a_regional_utility_sees_its_work_from_every_community_and_no_other() {
    let app = App::start();
    let electricity = app.fixture.electricity;
    let _ = app.assign(app.a(), app.register(app.a()));
    for side in [app.a(), app.b()] {
        let appeal = app.appeal(side, "EL-OUT-UNPL");
        let made = app
            .dispatcher_of(side)
            .post(&app.at(side, "/appeals"), &appeal)
            .created();
        let _ = app.assign(side, text(&made["id"]).parse().unwrap());
    }
    let inbox = app
        .client(Person::StaffElectricity)
        .get(&app.of_utility(electricity, "/assignments"))
        .ok();
    let mut from: Vec<&Value> = inbox["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["community_id"])
        .collect();
    from.sort_by_key(|id| id.to_string());
    let mut both = [json!(app.a().community), json!(app.b().community)];
    both.sort_by_key(ToString::to_string);
    assert_eq!(from, both.iter().collect::<Vec<_>>());
}
