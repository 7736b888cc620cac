//! Bulletins, read against a registry of their own.

use serde_json::{Value, json};
use varta_tests::harness::{App, Side};

fn read(app: &App, side: &Side, text: &str) -> Value {
    app.dispatcher_of(side)
        .post(&app.at(side, "/bulletins/read"), &json!({ "text": text }))
        .ok()
}

fn addresses(of: &Value) -> Vec<&str> {
    let all = of["buildings"].as_array().unwrap().iter();
    all.map(|building| building["address"].as_str().unwrap())
        .collect()
}

fn reasons(bulletin: &Value) -> Vec<(&str, &str)> {
    let all = bulletin["uncertain"].as_array().unwrap().iter();
    all.map(|one| {
        (
            one["text"].as_str().unwrap(),
            one["reason"].as_str().unwrap(),
        )
    })
    .collect()
}

#[test]
fn a_bulletin_becomes_its_buildings_and_each_is_of_ones_own_community() {
    let app = App::start();
    let text = "вул. Соборна, 1–3; вул. Садова, 2";
    for side in [app.a(), app.b()] {
        let bulletin = read(&app, side, text);
        assert_eq!(
            addresses(&bulletin),
            [
                "Місто, вул. Соборна, 1",
                "Місто, вул. Соборна, 3",
                "Місто, вул. Садова, 2"
            ]
        );
        assert_eq!(bulletin["uncertain"], json!([]));
        for building in bulletin["buildings"].as_array().unwrap() {
            let id = building["id"].as_str().unwrap().parse().unwrap();
            assert!(side.buildings.contains(&id));
        }
    }
}

#[test]
fn a_street_by_its_old_name_without_houses_is_all_of_it() {
    let app = App::start();
    let bulletin = read(&app, app.a(), "м. Місто: вул. Леніна");
    assert_eq!(addresses(&bulletin).len(), 3);
    let street = &bulletin["streets"][0];
    assert_eq!(street["whole"], true);
    assert_eq!(street["street"], "Місто, вул. Соборна");
    assert_eq!(street["street_id"], json!(app.a().street));
}

#[test]
fn a_place_of_the_registry_is_known_by_its_name() {
    let app = App::start();
    let a = app.a();
    let place = json!({
        "settlement_id": a.settlement, "kind": "microdistrict", "name": "Вишенька",
    });
    let place = app
        .administrator_a()
        .post(&app.at(a, "/places"), &place)
        .created();
    let bulletin = read(&app, a, "у мікрорайонах Вишенька, Тяжилів");
    assert_eq!(
        bulletin["places"],
        json!([{
            "text": "у мікрорайонах Вишенька", "place_id": place["id"], "place": "мікрорайон Вишенька"
        }])
    );
    assert_eq!(reasons(&bulletin), [("Тяжилів", "microdistrict")]);
}

#[test]
fn whatever_is_not_certain_is_listed_and_nothing_of_it_is_taken() {
    let app = App::start();
    let bulletin = read(
        &app,
        app.a(),
        "вул. Соборна, 1–2, 12, 31. 31-А, 23, 1-5; вул. Собрна, 1; пров. Соборна, 3; вул. Невідома, 5; \
         с. Інше, вул. Соборна, 1; перехрестя вулиць Соборної та Садової; у мікрорайонах Вишенька",
    );
    assert_eq!(
        addresses(&bulletin),
        ["Місто, вул. Соборна, 1", "Місто, вул. Соборна, 3"]
    );
    assert_eq!(
        reasons(&bulletin),
        [
            ("вул. Соборна, 1-2", "no_side"),
            ("вул. Соборна, 12", "no_such_house"),
            ("вул. Соборна, 31. 31-А", "not_understood"),
            ("вул. Соборна, 23", "no_such_house"),
            ("вул. Собрна, 1", "unknown_street"),
            ("пров. Соборна, 3", "unknown_street"),
            ("вул. Невідома, 5", "unknown_street"),
            ("вул. Соборна, 1", "unknown_settlement"),
            ("перехрестя вулиць Соборної та Садової", "crossroads"),
            ("у мікрорайонах Вишенька", "microdistrict"),
        ]
    );
    let uncertain = bulletin["uncertain"].as_array().unwrap();
    assert_eq!(
        addresses(&uncertain[0]),
        ["Місто, вул. Соборна, 1", "Місто, вул. Соборна, 2"]
    );
    assert_eq!(uncertain[4]["streets"][0]["street"], "Місто, вул. Соборна");
}

#[test]
fn a_settlement_is_known_without_its_word_and_holds_for_its_streets() {
    let app = App::start();
    let a = app.a();
    let other = json!({ "katottg": "UA05020110010012345", "name": "Губник", "category": "C" });
    let _ = app
        .administrator_a()
        .post(&app.at(a, "/settlements"), &other)
        .created();
    for text in ["Губник: вул. Соборна 1", "Губник, вул. Соборна 1"]
    {
        let bulletin = read(&app, a, text);
        assert_eq!(addresses(&bulletin), Vec::<&str>::new(), "{text}");
        assert_eq!(
            reasons(&bulletin),
            [("вул. Соборна 1", "unknown_settlement")],
            "{text}"
        );
    }
    let bulletin = read(&app, a, "Місто: вул. Соборна, 1");
    assert_eq!(addresses(&bulletin), ["Місто, вул. Соборна, 1"]);
    assert_eq!(reasons(&bulletin), []);
    let bulletin = read(&app, a, "вул. Соборна, 1-3 Садова; с. Губник");
    assert_eq!(addresses(&bulletin), Vec::<&str>::new());
}

