//! The second factor: set up, asked for, taken once, and never gone round.

use serde_json::{Value, json};
use totp_rs::{Builder, Secret};
use varta_tests::harness::{Answer, App, MailServer, PASSWORD, Person, plant, text, until};

pub const KEY: &str = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
const ANOTHER_KEY: &str = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDI=";
pub const SETTING: &str = "VARTA__AUTH__SECOND_FACTOR_KEY";
pub const ON: (&str, &str) = (SETTING, KEY);
const ENROL: &str = "/api/v1/me/second-factor";
const CONFIRM: &str = "/api/v1/me/second-factor/confirm";
pub const REMOVE: &str = "/api/v1/me/second-factor/remove";
pub const WRONG: &str = "хибний пароль";

fn body(login: &str, password: &str, code: Option<&str>) -> Value {
    let mut body = json!({ "login": login, "password": password });
    if let Some(code) = code {
        body["code"] = code.into();
    }
    body
}

pub fn sign_in(app: &App, person: Person, password: &str, code: Option<&str>) -> Answer {
    let body = body(person.login(), password, code);
    app.anonymous().post("/api/v1/sessions", &body)
}

fn seconds(app: &App) -> i64 {
    let now = app
        .database
        .value("SELECT extract(epoch FROM now())::bigint");
    now.as_i64().unwrap()
}

/// Waits for the next step when this one is half over: which codes are used up is told from now.
fn early_in_a_step(app: &App) {
    let left = 30 - seconds(app) % 30;
    if left <= 15 {
        std::thread::sleep(std::time::Duration::from_secs(left.unsigned_abs()));
    }
}

/// The code of so many steps from now.
pub fn code(app: &App, secret: &str, steps: i64) -> String {
    let at = seconds(app) + steps * 30;
    let totp = Builder::new()
        .with_secret(Secret::try_from_base32(secret).unwrap())
        .with_account_name("nobody")
        .build()
        .unwrap();
    totp.generate(at.try_into().unwrap()).to_string()
}

/// Sets one up; gives the secret and the recovery codes.
pub fn enrol(app: &App, person: Person) -> (String, Vec<String>) {
    let token = sign_in(app, person, PASSWORD, None).ok();
    let client = app.bearer(text(&token["access_token"]));
    let begun = client.post(ENROL, &json!({ "password": PASSWORD })).ok();
    let secret = text(&begun["secret"]).to_owned();
    plant(&secret);
    let confirmation = json!({ "enrolment": begun["enrolment"], "code": code(app, &secret, 0) });
    let confirmed = client.post(CONFIRM, &confirmation).ok();
    let codes: Vec<String> = confirmed["recovery_codes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|code| text(code).to_owned())
        .collect();
    assert_eq!(codes.len(), 10);
    codes.iter().for_each(|code| plant(code));
    forget_steps(app);
    (secret, codes)
}

/// So that a test need not wait for half a minute.
pub fn forget_steps(app: &App) {
    app.database.run("UPDATE second_factors SET last_step = 0");
}

pub fn happened(app: &App, kind: &str) -> i64 {
    app.database.count(&format!(
        "(SELECT id FROM ledger_inbox WHERE kind = '{kind}'
          UNION SELECT id FROM ledger_events WHERE kind = '{kind}') e"
    ))
}

#[test]
fn it_is_asked_for_once_confirmed_and_no_code_is_taken_twice() {
    let app = App::start_with(&[ON]);
    early_in_a_step(&app);
    let person = Person::DispatcherA;
    let client = app.client(person);
    let wrong = client.post(ENROL, &json!({ "password": WRONG }));
    let _ = wrong.problem(403, "confirmation_refused");
    let begun = client.post(ENROL, &json!({ "password": PASSWORD })).ok();
    let secret = text(&begun["secret"]);
    plant(secret);
    let begins = format!("otpauth://totp/Varta:{}?", person.login());
    assert!(text(&begun["uri"]).starts_with(&begins), "{begun}");
    // Begun, it changes nothing.
    sign_in(&app, person, PASSWORD, None).is(200);
    let confirm = |enrolment: &Value, code: &str| {
        client.post(CONFIRM, &json!({ "enrolment": enrolment, "code": code }))
    };
    for steps in [-3, 3] {
        let early = confirm(&begun["enrolment"], &code(&app, secret, steps));
        let _ = early.problem(403, "confirmation_refused");
    }
    confirm(&begun["enrolment"], &code(&app, secret, 0)).is(200);
    assert_eq!(happened(&app, "account.second_factor_set"), 1);

    // The code by which it was confirmed is used, and so is what came before it.
    for steps in [0, -1] {
        let used = sign_in(&app, person, PASSWORD, Some(&code(&app, secret, steps)));
        let _ = used.problem(401, "sign_in_refused");
    }
    sign_in(&app, person, PASSWORD, Some(&code(&app, secret, 1))).is(200);
    for (steps, status) in [(1, 401), (0, 401), (-1, 401)] {
        let typed = code(&app, secret, steps);
        let _ = sign_in(&app, person, PASSWORD, Some(&typed)).is(status);
    }
    forget_steps(&app);
    sign_in(&app, person, PASSWORD, Some(&code(&app, secret, -1))).is(200);
    // Nothing in the database makes codes.
    let kept = app
        .database
        .value("SELECT encode(sealed_secret, 'hex') FROM second_factors");
    let plain: String = Secret::try_from_base32(secret)
        .unwrap()
        .as_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert!(!text(&kept).contains(&plain));
}

