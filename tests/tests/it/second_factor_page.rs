//! The second factor on pages: asked for at signing in and unlocking, set up, taken away.

use reqwest::Method;
use serde_json::json;
use varta_tests::harness::{Answer, App, Browser, PASSWORD, Person, plant};

use crate::second_factor::{ON, code, enrol, sign_in};

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
pub fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let field = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&field).expect("the field");
    rest.split('"').next().unwrap()
}

pub fn send(browser: &Browser, path: &str, pairs: &[(&str, &str)]) -> Answer {
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
