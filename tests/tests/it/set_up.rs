//! From an empty database to the first call, with the command line and HTTP only.

use std::fs;
use std::path::Path;

use reqwest::blocking::Client as Http;
use serde_json::{Value, json};
use varta_tests::harness::{Client, Database, Program, run, text};

const COMMUNITY: &str = "UA05040130000025322";

/// Made up, in the columns that `config/import/ladyzhyn.toml` reads.
const STREETS: &str = "\
street_id,street_human_settlement_code,street_code,street_zip_code,street_name_old,street_name,street_voice_search
1,1,1,24321,вул.Леніна,вул.Соборна,вул соборна
2,1,2,24321,,пров.Садовий,пров садовий
3,9,3,24321,,вул.Нічия,вул нічия
";

const HOUSES: &str = "\
house_id,house_human_settlement_code,house_code_street,house_name,longitude,latitude,house_kadastr_number,house_multifamily,house_private_several_parts
1,1,1,12,29.2345,48.6805,,True,False
2,1,1,12А,29.2346,48.6806,,False,False
3,1,2,1,29.2347,48.6807,,False,False
4,1,77,5,29.2348,48.6808,,False,False
5,1,1,без номера,29.2349,48.6809,,False,False
";

const ENTRANCES: &str = "\
entrance_id,entrance_human_settlement_code,entrance_code_street,entrance_code_house,entrance_name,entrance_longitude,entrance_latitude,entrance_first_apartment_entrance,entrance_last_apartment_entrance
1,1,1,1,1,29.2345,48.6805,1,20
2,1,1,99,1,29.2345,48.6805,1,20
";

/// Runs a command that must succeed, and gives what it said.
#[track_caller]
fn done(database: &Database, arguments: &[&str]) -> String {
    let outcome = run(database, arguments);
    assert_eq!(
        outcome.code,
        Some(0),
        "{arguments:?}: {} {}",
        outcome.said,
        outcome.complained
    );
    outcome.said
}

/// The word after this one.
#[track_caller]
fn after<'a>(said: &'a str, word: &str) -> &'a str {
    let (_, rest) = said
        .split_once(word)
        .unwrap_or_else(|| panic!("no {word}: {said}"));
    rest.lines()
        .next()
        .unwrap()
        .trim()
        .split(" created")
        .next()
        .unwrap()
}

fn set_up(database: &Database) -> String {
    let _ = done(database, &["migrate"]);
    let _ = done(
        database,
        &[
            "region",
            "create",
            "--katottg",
            "UA05000000000010236",
            "--name-uk",
            "Вінницька область",
            "--name-en",
            "Vinnytsia oblast",
        ],
    );
    let _ = done(
        database,
        &[
            "community",
            "create",
            "--katottg",
            COMMUNITY,
            "--name-uk",
            "Ладижинська",
            "--name-en",
            "Ladyzhyn",
        ],
    );
    let utility = done(
        database,
        &[
            "utility",
            "create",
            "--community",
            COMMUNITY,
            "--kind",
            "water",
            "--name",
            "Водоканал",
            "--duty-phone",
            "0432 60-15-60",
        ],
    );
    after(&utility, "utility ").to_owned()
}

fn account(database: &Database, login: &str, place: &[&str]) -> String {
    let mut arguments = vec!["account", "create", "--login", login, "--name", login];
    arguments.extend(place);
    let said = done(database, &arguments);
    after(&said, "password: ").to_owned()
}

fn import(database: &Database, folder: &Path) -> String {
    let file = |name: &str, rows: &str| {
        let path = folder.join(name);
        fs::write(&path, rows).unwrap();
        path.to_str().unwrap().to_owned()
    };
    done(
        database,
        &[
            "import",
            "--community",
            COMMUNITY,
            "--mapping",
            "ladyzhyn",
            "--streets",
            &file("streets.csv", STREETS),
            "--houses",
            &file("houses.csv", HOUSES),
            "--entrances",
            &file("entrances.csv", ENTRANCES),
        ],
    )
}

