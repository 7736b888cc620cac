//! What a body or a question names, and is not there.

use serde_json::json;
use uuid::Uuid;
use varta_tests::harness::{App, text};

use crate::trial::{guarded, names, refused, texts};
use crate::world::{NOBODYS, worlds};

#[test]
fn what_is_named_but_not_here_is_said_to_be_unknown() {
    let app = App::start();
    let (a, b) = worlds(&app);
    let trials = guarded(&app, &a);
    let before = app.database.contents();
    for trial in &trials {
        let foreign = (trial.route.operation().body)(&b);
        for place in texts(&trial.body) {
            let right = text(trial.body.pointer(&place).unwrap());
            let is_code = place == "/service";
            if !is_code && right.parse::<Uuid>().is_err() {
                continue;
            }
            let nobodys = trial.with(
                &place,
                if is_code {
                    json!("NO-SUCH")
                } else {
                    json!(NOBODYS)
                },
            );
            names(&nobodys, &place);
            names(&trial.with(&place, json!("не ідентифікатор")), &place);
            let foreign = foreign.pointer(&place).unwrap();
            if *foreign != json!(right) {
                let foreign = trial.with(&place, foreign.clone());
                names(&foreign, &place);
                assert_eq!(foreign.status, nobodys.status, "{}", foreign.text);
                assert_eq!(
                    foreign.json()["code"],
                    nobodys.json()["code"],
                    "{}",
                    foreign.text
                );
            }
        }
    }
    assert_eq!(app.database.contents(), before);
}

#[test]
fn a_service_that_cannot_be_is_unknown_when_it_is_asked_about() {
    let app = App::start();
    let a = app.a();
    let ask = |service: &str, building: &str| {
        let query = format!("/known?building_id={building}&service={service}");
        app.dispatcher_a().get(&app.at(a, &query))
    };
    let here = a.buildings[0].to_string();
    for service in ["NO-SUCH", "%00", "%D0%87", "WAT_NO", &"X".repeat(300)] {
        let problem = refused(&ask(service, &here), service);
        assert_eq!(problem["field"], "service", "{service}: {problem}");
    }
    for building in [NOBODYS, app.b().buildings[0]] {
        let problem = ask("WAT-NO", &building.to_string()).problem(422, "unknown_reference");
        assert_eq!(problem["field"], "building_id", "{problem}");
    }
}
