//! Several people who enter the same thing in the registry at the same moment: one of them
//! does, and the others are told which it is.

use std::sync::Barrier;
use std::thread;

use serde_json::{Value, json};
use varta_tests::harness::{Answer, App, text};

const AT_ONCE: usize = 8;

/// The answers to the same request, sent by all at once.
fn raced(ask: impl Fn() -> Answer + Sync) -> Vec<Answer> {
    let together = Barrier::new(AT_ONCE);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                scope.spawn(|| {
                    together.wait();
                    ask()
                })
            })
            .collect();
        threads.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

/// One entry came of it, and everybody else was told which.
fn one_was_first(answers: Vec<Answer>, field: &str) {
    let (first, others): (Vec<_>, Vec<_>) = answers.into_iter().partition(|one| one.status == 201);
    assert_eq!(first.len(), 1, "{field}");
    let made = first[0].json();
    for other in others {
        let problem = other.problem(409, "in_registry_already");
        assert_eq!(problem["field"], field, "{problem}");
        assert_eq!(problem["id"], made["id"], "{problem}");
    }
}

#[test]
fn of_many_who_enter_the_same_one_does_and_the_others_are_told_which_it_is() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    for round in 1..=4 {
        let entered = [
            (
                "/settlements".to_owned(),
                json!({ "katottg": format!("UA050201100{round}0054321"), "name": "Нова", "category": "C" }),
                "katottg",
            ),
            (
                "/streets".to_owned(),
                json!({ "settlement_id": a.settlement, "kind": "vulytsia", "name": format!("Швидка {round}") }),
                "name",
            ),
            (
                format!("/streets/{}/aliases", a.street),
                json!({ "kind": "colloquial", "name": format!("Стометрівка {round}") }),
                "name",
            ),
            (
                "/buildings".to_owned(),
                json!({ "street_id": a.street, "number": format!("10{round}") }),
                "number",
            ),
            (
                format!("/buildings/{}/entrances", a.buildings[0]),
                json!({ "number": 10 + round }),
                "number",
            ),
            (
                "/places".to_owned(),
                json!({ "settlement_id": a.settlement, "kind": "bridge", "name": format!("Швидкий {round}") }),
                "name",
            ),
        ];
        for (path, body, field) in entered {
            let path = app.at(a, &path);
            one_was_first(raced(|| admin.post(&path, &body)), field);
        }
    }
}

#[test]
fn of_many_who_rename_a_street_nobody_sees_it_fail() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    let path = app.at(a, &format!("/streets/{}", a.street));
    for round in 1..=4 {
        let name = format!("Швидка {round}");
        let answers = raced(|| admin.patch(&path, "*", &json!({ "name": name })));
        for answer in answers {
            assert!([200, 409, 412].contains(&answer.status), "{}", answer.text);
        }
        assert_eq!(admin.get(&path).ok()["name"], name);
    }
    let names = admin.get(&path).ok()["other_names"].clone();
    let names: Vec<&str> = names
        .as_array()
        .unwrap()
        .iter()
        .map(|one| text(&one["name"]))
        .collect();
    assert_eq!(
        names,
        ["Леніна", "Соборна", "Швидка 1", "Швидка 2", "Швидка 3"]
    );
}

#[test]
fn of_many_who_record_the_same_responsibility_one_does() {
    let app = App::start();
    let (a, admin) = (app.a(), app.administrator_a());
    let body = json!({
        "service": "WAT-PRES", "utility_id": a.water,
        "place": { "kind": "street", "id": a.street }, "boundary": "before_inlet",
    });
    let path = app.at(a, "/responsibilities");
    let answers = raced(|| admin.post(&path, &body));
    let (made, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|one| one.status == 201);
    assert_eq!(made.len(), 1);
    let made: Value = made[0].json();
    for answer in refused {
        let problem = answer.problem(409, "responsible_already");
        assert_eq!(problem["id"], made["id"], "{problem}");
    }
}
