//! A source and the registry that do not call a street the same.

use std::fs;

use varta_tests::harness::{App, text};

use super::{BUILDINGS, Files, STREETS, contains, import};

#[test]
fn a_renamed_street_keeps_its_houses_and_its_old_name() {
    let app = App::start();
    let files = Files::new();
    let streets = files.put("streets.csv", STREETS);
    let buildings = files.put("buildings.csv", BUILDINGS);
    let both = ["--streets", &streets, "--buildings", &buildings];
    let _ = import(&app, &both);
    let report = files.path("report");
    let reported = ["--report", report.to_str().unwrap()];
    let suspected = |file: &str| fs::read_to_string(report.join(file)).unwrap();
    let found = |line: &str| {
        let at = app.at(app.a(), &format!("/addresses?line={line}"));
        let found = app.dispatcher_a().get(&at).ok();
        text(&found["certain_building_id"]).to_owned()
    };
    let house = found("кленова 12");

    let unsaid = STREETS.replace("вул. Кленова,вул. Лампова", "вул. Калинова,");
    let unsaid = files.put("unsaid.csv", unsaid);
    let outcome = import(&app, &["--streets", &unsaid, "--buildings", &buildings]);
    contains(&outcome.said, &["code_of_another_street", "вул. Кленова"]);
    assert_eq!(found("кленова 12"), house);

    let renamed = STREETS.replace("вул. Лампова", "вул. Кленова");
    let renamed = renamed.replace(",вул. Кленова,вул. Кленова", ",вул. Калинова,вул. Кленова");
    let renamed = files.put("renamed.csv", renamed);
    let renamed = ["--streets", &renamed, "--buildings", &buildings];
    let _ = import(&app, &[&renamed[..], &reported].concat());
    contains(
        &suspected("renamed.suspicious.csv"),
        &["street_renamed", "вул. Кленова"],
    );
    for line in ["калинова 12", "кленова 12", "лампова 12"] {
        assert_eq!(found(line), house, "{line}");
    }

    // The file from before: the registry knows better.
    let _ = import(&app, &[&both[..], &reported].concat());
    contains(
        &suspected("streets.suspicious.csv"),
        &["old_name", "вул. Калинова"],
    );
    app.database.settle();
    let settled = app.database.contents();
    let _ = import(&app, &both);
    app.database.settle();
    assert_eq!(app.database.contents(), settled);
    assert_eq!(found("калинова 12"), house);
}
