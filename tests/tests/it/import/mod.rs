//! `varta import`: tried first, taken twice, broken off, corrected and given back.

mod answers;
mod bad_files;
mod by_address;
mod history;
mod queues;
mod recoded;
mod renamed;
mod retired;

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde_json::json;
use varta_tests::harness::{App, Outcome, command, run, text, until};

/// Of community A in the fixture.
const COMMUNITY: &str = "UA05020110000049613";
const REGION: &str = "UA05000000000010236";

const STREETS: &str = "settlement,street_code,street,old_name,russian_name,colloquial_name
UA05020110000049613,1,вул. Кленова,вул. Лампова,,
UA05020110000049613,2,пров. Тихий,,Тихий,Глухий кут
UА05020110000049613,3,пр. Двоїстий,,,
";

const BUILDINGS: &str = "building_code,settlement,street_code,number,latitude,longitude,multi_flat,storeys,lifts,flats,management,manager,electricity_queue,feeder,boiler_house
b1,UA05020110000049613,1,12,48.6,29.2,так,9,2,72,ОСББ,ОСББ «Мрія»,1.2,Ф-3,Котельня № 2
b2,UA05020110000049613,1,12А,48.6001,29.2,,,,,,,,,
b3,UA05020110000049613,1,сарай,48.6002,29.2,,,,,,,,,
b4,UA05020110000049613,2,1,,,,високий,,,,,,,
b5,UA05020110000049613,1,12,48.7,29.2,,,,,,,,,
";

struct Files {
    folder: tempfile::TempDir,
}

impl Files {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, rows: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, rows).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

fn arguments<'a>(more: &[&'a str]) -> Vec<&'a str> {
    by_mapping("varta", more)
}

fn by_mapping<'a>(mapping: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut all = vec!["import", "--region", REGION, "--community", COMMUNITY];
    all.extend(["--mapping", mapping]);
    all.extend(more);
    all
}

#[track_caller]
fn import(app: &App, more: &[&str]) -> Outcome {
    let outcome = run(&app.database, &arguments(more));
    assert_eq!(outcome.code, Some(0), "{more:?}: {outcome:?}");
    outcome
}

/// The same, and what was suspicious in this file.
#[track_caller]
fn suspected(app: &App, files: &Files, more: &[&str], file: &str) -> String {
    let report = files.path("report");
    let _ = fs::remove_dir_all(&report);
    let _ = import(
        app,
        &[more, &["--report", report.to_str().unwrap()]].concat(),
    );
    fs::read_to_string(report.join(format!("{file}.suspicious.csv"))).unwrap_or_default()
}

#[track_caller]
fn contains(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "{word} is missing: {text}");
    }
}

#[test]
fn a_dry_run_says_what_would_be_done_and_the_same_files_twice_change_nothing_at_all() {
    let app = App::start();
    let files = Files::new();
    let streets = files.put("streets.csv", STREETS);
    let buildings = files.put("buildings.csv", BUILDINGS);
    let both = ["--streets", &streets, "--buildings", &buildings];
    let before = app.database.contents();
    let tried = import(&app, &[&both[..], &["--dry-run"]].concat());
    assert_eq!(app.database.contents(), before);
    let taken = import(&app, &both);
    assert_eq!(
        tried.said.replace(
            "Пробний запуск: нічого не записано / dry run: nothing was written\n",
            ""
        ),
        taken.said
    );
    app.database.settle();
    let after = app.database.contents();
    assert_ne!(after, before);
    let again = import(&app, &both);
    assert!(again.said.contains("без змін"), "{}", again.said);
    app.database.settle();
    assert_eq!(app.database.contents(), after);

    let found = app
        .dispatcher_a()
        .get(&app.at(app.a(), "/addresses?line=лампова 12"))
        .ok();
    let id = text(&found["certain_building_id"]);
    let card = app
        .dispatcher_a()
        .get(&app.at(app.a(), &format!("/buildings/{id}")))
        .ok();
    for (field, value) in [
        ("storeys", json!(9)),
        ("lifts", json!(2)),
        ("flats", json!(72)),
        ("management", json!("osbb")),
        ("manager", json!("ОСББ «Мрія»")),
        ("electricity_queue", json!("1.2")),
        ("feeder", json!("Ф-3")),
        ("multi_flat", json!(true)),
    ] {
        assert_eq!(card[field], value, "{field}");
    }
}

