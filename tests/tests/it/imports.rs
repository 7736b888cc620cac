//! Files that are given over HTTP: tried, taken, watched, corrected and given back; and what
//! becomes of them when the program is stopped.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use varta_tests::harness::{Answer, App, Client, text, until};

const STREETS: &str = "settlement,street_code,street,old_name,russian_name,colloquial_name
UA05020110000049613,1,вул. Кленова,вул. Лампова,,
UA05020110000049613,2,пров. Тихий,,Тихий,Глухий кут
UA05020110000049613,3,,,,
";

fn give(app: &App, client: &Client, asked: &str, key: &str, file: &str) -> Answer {
    let path = app.at(app.a(), &format!("/imports?{asked}"));
    client
        .request(Method::POST, &path)
        .key(key)
        .header("content-type", "application/octet-stream")
        .bytes(file.as_bytes())
        .send()
}

fn asked(dry_run: bool) -> String {
    format!("table=streets&mapping=varta&file=streets.csv&dry_run={dry_run}")
}

/// How it ended.
#[track_caller]
fn ended(app: &App, import: &Value) -> Value {
    let path = app.at(app.a(), &format!("/imports/{}", text(&import["id"])));
    until("the import ends", || {
        let now = app.administrator_a().get(&path).ok();
        (now["state"] != "running").then_some(now)
    })
}

/// What was done to the streets.
fn tally(import: &Value) -> &Value {
    let tallies = import["report"]["tallies"].as_array().unwrap();
    let found = tallies.iter().find(|one| one["table"] == "streets");
    found.unwrap_or_else(|| panic!("no streets: {import}"))
}

fn streets(app: &App) -> Value {
    let of = app.a().community;
    app.database.value(&format!(
        "SELECT count(*) FROM streets WHERE community_id = '{of}'"
    ))
}

#[test]
fn a_file_is_tried_then_taken_and_what_was_refused_comes_back() {
    let app = App::start();
    let admin = app.administrator_a();
    let before = streets(&app);

    let tried = give(&app, &admin, &asked(true), "tried", STREETS).created();
    assert_eq!(tried["state"], "running", "{tried}");
    let tried = ended(&app, &tried);
    assert_eq!(tried["state"], "done", "{tried}");
    assert_eq!((&tried["read"], &tried["refused"]), (&json!(3), &json!(1)));
    assert_eq!(tried["report"]["taken"], 2, "{tried}");
    assert_eq!(streets(&app), before, "a trial writes nothing");

    let taken = give(&app, &admin, &asked(false), "taken", STREETS).created();
    let again = give(&app, &admin, &asked(false), "taken", STREETS).created();
    assert_eq!(again["id"], taken["id"], "the same request is done once");
    let taken = ended(&app, &taken);
    assert_eq!(tally(&taken)["added"], 2, "{taken}");
    let path = app.at(
        app.a(),
        &format!("/imports/{}/rows?kind=refused", text(&taken["id"])),
    );
    let rows = admin.get(&path).is(200);
    assert!(rows.header("content-type").unwrap().starts_with("text/csv"));
    assert!(
        rows.text.contains("varta_reason") && rows.text.lines().count() == 2,
        "{}",
        rows.text
    );

    // Corrected, the refused rows are a file that may be given.
    let corrected = rows.text.replace(",3,,,,", ",3,вул. Нова,,,");
    let corrected = give(&app, &admin, &asked(false), "corrected", &corrected).created();
    let corrected = ended(&app, &corrected);
    assert_eq!(tally(&corrected)["added"], 1, "{corrected}");
    // And the first one once more changes nothing.
    let same = ended(
        &app,
        &give(&app, &admin, &asked(false), "same", STREETS).created(),
    );
    assert_eq!(tally(&same)["unchanged"], 2, "{same}");

    let all = admin.get(&app.at(app.a(), "/imports?limit=2")).ok();
    assert_eq!(all["items"][0]["id"], same["id"], "the latest first: {all}");
    assert!(all["next"].is_string());
}

#[test]
fn what_is_no_table_is_refused_or_said_to_have_failed() {
    let app = App::start();
    let admin = app.administrator_a();
    for (wrong, field) in [
        ("table=people&mapping=varta&file=a.csv", "table"),
        ("table=streets&mapping=mine&file=a.csv", "mapping"),
        ("table=streets&mapping=varta&file=../a.csv", "file"),
        ("table=streets&mapping=varta&file=a.pdf", "file"),
        (
            "table=streets&mapping=varta&file=a.csv&dry_run=perhaps",
            "dry_run",
        ),
    ] {
        let refused = give(&app, &admin, wrong, "wrong", STREETS).problem(400, "invalid_parameter");
        assert_eq!(refused["field"], field, "{refused}");
    }
    let other = "table=streets&mapping=varta&file=streets.csv";
    for file in ["", "вулиця\nСоборна\n", "\u{0}\u{1}\u{2}"] {
        let key = format!("bad-{}", file.len());
        let failed = ended(&app, &give(&app, &admin, other, &key, file).created());
        assert_eq!(failed["state"], "failed", "{failed}");
        assert!(!text(&failed["reason"]).is_empty());
    }
    let foreign = "table=streets&mapping=ladyzhyn&file=streets.csv";
    let foreign = ended(
        &app,
        &give(&app, &admin, foreign, "foreign", STREETS).created(),
    );
    assert_eq!(foreign["state"], "failed", "{foreign}");
}

#[test]
fn what_a_stopped_program_left_is_interrupted_and_does_not_stand_in_the_way() {
    let app = App::start();
    let (admin, a) = (app.administrator_a(), app.a());
    let left = Uuid::from_u128(7);
    let silent = |seconds: u32| {
        app.database.run(&format!(
            "DELETE FROM imports;
             INSERT INTO imports (community_id, id, region_id, holds, file, mapping, dry_run,
                                  state, rows_read, started_at, told_at)
             SELECT id, '{left}', region_id, 'streets', 'streets.csv', 'varta', false, 'running',
                    2000, now() - interval '1 hour', now() - interval '{seconds} seconds'
             FROM communities WHERE id = '{}'",
            a.community
        ));
    };
    silent(2);
    let waits = give(&app, &admin, &asked(true), "waits", STREETS).problem(409, "import_running");
    assert!(text(&waits["detail"]).contains("Дочекайтеся"), "{waits}");
    silent(90);
    let one = admin.get(&app.at(a, &format!("/imports/{left}"))).ok();
    assert_eq!(one["state"], "interrupted", "{one}");
    assert_eq!(one["read"], 2000);
    let next = ended(
        &app,
        &give(&app, &admin, &asked(true), "next", STREETS).created(),
    );
    assert_eq!(next["state"], "done", "{next}");
    let one = admin.get(&app.at(a, &format!("/imports/{left}"))).ok();
    assert_eq!(one["state"], "interrupted", "{one}");
}
