//! Flats that are regrouped: a range takes the place of those that it crosses.

use serde_json::json;
use varta_tests::harness::App;

use super::history::last_event;
use super::{Files, contains, import, suspected};

const HEADER: &str = "settlement,street,number,flats,queue";

#[test]
fn a_range_takes_the_place_of_those_of_the_registry_that_it_crosses() {
    let app = App::start();
    let files = Files::new();
    let put = |name: &str, flats: &[(&str, &str)]| {
        let rows = flats
            .iter()
            .map(|(flats, queue)| format!("\nМісто,вул. Соборна,1,\"{flats}\",{queue}"));
        files.put(name, format!("{HEADER}{}", rows.collect::<String>()))
    };
    let queues = |app: &App| {
        let path = app.at(app.a(), &format!("/buildings/{}", app.a().buildings[0]));
        app.dispatcher_a().get(&path).ok()["flat_queues"].clone()
    };
    let before = put(
        "before.csv",
        &[("1-20", "1.1"), ("21-40", "1.2"), ("41-60", "2.1")],
    );
    let _ = import(&app, &["--queues", &before]);
    let regrouped = put("after.csv", &[("1-30", "3.1"), ("31–40", "3.2")]);
    let said = suspected(&app, &files, &["--queues", &regrouped], "after");
    contains(&said, &["queue_superseded", "1–20, 21–40"]);
    let whole = json!([
        { "first_flat": 1, "last_flat": 30, "queue": "3.1" },
        { "first_flat": 31, "last_flat": 40, "queue": "3.2" },
        { "first_flat": 41, "last_flat": 60, "queue": "2.1" },
    ]);
    assert_eq!(queues(&app), whole);
    let changed = last_event(&app)["changed"][0]["flat_queues"].clone();
    assert_eq!(changed[0][0]["last_flat"], 20);
    assert_eq!(changed[1], whole);
    let settled = app.database.contents();
    let _ = import(&app, &["--queues", &regrouped]);
    app.database.settle();
    assert_eq!(app.database.contents(), settled);

    let wrong = put(
        "wrong.csv",
        &[
            ("51, 53-55", "1.1"),
            ("1-5", "1.1"),
            ("3-9", "1.1"),
            ("1-10001", "1.1"),
        ],
    );
    let outcome = import(&app, &["--queues", &wrong]);
    contains(
        &outcome.said,
        &[
            "[several_ranges]",
            "[queue_overlap]",
            "[too_large]",
            "10000",
        ],
    );
}

#[test]
fn entrances_that_share_flats_with_those_of_the_registry_are_remarked_on() {
    let app = App::start();
    let files = Files::new();
    let header = "building_code,entrance,first_flat,last_flat,riser";
    let streets = files.put("streets.csv", super::STREETS);
    let buildings = files.put("buildings.csv", super::BUILDINGS);
    let first = files.put("first.csv", format!("{header}\nb2,1,1,20,\nb2,2,21,40,\n"));
    let all = [
        "--streets",
        &streets,
        "--buildings",
        &buildings,
        "--entrances",
        &first,
    ];
    let _ = import(&app, &all);
    // The file names both: they do not overlap any more.
    let both = files.put("both.csv", format!("{header}\nb2,1,1,30,\nb2,2,31,40,\n"));
    let said = suspected(&app, &files, &["--entrances", &both], "both");
    assert!(!said.contains("flats_overlap"), "{said}");
    let third = files.put(
        "third.csv",
        format!("{header}\nb2,3,40,60,\nb2,10001,,,\nb2,4,1,10001,\n"),
    );
    let said = suspected(&app, &files, &["--entrances", &third], "third");
    contains(&said, &["flats_overlap", "під’їздом 2, що вже є в реєстрі"]);
    let outcome = import(&app, &["--entrances", &third]);
    contains(&outcome.said, &["[too_large]", "відхилено 2"]);
}