#[test]
fn whoever_has_not_shown_it_does_not_learn_that_the_password_was_right() {
    let app = App::start_with(&[ON]);
    let (secret, codes) = enrol(&app, Person::DispatcherA);
    let right = code(&app, &secret, 0);
    let said = |answer: Answer| answer.is(401).without_instance();
    let wrong = said(sign_in(&app, Person::DispatcherA, WRONG, None));
    assert_eq!(
        said(sign_in(&app, Person::DispatcherA, PASSWORD, None)),
        wrong
    );
    for (password, typed) in [
        (PASSWORD, "000000"),
        (WRONG, &right),
        (WRONG, &codes[0]),
        (PASSWORD, "aaaaa-aaaaa-aaaaa-aaaaa-aaaaa"),
    ] {
        let answer = sign_in(&app, Person::DispatcherA, password, Some(typed));
        assert_eq!(said(answer), wrong, "{typed}");
    }
    // None of that used anything up.
    sign_in(&app, Person::DispatcherA, PASSWORD, Some(&right)).is(200);
    sign_in(&app, Person::DispatcherA, PASSWORD, Some(&codes[0])).is(200);
    // A code where none is asked for does no harm.
    sign_in(&app, Person::StaffWaterA, PASSWORD, Some("000000")).is(200);
    let strange = sign_in(&app, Person::StaffWaterA, PASSWORD, Some("нісенітниця"));
    assert_eq!(strange.problem(422, "invalid_field")["field"], "code");
}

#[test]
fn setting_one_up_ends_every_session_and_belongs_to_whoever_began_it() {
    let app = App::start_with(&[ON]);
    let (olena, other) = (
        app.client(Person::DispatcherA),
        app.client(Person::StaffWaterA),
    );
    let refresh = sign_in(&app, Person::DispatcherA, PASSWORD, None).ok();
    let begun = olena.post(ENROL, &json!({ "password": PASSWORD })).ok();
    let typed = code(&app, text(&begun["secret"]), 0);
    let confirmation = json!({ "enrolment": begun["enrolment"], "code": typed });
    let foreign = other.post(CONFIRM, &confirmation);
    let _ = foreign.problem(410, "enrolment_refused");
    let confirm = |enrolment: &str| {
        olena.post(
            CONFIRM,
            &json!({ "enrolment": enrolment, "code": "123456" }),
        )
    };
    let _ = confirm(&"A".repeat(75)).problem(410, "enrolment_refused");
    for none in ["", "AAAA", "%"] {
        let none = confirm(none).problem(422, "invalid_field");
        assert_eq!(none["field"], "enrolment");
    }
    olena.post(CONFIRM, &confirmation).is(200);
    let refreshed = app.anonymous().post(
        "/api/v1/sessions/refresh",
        &json!({ "refresh_token": refresh["refresh_token"] }),
    );
    let _ = refreshed.problem(401, "session_over");
    // A second one is not set up over the first.
    forget_steps(&app);
    let typed = code(&app, text(&begun["secret"]), 0);
    let token = sign_in(&app, Person::DispatcherA, PASSWORD, Some(&typed)).ok();
    let olena = app.bearer(text(&token["access_token"]));
    let again = olena.post(ENROL, &json!({ "password": PASSWORD }));
    let _ = again.problem(409, "second_factor_there");
    let _ = olena
        .post(CONFIRM, &confirmation)
        .problem(409, "second_factor_there");
}