#[test]
fn refused_rows_are_given_back_with_reasons_and_taken_when_they_are_corrected() {
    let app = App::start();
    let files = Files::new();
    let streets = files.put("streets.csv", STREETS);
    let buildings = files.put("buildings.csv", BUILDINGS);
    let report = files.path("report");
    let folder = report.to_str().unwrap();
    let outcome = import(
        &app,
        &[
            "--streets",
            &streets,
            "--buildings",
            &buildings,
            "--report",
            folder,
        ],
    );
    contains(
        &outcome.said,
        &[
            "[street_not_understood]",
            "[number_not_understood]",
            "[duplicate_building]",
        ],
    );
    let read = |name: &str| fs::read_to_string(report.join(name)).unwrap();
    contains(
        &read("buildings.suspicious.csv"),
        &[
            "contradicted",
            "value_not_understood",
            "coordinates_missing",
        ],
    );
    let returned = read("buildings.refused.csv");
    let lines: Vec<_> = returned.lines().collect();
    assert!(
        lines[0]
            .ends_with("boiler_house,varta_line,varta_column,varta_value,varta_reason,varta_text")
    );
    assert!(
        lines[1].starts_with("b3,UA05020110000049613,1,сарай,")
            && lines[1].contains(",4,number,сарай,number_not_understood,"),
        "{returned}"
    );
    // Corrected in its place, and given back without the file of streets.
    let corrected = [lines[0], &lines[1].replacen("сарай", "14", 1)].join("\n");
    let corrected = files.put("corrected.csv", corrected);
    let outcome = import(&app, &["--buildings", &corrected]);
    assert!(
        outcome.said.contains("прочитано 1, прийнято 1"),
        "{}",
        outcome.said
    );
    let found = app
        .dispatcher_a()
        .get(&app.at(app.a(), "/addresses?line=кленова 14"))
        .ok();
    assert!(found["certain_building_id"].is_string(), "{found}");
}

#[test]
fn an_import_that_was_killed_is_taken_on_to_the_same_end() {
    let files = Files::new();
    let streets = files.put("streets.csv", STREETS);
    let mut rows = BUILDINGS.lines().next().unwrap().to_owned();
    for n in 1..=12_000 {
        rows.push_str(&format!(
            "\nx{n},UA05020110000049613,{},{n},,,,,,,,,,,",
            n % 2 + 1
        ));
    }
    let buildings = files.put("many.csv", rows);
    let both = [
        "--streets",
        streets.as_str(),
        "--buildings",
        buildings.as_str(),
    ];
    let app = App::start();
    let mut child = command(&app.database, &[])
        .args(arguments(&both))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let count = || app.database.count("buildings");
    until("some batches are in", || {
        std::thread::sleep(Duration::from_millis(1));
        (count() > 2_000).then_some(())
    });
    child.kill().unwrap();
    child.wait().unwrap();
    let _ = import(&app, &both);
    let whole = App::start();
    let _ = import(&whole, &both);
    assert_eq!(count(), whole.database.count("buildings"));
    let numbers =
        "SELECT s.name, string_agg(b.number || b.source_ref, ' ' ORDER BY b.number) AS all
        FROM buildings b JOIN streets s ON s.id = b.street_id GROUP BY s.name ORDER BY s.name";
    assert_eq!(app.database.rows(numbers), whole.database.rows(numbers));
    assert_eq!(run(&app.database, &["ledger", "verify"]).code, Some(0));
}