#[test]
fn what_is_excepted_is_taken_away_and_what_is_unsure_is_listed() {
    let app = App::start();
    for (text, expected) in [
        ("вул. Соборна, крім буд. 2", vec!["1", "3"]),
        ("вся вул. Соборна (окрім №№ 1, 3)", vec!["2"]),
        ("вул. Соборна непарні з 1 по 4", vec!["1", "3"]),
        ("вул. Соборна повністю", vec!["1", "2", "3"]),
    ] {
        let bulletin = read(&app, app.a(), text);
        let expected: Vec<String> = expected
            .iter()
            .map(|number| format!("Місто, вул. Соборна, {number}"))
            .collect();
        assert_eq!(addresses(&bulletin), expected, "{text}");
        assert_eq!(reasons(&bulletin), [], "{text}");
    }
    let bulletin = read(
        &app,
        app.a(),
        "вул. Соборна, –2; вул. Садова, крім магазину, 2 та вул. Соборна 3",
    );
    assert_eq!(addresses(&bulletin), ["Місто, вул. Соборна, 3"]);
    let listed = reasons(&bulletin);
    assert_eq!(listed[0], ("вул. Соборна, -2", "open_range"));
    assert_eq!(listed[1].0, "вул. Садова, крім магазину");
}

#[test]
fn streets_and_houses_may_be_joined_by_and() {
    let app = App::start();
    for (text, expected) in [
        (
            "вул. Соборна 1 та вул. Садова 3",
            vec!["Соборна, 1", "Садова, 3"],
        ),
        (
            "вул. Соборна 1 й 3 і Садова 2",
            vec!["Соборна, 1", "Соборна, 3", "Садова, 2"],
        ),
        (
            "вул. Соборна та Садова",
            vec![
                "Соборна, 1",
                "Соборна, 2",
                "Соборна, 3",
                "Садова, 1",
                "Садова, 2",
                "Садова, 3",
            ],
        ),
    ] {
        let bulletin = read(&app, app.a(), text);
        let expected: Vec<String> = expected
            .iter()
            .map(|house| format!("Місто, вул. {house}"))
            .collect();
        assert_eq!(addresses(&bulletin), expected, "{text}");
        assert_eq!(reasons(&bulletin), [], "{text}");
    }
    for text in [
        "вул. Соборна та Невідома",
        "вул. Соборна та Садова, 2",
        "вул. Соборна між Садовою та Соборною",
        "перехрестя: вул. Соборна та вул. Садова",
    ] {
        let bulletin = read(&app, app.a(), text);
        assert_eq!(addresses(&bulletin), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn all_of_a_settlement_is_all_of_its_streets() {
    let app = App::start();
    let a = app.a();
    let administrator = app.administrator_a();
    let village = json!({ "katottg": "UA05020110010012345", "name": "Губник", "category": "C" });
    let village = administrator
        .post(&app.at(a, "/settlements"), &village)
        .created();
    let street = json!({ "settlement_id": village["id"], "kind": "vulytsia", "name": "Гоголя" });
    let street = administrator
        .post(&app.at(a, "/streets"), &street)
        .created();
    let building = json!({ "street_id": street["id"], "number": "5" });
    let _ = administrator
        .post(&app.at(a, "/buildings"), &building)
        .created();
    for text in [
        "с. Губник повністю, вул. Гоголя",
        "Губник повністю, вул. Гоголя",
        "с. Губник (повністю)",
        "вул. Соборна 1; Губник (повністю)",
        "вул. Соборна 1 та с. Губник повністю",
    ] {
        let bulletin = read(&app, a, text);
        let whole = addresses(&bulletin).contains(&"Губник, вул. Гоголя, 5");
        assert!(whole, "{text}: {bulletin}");
        assert_eq!(reasons(&bulletin), [], "{text}");
        let first = text.starts_with("вул.").then_some("Місто, вул. Соборна, 1");
        let others = addresses(&bulletin)
            .into_iter()
            .filter(|one| !one.contains("Губник"));
        assert_eq!(others.collect::<Vec<_>>(), Vec::from_iter(first), "{text}");
    }
    for (text, reason) in [
        ("с. Губник", "only_settlement"),
        ("с. Губник повністю, крім вул. Гоголя", "only_settlement"),
        ("с. Інше повністю", "unknown_settlement"),
    ] {
        let bulletin = read(&app, a, text);
        assert_eq!(addresses(&bulletin), Vec::<&str>::new(), "{text}");
        assert_eq!(reasons(&bulletin)[0].1, reason, "{text}");
    }
}
