//! What an import changed can be read in the ledger, as what was changed by hand.

use serde_json::{Value, json};
use varta_tests::harness::{App, text};

use super::{BUILDINGS, Files, STREETS, import};

/// The body of the last event of an import.
pub(super) fn last_event(app: &App) -> Value {
    app.database.settle();
    let rows = app.database.rows(
        "SELECT body FROM ledger_events WHERE kind = 'housing.imported'
         ORDER BY position DESC LIMIT 1",
    );
    serde_json::from_str(text(&rows[0]["body"])).unwrap()
}

#[test]
fn what_an_import_changed_stands_in_the_ledger_with_its_old_value() {
    let app = App::start();
    let files = Files::new();
    let streets = files.put("streets.csv", STREETS);
    let buildings = files.put("buildings.csv", BUILDINGS);
    let _ = import(&app, &["--streets", &streets, "--buildings", &buildings]);
    assert_eq!(last_event(&app)["changed"], json!([]));
    let rows = app
        .database
        .rows("SELECT id FROM buildings WHERE source_ref = 'b1'");
    let house = &rows[0]["id"];

    let changed = BUILDINGS.replace(",так,9,2,72,ОСББ", ",так,10,2,72,ОСББ");
    let changed = files.put("changed.csv", changed);
    let _ = import(&app, &["--buildings", &changed]);
    let event = last_event(&app);
    assert_eq!(
        event["changed"],
        json!([{ "table": "buildings", "subject": house, "id": house, "storeys": [9, 10] }])
    );

    let aliases = "settlement,street,name,kind,used_from,used_to
UA05020110000049613,вул. Кленова,Лампова,colloquial,,
";
    let aliases = files.put("aliases.csv", aliases);
    let outcome = import(&app, &["--aliases", &aliases]);
    assert!(outcome.said.contains("змінено"), "{}", outcome.said);
    let event = last_event(&app);
    assert_eq!(event["changed"][0]["table"], "aliases");
    assert_eq!(event["changed"][0]["kind"], json!(["old", "colloquial"]));
    // A street file says only where it found the name.
    app.database.settle();
    let settled = app.database.contents();
    let _ = import(&app, &["--streets", &streets, "--aliases", &aliases]);
    app.database.settle();
    assert_eq!(app.database.contents(), settled);
}
