//! Tables that refer to places by their addresses, and places that are no building.

use serde_json::json;
use varta_tests::harness::App;

use super::{Files, contains, import, suspected};

/// Tables that refer to places by their addresses; each has rows that cannot be taken.
fn by_address(files: &Files) -> [String; 3] {
    let aliases = files.put(
        "aliases.csv",
        "settlement;street;name;kind;used_from;used_to
Місто;вул. Соборна;Карла Маркса;old;1922-01-01;19.02.2016
Місто;вул. Нічия;Хтозна-яка;old;;
Місто;вул. Соборна;Зворотна;old;2016-01-01;1999-01-01
",
    );
    let queues = files.put(
        "queues.csv",
        "settlement,street,number,flats,queue
Місто,вул. Леніна,1,,\"3,1\"
Місто,вул. Соборна,1,1-10,3.2
Місто,вул. Соборна,1,5-12,4.1
Місто,вул. Соборна,99,,4.1
Місто,вул. Соборна,2,,GPV
",
    );
    let responsibilities = files.put(
        "responsibilities.csv",
        "service,utility,settlement,street,number,boundary,valid_from,valid_to
WAT-PRES,Водоканал,Місто,вул. Соборна,1,before_inlet,2026-01-01,
WAT-PRES,ВОДОКАНАЛ,Місто,,,,,
NO-SUCH,Водоканал,,,,,,
WAT-PRES,Невідомий,,,,,,
WAT-PRES,Водоканал,,,,,,
WAT-PRES,Водоканал,Місто,,1,,,
WAT-PRES,Водоканал,,вул. Соборна,1,,,
",
    );
    [aliases, queues, responsibilities]
}

#[test]
fn aliases_queues_and_responsibilities_come_in_by_address() {
    let app = App::start();
    let files = Files::new();
    let [aliases, queues, responsibilities] = by_address(&files);
    let all = [
        "--aliases",
        &aliases,
        "--queues",
        &queues,
        "--responsibilities",
        &responsibilities,
    ];
    let outcome = import(&app, &all);
    let refused = [
        "unknown_street",
        "ends_before_it_begins",
        "queue_overlap",
        "unknown_building",
        "queue_not_understood",
        "unknown_service",
        "unknown_utility",
        "street_not_said",
        "settlement_not_said",
    ];
    contains(&outcome.said, &refused);
    let whole = suspected(&app, &files, &all, "responsibilities");
    contains(&whole, &["whole_community", "стосується всієї громади"]);
    let (a, dispatcher) = (app.a(), app.dispatcher_a());
    let card = dispatcher
        .get(&app.at(a, &format!("/buildings/{}", a.buildings[0])))
        .ok();
    assert_eq!(card["electricity_queue"], "3.1");
    assert_eq!(
        card["flat_queues"],
        json!([{ "first_flat": 1, "last_flat": 10, "queue": "3.2" }])
    );
    let street = dispatcher
        .get(&app.at(a, &format!("/streets/{}", a.street)))
        .ok();
    assert!(
        street.to_string().contains("\"used_to\":\"2016-02-19\""),
        "{street}"
    );
    let path = app.at(a, &format!("/buildings/{}/responsible", a.buildings[0]));
    let responsible = dispatcher.get(&path);
    assert!(
        responsible.text.contains("before_inlet"),
        "{}",
        responsible.text
    );
    app.database.settle();
    let after = app.database.contents();
    let _ = import(&app, &all);
    app.database.settle();
    assert_eq!(app.database.contents(), after);
}

#[test]
fn places_that_are_no_building_come_in_and_the_same_file_changes_nothing() {
    let app = App::start();
    let files = Files::new();
    let places = files.put(
        "places.csv",
        "settlement,kind,name,street,crossing_street,latitude,longitude
Місто,перехрестя,Соборної та Садової,вул. Соборна,вул. Садова,48.61,29.21
Місто,park,імені Лесі Українки,,,,
Місто,bridge,через річку,,,95,29.2
Місто,фонтан,Рошен,,,,
Місто,park,Імені Лесі Українки,вул. Нічия,,,
Місто,park,Без вулиці,,вул. Садова,,
Нетутешнє,park,Тихий,,,,
Місто,park,імені Лесі Українки,,,,
",
    );
    let outcome = import(&app, &["--places", &places]);
    contains(
        &outcome.said,
        &[
            "прийнято 3, відхилено 5",
            "kind_not_understood",
            "unknown_street",
            "missing_column",
            "unknown_settlement",
            "duplicate_row",
        ],
    );
    let (a, dispatcher) = (app.a(), app.dispatcher_a());
    let listed = dispatcher.get(&app.at(a, "/places")).ok();
    let crossroads = listed["items"].as_array().unwrap().iter();
    let crossroads: Vec<_> = crossroads
        .filter(|one| one["kind"] == "crossroads")
        .collect();
    assert_eq!(crossroads.len(), 1, "{listed}");
    assert_eq!(crossroads[0]["street_id"], json!(a.street));
    app.database.settle();
    let after = app.database.contents();
    let _ = import(&app, &["--places", &places]);
    app.database.settle();
    assert_eq!(app.database.contents(), after);
}
