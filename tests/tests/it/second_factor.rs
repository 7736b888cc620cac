//! The second factor: set up, asked for, taken once, and never gone round.

use reqwest::Method;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};
use uuid::Uuid;
use varta_tests::harness::{
    Answer, App, Browser, MailServer, PASSWORD, Person, plant, run, text, until,
};

const KEY: &str = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
const ANOTHER_KEY: &str = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDI=";
const SETTING: &str = "VARTA__AUTH__SECOND_FACTOR_KEY";
const ON: (&str, &str) = (SETTING, KEY);
const ENROL: &str = "/api/v1/me/second-factor";
const CONFIRM: &str = "/api/v1/me/second-factor/confirm";
const REMOVE: &str = "/api/v1/me/second-factor/remove";
const WRONG: &str = "хибний пароль";
const REGION: &str = "UA05000000000010236";

fn body(login: &str, password: &str, code: Option<&str>) -> Value {
    let mut body = json!({ "login": login, "password": password });
    if let Some(code) = code {
        body["code"] = code.into();
    }
    body
}

fn sign_in(app: &App, person: Person, password: &str, code: Option<&str>) -> Answer {
    let body = body(person.login(), password, code);
    app.anonymous().post("/api/v1/sessions", &body)
}

/// The code of so many steps from now.
fn code(app: &App, secret: &str, steps: i64) -> String {
    let now = app
        .database
        .value("SELECT extract(epoch FROM now())::bigint");
    let at = now.as_i64().unwrap() + steps * 30;
    let totp = Builder::new()
        .with_secret(Secret::try_from_base32(secret).unwrap())
        .with_account_name("nobody")
        .build()
        .unwrap();
    totp.generate(at.try_into().unwrap()).to_string()
}

/// Sets one up; gives the secret and the recovery codes.
fn enrol(app: &App, person: Person) -> (String, Vec<String>) {
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
fn forget_steps(app: &App) {
    app.database.run("UPDATE second_factors SET last_step = 0");
}

fn happened(app: &App, kind: &str) -> i64 {
    app.database.count(&format!(
        "(SELECT id FROM ledger_inbox WHERE kind = '{kind}'
          UNION SELECT id FROM ledger_events WHERE kind = '{kind}') e"
    ))
}