#[test]
fn of_many_who_show_the_same_code_at_once_one_gets_in() {
    let app = App::start_with(&[ON]);
    let (secret, codes) = enrol(&app, Person::DispatcherA);
    for typed in [code(&app, &secret, 0), codes[0].clone()] {
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..4)
                .map(|_| {
                    let (app, typed) = (&app, typed.as_str());
                    scope.spawn(move || {
                        sign_in(app, Person::DispatcherA, PASSWORD, Some(typed)).status
                    })
                })
                .collect();
            tries.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let entered = statuses.iter().filter(|status| **status == 200).count();
        assert_eq!(entered, 1, "{statuses:?}");
    }
}

#[test]
fn a_recovery_code_is_good_once_whatever_its_spelling() {
    let app = App::start_with(&[ON]);
    let (_, codes) = enrol(&app, Person::DispatcherA);
    let spelt = codes[3].to_uppercase().replace('-', " ");
    sign_in(&app, Person::DispatcherA, PASSWORD, Some(&spelt)).is(200);
    let again = sign_in(&app, Person::DispatcherA, PASSWORD, Some(&codes[3]));
    let _ = again.problem(401, "sign_in_refused");
    assert_eq!(app.database.count("recovery_codes"), 9);
    assert_eq!(happened(&app, "account.recovery_code_used"), 1);
    // Another one's is none.
    let (_, others) = enrol(&app, Person::StaffWaterA);
    let foreign = sign_in(&app, Person::DispatcherA, PASSWORD, Some(&others[0]));
    let _ = foreign.problem(401, "sign_in_refused");
}

#[test]
fn whoever_knows_the_password_cannot_try_all_codes() {
    let app = App::start_with(&[ON]);
    let _ = enrol(&app, Person::DispatcherA);
    let guesses = (0..40).map(|n| {
        let typed = format!("{n:06}");
        sign_in(&app, Person::DispatcherA, PASSWORD, Some(&typed)).status
    });
    // As many as there are tries of a password from one network.
    assert_eq!(guesses.take_while(|status| *status == 401).count(), 10);
}

#[test]
fn a_new_password_by_mail_does_not_skip_it() {
    let server = MailServer::start();
    let mut settings = server.settings().to_vec();
    settings.push(ON);
    let app = App::start_with(&settings);
    let (secret, _) = enrol(&app, Person::DispatcherA);
    app.database
        .run("UPDATE accounts SET email = 'olena@example.org' WHERE login = 'dispatcher.a'");
    let forgotten = json!({ "email": "olena@example.org" });
    let asked = app
        .anonymous()
        .post("/api/v1/passwords/forgotten", &forgotten);
    asked.is(202);
    let token = server.wait_for(1).remove(0).token();
    let new = "зовсім інша скріпка";
    let set = json!({ "token": token, "password": new });
    app.anonymous().post("/api/v1/passwords", &set).is(204);
    let without = sign_in(&app, Person::DispatcherA, new, None);
    let _ = without.problem(401, "sign_in_refused");
    let right = code(&app, &secret, 0);
    sign_in(&app, Person::DispatcherA, new, Some(&right)).is(200);
}

#[test]
fn without_the_key_nobody_sets_one_up_and_nobody_gets_round_it() {
    let app = App::start();
    let client = app.client(Person::DispatcherA);
    let off = client.post(ENROL, &json!({ "password": PASSWORD }));
    let _ = off.problem(409, "second_factor_off");

    let app = App::start_with(&[ON]);
    let (secret, codes) = enrol(&app, Person::DispatcherA);
    for settings in [&[][..], &[(SETTING, ANOTHER_KEY)]] {
        let other = app.another_program_with(settings);
        let at = |typed: Option<&str>| -> Answer {
            let body = body("dispatcher.a", PASSWORD, typed);
            let client = app.anonymous().at(other.base());
            client.post("/api/v1/sessions", &body)
        };
        let _ = at(None).problem(401, "sign_in_refused");
        let unreadable = at(Some(&code(&app, &secret, 0)));
        let _ = unreadable.problem(401, "sign_in_refused");
        until("it says which setting that is", || {
            other.log().contains("auth.second_factor_key").then_some(())
        });
        at(Some(&codes[settings.len()])).is(200);
    }
    sign_in(
        &app,
        Person::DispatcherA,
        PASSWORD,
        Some(&code(&app, &secret, 0)),
    )
    .is(200);
}
