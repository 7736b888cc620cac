//! A source and the registry that do not give a code to the same house.

use varta_tests::harness::App;

use super::{BUILDINGS, Files, STREETS, contains, import, suspected};

#[test]
fn a_code_that_moved_to_another_house_is_refused_until_somebody_says_which_it_is() {
    let app = App::start();
    let files = Files::new();
    let houses: String = BUILDINGS
        .lines()
        .take(3)
        .map(|row| format!("{row}\n"))
        .collect();
    let streets = files.put("streets.csv", STREETS);
    let buildings = files.put("buildings.csv", &houses);
    let _ = import(&app, &["--streets", &streets, "--buildings", &buildings]);
    let count = app.database.count("buildings");

    let moved = houses.replace(
        "b1,UA05020110000049613,1,12,",
        "b1,UA05020110000049613,1,33,",
    );
    let moved = files.put("moved.csv", moved);
    let outcome = import(&app, &["--buildings", &moved]);
    contains(
        &outcome.said,
        &["code_of_another_building", "вул. Кленова, 12"],
    );

    let swapped = houses.replace("b1,UA", "b,UA").replace("b2,UA", "b1,UA");
    let swapped = files.put("swapped.csv", swapped.replace("b,UA", "b2,UA"));
    let outcome = import(&app, &["--buildings", &swapped]);
    assert_eq!(
        outcome.said.matches("[code_of_another_building]").count(),
        2,
        "{}",
        outcome.said
    );
    assert_eq!(app.database.count("buildings"), count);

    // The registry's own house goes on having its code, and so does a code that is repeated.
    let twice = format!("{houses}b2,UA05020110000049613,1,14,,,,,,,,,,,\n");
    let twice = files.put("twice.csv", twice);
    let said = suspected(&app, &files, &["--buildings", &twice], "twice");
    contains(&said, &["repeated_ref"]);
    app.database.settle();
    let settled = app.database.contents();
    let again = import(&app, &["--buildings", &twice]);
    assert!(!again.said.contains("code_of_another"), "{}", again.said);
    app.database.settle();
    assert_eq!(app.database.contents(), settled);
}