#[test]
fn it_is_asked_for_once_confirmed_and_no_code_is_taken_twice() {
    let app = App::start_with(&[ON]);
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
    for none in ["", "AAAA", "%"] {
        let none = olena.post(CONFIRM, &json!({ "enrolment": none, "code": "123456" }));
        let _ = none.problem(410, "enrolment_refused");
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
fn its_holder_takes_it_away_with_password_and_code() {
    let app = App::start_with(&[ON]);
    let (secret, codes) = enrol(&app, Person::DispatcherA);
    let token = sign_in(&app, Person::DispatcherA, PASSWORD, Some(&codes[2])).ok();
    let client = app.bearer(text(&token["access_token"]));
    let remove = |password: &str, typed: &str| {
        client.post(REMOVE, &json!({ "password": password, "code": typed }))
    };
    let wrong = remove(WRONG, &codes[0]).is(403).without_instance();
    let far = code(&app, &secret, 9);
    assert_eq!(remove(PASSWORD, &far).is(403).without_instance(), wrong);
    remove(PASSWORD, &codes[0]).is(204);
    assert_eq!(app.database.count("recovery_codes"), 0);
    assert_eq!(app.database.count("second_factors"), 0);
    assert_eq!(happened(&app, "account.second_factor_removed"), 1);
    let refresh = json!({ "refresh_token": token["refresh_token"] });
    let over = app.anonymous().post("/api/v1/sessions/refresh", &refresh);
    let _ = over.problem(401, "session_over");
    let token = sign_in(&app, Person::DispatcherA, PASSWORD, None).ok();
    let client = app.bearer(text(&token["access_token"]));
    let gone = client.post(REMOVE, &json!({ "password": PASSWORD, "code": codes[1] }));
    let _ = gone.problem(409, "second_factor_missing");
}

fn id(app: &App, login: &str) -> Uuid {
    let id = app
        .database
        .value(&format!("SELECT id FROM accounts WHERE login = '{login}'"));
    text(&id).parse().unwrap()
}

#[test]
fn whoever_keeps_the_account_takes_a_lost_one_away_but_not_their_own() {
    let app = App::start_with(&[ON]);
    let (_, codes) = enrol(&app, Person::DispatcherA);
    let token = sign_in(&app, Person::DispatcherA, PASSWORD, Some(&codes[0])).ok();
    let administrator = app.administrator_a();
    let at = |login| app.at(app.a(), &format!("/accounts/{}", id(&app, login)));
    let path = at("dispatcher.a");
    assert_eq!(administrator.get(&path).ok()["second_factor"], true);
    let change =
        |path: &str, on: bool| administrator.patch(path, "*", &json!({ "second_factor": on }));
    let on = change(&path, true).problem(422, "invalid_field");
    assert_eq!(on["field"], "second_factor");
    assert_eq!(change(&path, false).ok()["second_factor"], false);
    let refresh = json!({ "refresh_token": token["refresh_token"] });
    let over = app.anonymous().post("/api/v1/sessions/refresh", &refresh);
    let _ = over.problem(401, "session_over");
    sign_in(&app, Person::DispatcherA, PASSWORD, None).is(200);
    // Whoever begins tidies up: what was sealed is gone as well.
    let _tidies = app.another_program();
    until("the secret is forgotten", || {
        (app.database.count("second_factors") == 0).then_some(())
    });
    // Whoever runs the program does the same, for the last administrator.
    let (_, _lost) = enrol(&app, Person::RegionAdministrator);
    let login = Person::RegionAdministrator.login();
    let command = [
        "account",
        "remove-second-factor",
        "--region",
        REGION,
        "--login",
        login,
    ];
    let outcome = run(&app.database, &command);
    assert_eq!(outcome.code, Some(0), "{}", outcome.complained);
    sign_in(&app, Person::RegionAdministrator, PASSWORD, None).is(200);
    let told = app.database.count(
        "(SELECT body FROM ledger_inbox UNION ALL SELECT body FROM ledger_events) e
         WHERE body::jsonb @> '{\"second_factor_removed\": true}'",
    );
    assert_eq!(told, 2);
    // What was taken away does not come back with the next one.
    let (_, fresh) = enrol(&app, Person::DispatcherA);
    let old = sign_in(&app, Person::DispatcherA, PASSWORD, Some(&codes[1]));
    let _ = old.problem(401, "sign_in_refused");
    sign_in(&app, Person::DispatcherA, PASSWORD, Some(&fresh[1])).is(200);
    // One's own goes with password and code only, for an administrator as for anybody.
    let (_, own) = enrol(&app, Person::AdministratorA);
    let token = sign_in(&app, Person::AdministratorA, PASSWORD, Some(&own[0])).ok();
    let client = app.bearer(text(&token["access_token"]));
    let refused = client.patch(
        &at(Person::AdministratorA.login()),
        "*",
        &json!({ "second_factor": false }),
    );
    let _ = refused.is(409);
}

/// As the browser of somebody who has been asked for a code, too.
fn page(app: &App, pairs: &[(&str, &str)]) -> Answer {
    let body: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={}", value.replace(' ', "+")))
        .collect();
    app.anonymous()
        .request(Method::POST, "/login")
        .header("content-type", "application/x-www-form-urlencoded")
        .bytes(body.join("&").as_bytes())
        .send()
}

#[test]
fn the_page_of_signing_in_takes_it_too() {
    let app = App::start_with(&[ON]);
    let (secret, _) = enrol(&app, Person::DispatcherA);
    let with = |password: &str, typed: &str| {
        let known = ("login", "dispatcher.a");
        page(&app, &[known, ("password", password), ("code", typed)])
    };
    let wrong = with("хибний", "").is(401).text;
    assert!(wrong.contains("one-time-code"), "{wrong}");
    for typed in ["", "000000", "нісенітниця"] {
        let refused = with(PASSWORD, typed).is(401);
        assert_eq!(refused.text, wrong, "{typed}");
        assert!(refused.header("set-cookie").is_none());
    }
    let entered = with(PASSWORD, &code(&app, &secret, 0)).is(303);
    let screen = entered.header("location").unwrap();
    assert!(screen.starts_with("/console"), "{screen}");
}

/// The value of a hidden field.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let field = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&field).expect("the field");
    rest.split('"').next().unwrap()
}

fn send(browser: &Browser, path: &str, pairs: &[(&str, &str)]) -> Answer {
    let body: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={}", value.replace(' ', "+")))
        .collect();
    browser
        .bare(Method::POST, path)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .bytes(body.join("&").as_bytes())
        .send()
}

#[test]
fn it_is_set_up_on_the_page() {
    let app = App::start_with(&[ON]);
    let browser = app.browser(Person::DispatcherA);
    let path = "/second-factor";
    let shown = browser.get(path).is(200).text;
    let token = hidden(&shown, "csrf_token").to_owned();
    assert_eq!(token, browser.csrf_token());
    let csrf = ("csrf_token", token.as_str());
    let foreign = [("csrf_token", "AAAA"), ("password", PASSWORD)];
    let _ = send(&browser, path, &foreign).is(403);
    let wrong = send(&browser, path, &[csrf, ("password", "хибний")]).is(403);
    assert!(
        wrong.text.contains("Хибний пароль чи код"),
        "{}",
        wrong.text
    );
    let begun = send(&browser, path, &[csrf, ("password", PASSWORD)])
        .is(200)
        .text;
    assert!(begun.contains("<svg "), "{begun}");
    let (_, key) = begun.split_once("class=\"key\">").unwrap();
    let secret = key.split('<').next().unwrap().replace(' ', "");
    plant(&secret);
    let enrolment = ("enrolment", hidden(&begun, "enrolment"));
    let confirm = "/second-factor/confirm";
    let mistyped = send(&browser, confirm, &[csrf, enrolment, ("code", "000000")])
        .is(403)
        .text;
    assert!(mistyped.contains("Хибний код") && mistyped.contains(key.split('<').next().unwrap()));
    let right = code(&app, &secret, 0);
    let done = send(&browser, confirm, &[csrf, enrolment, ("code", &right)])
        .is(200)
        .text;
    assert_eq!(done.matches("<li><code>").count(), 10, "{done}");
    let codes: Vec<&str> = done
        .split("<li><code>")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap())
        .collect();
    codes.iter().for_each(|code| plant(code));
    let _ = browser.get("/api/v1/me").problem(401, "session_over");
}

