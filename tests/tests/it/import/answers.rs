//! Responsibilities that contradict each other, or what the registry has.

use varta_tests::harness::App;

use super::{Files, contains, import, suspected};

const HEADER: &str = "service,utility,settlement,street,number,boundary,valid_from,valid_to";

#[test]
fn whoever_answers_for_the_same_at_the_same_time_is_named() {
    let app = App::start();
    let files = Files::new();
    let put =
        |name: &str, rows: &[&str]| files.put(name, format!("{HEADER}\n{}\n", rows.join("\n")));
    let first = put(
        "first.csv",
        &["WAT-PRES,Водоканал,Місто,вул. Соборна,2,,2026-01-01,2027-01-01"],
    );
    let _ = import(&app, &["--responsibilities", &first]);
    let second = put(
        "second.csv",
        &[
            "WAT-PRES,Обленерго,Місто,вул. Соборна,2,,2026-06-01,",
            "WAT-PRES,Обленерго,Місто,вул. Соборна,1,,2026-06-01,2026-07-01",
            "WAT-PRES,Водоканал,Місто,вул. Соборна,1,,2026-06-15,",
            "WAT-PRES,Обленерго,Місто,вул. Садова,,,2027-01-01,",
        ],
    );
    let second = ["--responsibilities", second.as_str()];
    for _ in 0..2 {
        let said = suspected(&app, &files, &second, "second");
        contains(
            &said,
            &["у реєстрі за це саме в той самий час відповідає Водоканал"],
        );
        contains(
            &said,
            &["у рядку 3 за це саме в той самий час відповідає Обленерго"],
        );
        assert_eq!(said.matches("answers_too").count(), 2, "{said}");
    }
    let third = put(
        "third.csv",
        &[
            "WAT-PRES,Водоканал,Місто,вул. Садова,,,2026-01-01,2026-05-01",
            "WAT-PRES,Водоканал,Місто,вул. Садова,,,2026-01-01,2026-06-01",
            "WAT-PRES,Водоканал,Місто,вул. Садова,,,2026-01-01,2026-05-01",
        ],
    );
    let outcome = import(&app, &["--responsibilities", &third]);
    contains(&outcome.said, &["[contradicts_row]", "[duplicate_row]"]);
    let moved = put(
        "moved.csv",
        &["WAT-PRES,Водоканал,Місто,вул. Соборна,2,,2026-01-01,2028-01-01"],
    );
    let _ = import(&app, &["--responsibilities", &moved]);
    let event = super::history::last_event(&app)["changed"][0].clone();
    assert_eq!(event["table"], "responsibilities");
    assert_eq!(
        event["valid_to"],
        serde_json::json!(["2026-12-31T22:00:00Z", "2027-12-31T22:00:00Z"])
    );
}