fn sign_in(program: &Program, login: &str, password: &str) -> (Client, Value) {
    let nobody = Client::new(Http::new(), program.base(), login, None);
    let body = json!({ "login": login, "password": password });
    let session = nobody.post("/api/v1/sessions", &body).ok();
    (nobody.with_token(text(&session["access_token"])), session)
}

#[test]
fn an_oblast_is_set_up_from_nothing_and_takes_its_first_call() {
    let database = Database::empty();
    let utility = set_up(&database);
    let in_community = |role| ["--role", role, "--community", COMMUNITY];
    let administrator = account(&database, "admin", &in_community("community_administrator"));
    let dispatcher = account(&database, "olena", &in_community("dispatcher"));
    let folder = tempfile::tempdir().unwrap();
    let _ = import(&database, folder.path());

    let program = Program::serve(&database, &[]);
    let (administrator, session) = sign_in(&program, "admin", &administrator);
    let community = text(&session["memberships"][0]["id"]);
    let at = |rest: &str| format!("/api/v1/communities/{community}{rest}");
    let responsible = json!({
        "service": "WAT-NO", "utility_id": utility, "place": { "kind": "community" },
    });
    let _ = administrator
        .post(&at("/responsibilities"), &responsible)
        .created();

    let (dispatcher, _) = sign_in(&program, "olena", &dispatcher);
    let found = dispatcher.get(&at("/addresses?line=Cj,jhyf 12 f")).ok();
    let building = &found["certain_building_id"];
    assert!(building.is_string(), "{found}");
    let appeal = json!({ "building_id": building, "service": "WAT-NO", "words": "Немає води" });
    let appeal = dispatcher.post(&at("/appeals"), &appeal).created();
    assert_eq!(appeal["number"], 1);
    assert_eq!(appeal["responsible_utility_id"], json!(utility));
    assert!(text(&appeal["place"]).contains("Соборна"), "{appeal}");
    let renamed = dispatcher.get(&at("/addresses?line=леніна 12")).ok();
    assert!(renamed.to_string().contains("Соборна"), "{renamed}");
}

#[test]
fn a_dirty_registry_is_taken_as_far_as_it_is_right_and_twice_is_once() {
    let database = Database::empty();
    let _ = set_up(&database);
    let folder = tempfile::tempdir().unwrap();
    let _ = import(&database, folder.path());
    let count = |table: &str| database.count(table);
    assert_eq!(count("streets"), 2);
    assert_eq!(count("street_aliases"), 1);
    assert_eq!(count("buildings"), 3);
    assert_eq!(count("entrances"), 1);
    let first = database.contents();
    let report = import(&database, folder.path());
    for refused in ["77", "без номера", "99"] {
        assert!(report.contains(refused), "{refused} is reported:\n{report}");
    }
    let second = database.contents();
    for table in [
        "streets",
        "street_aliases",
        "buildings",
        "entrances",
        "settlements",
    ] {
        assert_eq!(first[table], second[table], "{table}");
    }
}

#[test]
fn a_wrong_command_says_why_and_writes_nothing() {
    let database = Database::empty();
    let _ = set_up(&database);
    let before = database.contents();
    let wrong: [&[&str]; 5] = [
        &[
            "community",
            "create",
            "--katottg",
            COMMUNITY,
            "--name-uk",
            "Інша",
            "--name-en",
            "Other",
        ],
        &[
            "community",
            "create",
            "--katottg",
            "UA1",
            "--name-uk",
            "Інша",
            "--name-en",
            "Other",
        ],
        &[
            "utility",
            "create",
            "--community",
            "UA05020110000049613",
            "--kind",
            "water",
            "--name",
            "X",
        ],
        &["account", "create", "--login", "олена", "--name", "Олена"],
        &[
            "account",
            "create",
            "--login",
            "olena",
            "--name",
            "Олена",
            "--role",
            "dispatcher",
        ],
    ];
    for arguments in wrong {
        let outcome = run(&database, arguments);
        assert!(
            matches!(outcome.code, Some(1 | 2)),
            "{arguments:?}: {outcome:?}"
        );
        assert!(!outcome.complained.trim().is_empty(), "{arguments:?}");
        assert!(
            !outcome.complained.contains("panicked"),
            "{}",
            outcome.complained
        );
    }
    assert_eq!(database.contents(), before);
}