#[test]
fn it_opens_a_locked_session_and_is_taken_away_on_the_page() {
    let app = App::start_with(&[ON]);
    let (_, codes) = enrol(&app, Person::DispatcherA);
    let browser = app.browser_with(Person::DispatcherA, Some(&codes[0]));
    assert_eq!(browser.get("/api/v1/me").ok()["second_factor"], true);
    let lock = "UPDATE sessions SET active_at = active_at - interval '1 hour'";
    app.database.run(lock);
    let locked = browser.get("/api/v1/me").problem(401, "session_locked");
    assert_eq!(locked["second_factor"], true);
    let unlock = |typed: Option<&str>| {
        let mut body = json!({ "password": PASSWORD });
        if let Some(typed) = typed {
            body["code"] = typed.into();
        }
        browser.post("/api/v1/sessions/current/unlock", &body)
    };
    for typed in [None, Some("000000"), Some(codes[0].as_str())] {
        let _ = unlock(typed).problem(401, "sign_in_refused");
    }
    unlock(Some(&codes[1])).is(204);
    let shown = browser.get("/second-factor").is(200).text;
    let csrf = ("csrf_token", hidden(&shown, "csrf_token"));
    let remove = |typed: &str| {
        let pairs = [csrf, ("password", PASSWORD), ("code", typed)];
        send(&browser, "/second-factor/remove", &pairs)
    };
    let _ = remove("нісенітниця").is(403);
    let gone = remove(&codes[2]).is(200).text;
    assert!(gone.contains("достатньо пароля"), "{gone}");
    sign_in(&app, Person::DispatcherA, PASSWORD, None).is(200);
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
        assert!(
            other.log().contains("auth.second_factor_key"),
            "{}",
            other.log()
        );
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
