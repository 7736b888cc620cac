//! Files that cannot be right, and what becomes of letters, encodings and hostile sizes.

use std::collections::BTreeMap;
use std::path::Path;

use varta_tests::harness::{App, Person, run};

use super::{Files, STREETS, arguments, by_mapping, contains, import};

#[test]
fn settlements_of_the_classifier_are_those_of_this_community_whatever_letters_it_uses() {
    let app = App::start();
    let files = Files::new();
    let classifier = files.put(
        "classifier.csv",
        "code,name,category,hromada_code
UА05020110020011111,Лукашівка,С,UA05020110000049613
UA05020110030022222,Губник,X,UA05020110000049613
UA05020030020063505,Десна,X,UA05020030000031457
UA0502,Хибне,C,UA05020110000049613
",
    );
    let arguments = by_mapping("katottg", &["--settlements", &classifier]);
    let outcome = run(&app.database, &arguments);
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    assert!(
        outcome
            .said
            .contains("прийнято 2, відхилено 1, сумнівів 1, з інших громад 1"),
        "{}",
        outcome.said
    );
    let listed = app
        .dispatcher_a()
        .get(&app.at(app.a(), "/settlements"))
        .ok();
    let listed = listed.to_string();
    assert!(
        listed.contains("UA05020110020011111") && !listed.contains("Десна"),
        "{listed}"
    );
    assert!(listed.contains("\"category\":\"C\""), "{listed}");
}

fn untouched(app: &App, before: &BTreeMap<String, String>, arguments: &[&str], why: &str) {
    let outcome = run(&app.database, arguments);
    assert_eq!(outcome.code, Some(1), "{why}: {outcome:?}");
    assert!(
        outcome.complained.contains(why),
        "{why}: {}",
        outcome.complained
    );
    assert_eq!(*before, app.database.contents(), "{why}");
}

#[test]
fn a_file_that_cannot_be_right_is_refused_as_a_whole() {
    let app = App::start();
    let files = Files::new();
    let before = app.database.contents();
    let windows = files.put("cp1251.csv", b"settlement,street_code,street,old_name,russian_name,colloquial_name\n\xcc\xb3\xf1\xf2\xee,1,\xe2\xf3\xeb. \xca\xeb\xe5\xed\xee\xe2\xe0,,,\n");
    let short = files.put("short.csv", "settlement,street_code\nМісто,1\n");
    let old = files.put("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    let broken = files.put("broken.xlsx", b"PK\x03\x04 and nothing more");
    let open = files.put("open.csv", "settlement,street_code,street,old_name,russian_name,colloquial_name\nМісто,1,вул. Кленова,,,\nМісто,2,\"вул. Тиха,,,\nМісто,3,вул. Довга,,,\n");
    for (file, why) in [
        (&windows, "windows-1251"),
        (&short, "«street»"),
        (&old, ".xlsx"),
        (&broken, "broken.xlsx"),
        (&open, "рядок 3: лапки"),
    ] {
        untouched(&app, &before, &arguments(&["--streets", file]), why);
    }
    let missing = Path::new("/nowhere/streets.csv").to_str().unwrap();
    untouched(
        &app,
        &before,
        &arguments(&["--streets", missing]),
        "streets.csv",
    );
    let streets = files.put("streets.csv", STREETS);
    let elsewhere = by_mapping("ladyzhyn", &["--streets", &streets]);
    untouched(&app, &before, &elsewhere, "UA05040130000025322");
    let dispatcher = Person::DispatcherA.login();
    let denied = arguments(&["--streets", &streets, "--as", dispatcher]);
    untouched(&app, &before, &denied, "import_housing");
    // In the encoding that is named it is right.
    let _ = import(&app, &["--streets", &windows, "--encoding", "windows-1251"]);
}

#[test]
fn what_spreadsheets_do_to_a_file_is_understood_or_told_row_by_row() {
    let app = App::start();
    let files = Files::new();
    let long = "я".repeat(1_000_000);
    let header = "settlement;street_code;street;old_name;russian_name;colloquial_name";
    let streets = files.put(
        "streets.csv",
        format!(
            "\u{feff}{header}\r\nМісто;1;вул. Кленова;;;\r\nМісто;2;=HYPERLINK(1);;;\r\n\
             Місто;3;{long};;;\r\nМісто;4\r\nМісто;5;вул. Лампова;;;\r\n"
        ),
    );
    let outcome = import(&app, &["--streets", &streets]);
    contains(
        &outcome.said,
        &[
            "прочитано 5, прийнято 2, відхилено 3",
            "formula",
            "cell_too_long",
            "malformed_row",
        ],
    );
    assert!(outcome.said.len() < 10_000, "{}", outcome.said.len());
}
