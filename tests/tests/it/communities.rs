//! Taking communities into the region.

use serde_json::json;
use varta_tests::harness::App;

#[test]
fn a_community_of_another_oblast_is_not_taken_in() {
    let app = App::start();
    let administrator = app.region_administrator();
    let before = app.database.contents();
    let new = |katottg: &str| {
        let body = json!({ "katottg": katottg, "name_uk": "Луцька", "name_en": "Lutsk" });
        administrator.post(&app.of_region("/communities"), &body)
    };
    let problem = new("UA07080170000083384").problem(422, "invalid_field");
    assert_eq!(problem["field"], "katottg", "{problem}");
    assert!(
        problem["reason"].as_str().unwrap().contains("UA05"),
        "{problem}"
    );
    assert_eq!(app.database.contents(), before);
    new("UA05080170000083384").is(201);
}
