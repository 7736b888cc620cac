//! What was retired by hand and is named by a file once more.

use varta_tests::harness::App;

use super::{BUILDINGS, Files, STREETS, contains, import, suspected};

const TABLES: [(&str, &str); 3] = [
    (
        "aliases",
        "settlement,street,name,kind,used_from,used_to
UA05020110000049613,пров. Тихий,Глухий кут,,,
",
    ),
    (
        "entrances",
        "building_code,entrance,first_flat,last_flat,riser
b1,1,1,36,
",
    ),
    (
        "queues",
        "settlement,street,number,flats,queue
UA05020110000049613,вул. Кленова,12,1-10,3.2
",
    ),
];

#[test]
fn what_the_registry_has_as_retired_is_taken_and_remarked_on() {
    let app = App::start();
    let files = Files::new();
    let streets = files.put("streets.csv", STREETS);
    let buildings = files.put("buildings.csv", BUILDINGS);
    let both = ["--streets", &streets, "--buildings", &buildings];
    let _ = import(&app, &both);
    for (table, name) in [
        ("streets", "name = 'Тихий'"),
        ("street_aliases", "name = 'Глухий кут'"),
        ("buildings", "source_ref = 'b1'"),
    ] {
        app.database.run(&format!(
            "UPDATE {table} SET state = 'retired', version = version + 1 WHERE {name}"
        ));
    }
    let before = app.database.contents();
    let said = suspected(&app, &files, &both, "streets");
    contains(&said, &["retired", "цю вулицю", "цю назву вулиці"]);
    let said = suspected(&app, &files, &both, "buildings");
    contains(&said, &["цей будинок", "цю вулицю"]);
    assert_eq!(app.database.contents(), before);
    for (table, rows) in TABLES {
        let file = files.put(&format!("{table}.csv"), rows);
        let said = suspected(&app, &files, &[&format!("--{table}"), &file], table);
        contains(&said, &["retired"]);
    }
}
