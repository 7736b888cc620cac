//! The signing key is replaced, and nobody is signed out.

use serde_json::{Value, json};
use varta_tests::harness::{App, Database, PASSWORD, Person, Program, run_with, signing_key, text};

const ME: &str = "/api/v1/me";
const NEXT: &str = "VARTA__AUTH__SIGNING_KEY";
const EARLIER: &str = "VARTA__AUTH__EARLIER_KEYS";

/// What `varta key generate` prints: the private key, then its public half.
fn generated(database: &Database) -> (String, String) {
    let said = run_with(database, &[], &["key", "generate"]);
    assert_eq!(said.code, Some(0), "{}", said.complained);
    let at = said.said.find("-----BEGIN PUBLIC KEY-----").unwrap();
    let (private, public) = said.said.split_at(at);
    (private.to_owned(), public.to_owned())
}

fn public_half(database: &Database, private: &str) -> String {
    let said = run_with(database, &[(NEXT, private)], &["key", "public"]);
    assert_eq!(said.code, Some(0), "{}", said.complained);
    said.said
}

fn sign_in(app: &App, base: &str) -> Value {
    let body = json!({ "login": Person::DispatcherA.login(), "password": PASSWORD });
    let client = app.anonymous().at(base);
    client.post("/api/v1/sessions", &body).ok()
}

fn refresh(app: &App, base: &str, session: &Value) -> Value {
    let body = json!({ "refresh_token": session["refresh_token"] });
    let client = app.anonymous().at(base);
    client.post("/api/v1/sessions/refresh", &body).ok()
}

fn me(app: &App, base: &str, session: &Value) -> u16 {
    let client = app.bearer(text(&session["access_token"])).at(base);
    client.get(ME).status
}

/// In the order that the README describes, with two copies that are replaced one after the other.
#[test]
fn the_key_is_replaced_while_everybody_works() {
    let app = App::start();
    let database = &app.database;
    let (next, next_public) = generated(database);
    let first_public = public_half(database, signing_key());
    let old = app.program().base().to_owned();
    let session = sign_in(&app, &old);
    let browser = app.browser(Person::DispatcherB);

    // 1. All copies accept the next key. 2. All sign with it, and accept the first.
    let accepting = Program::serve(database, &[(EARLIER, &next_public)]);
    let signing = Program::serve(database, &[(NEXT, &next), (EARLIER, &first_public)]);
    for base in [accepting.base(), signing.base()] {
        assert_eq!(me(&app, base, &session), 200);
    }
    let later = sign_in(&app, signing.base());
    for base in [accepting.base(), signing.base()] {
        assert_eq!(me(&app, base, &later), 200);
    }
    // 3. Ten minutes later nobody holds a token of the first key any more, and it is forgotten.
    let last = Program::serve(database, &[(NEXT, &next)]);
    assert_eq!(me(&app, last.base(), &later), 200);
    assert_eq!(me(&app, last.base(), &session), 401);
    let gone_on = refresh(&app, last.base(), &session);
    assert_eq!(me(&app, last.base(), &gone_on), 200);
    assert_eq!(gone_on["session_id"], session["session_id"]);
    browser.at(last.base()).get(ME).is(200);

    // Without the first step, a copy that has not been replaced yet would turn people away.
    assert_eq!(me(&app, &old, &later), 401);
}

#[test]
fn keys_may_stand_in_files_and_are_told_apart_by_name() {
    let app = App::start();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (next, next_public) = generated(&app.database);
    let first_public = public_half(&app.database, signing_key());
    assert_eq!(public_half(&app.database, &next).trim(), next_public.trim());
    let settings = [
        (NEXT, ""),
        ("VARTA__AUTH__SIGNING_KEY_FILE", &*file("key", &next)),
        (
            "VARTA__AUTH__EARLIER_KEYS_FILE",
            &*file("earlier", &first_public),
        ),
    ];
    let program = Program::serve(&app.database, &settings);
    let session = sign_in(&app, app.program().base());
    assert_eq!(me(&app, program.base(), &session), 200);
    let names = run_with(&app.database, &settings, &["key", "names"]);
    assert_eq!(names.code, Some(0), "{}", names.complained);
    let lines: Vec<&str> = names.said.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].ends_with(" signs"), "{lines:?}");
    assert!(lines[1].ends_with(" is accepted"), "{lines:?}");
}
