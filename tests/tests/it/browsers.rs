//! Browser sessions: the cookie in place of a token, what it must prove, and when it locks.

use reqwest::Method;
use serde_json::json;
use varta_tests::harness::{App, Browser, PASSWORD, Person, text};

use crate::routes::{WithBody, routes};
use crate::world::worlds;

const ME: &str = "/api/v1/me";
const CURRENT: &str = "/api/v1/sessions/current";
const UNLOCK: &str = "/api/v1/sessions/current/unlock";

/// Nobody has used any session for so long.
fn rest(app: &App, minutes: u32) {
    app.database.run(&format!(
        "UPDATE sessions SET active_at = now() - interval '{minutes} minutes'"
    ));
}

/// Seconds since somebody used the one session that there is.
fn rested(app: &App) -> f64 {
    let asked = "SELECT extract(epoch FROM now() - active_at)::float8 FROM sessions";
    app.database.value(asked).as_f64().unwrap()
}

#[test]
fn a_page_does_with_its_cookie_what_a_program_does_with_its_token() {
    let app = App::start();
    let browser = app.browser(Person::DispatcherA);
    let me = browser.get(ME).ok();
    assert_eq!(text(&me["csrf_token"]), browser.csrf_token());
    assert_eq!(me["locks_after"], 900);
    assert!(!text(&me["name"]).is_empty());
    let path = app.at(app.a(), "/appeals");
    let appeal = browser
        .post(&path, &app.appeal(app.a(), "WAT-NO"))
        .created();
    let found = browser.get(&format!("{path}/{}", text(&appeal["id"]))).ok();
    assert_eq!(found["id"], appeal["id"]);
    // Somebody else's community is as closed to a cookie as to a token.
    let foreign = app.at(app.b(), "/appeals");
    let _ = browser.get(&foreign).problem(404, "not_found");
    let token = app.dispatcher_a().get(ME).ok();
    assert!(token["csrf_token"].is_null(), "{token}");
}

#[test]
fn whatever_changes_something_must_prove_twice_that_our_page_sent_it() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let browser = app.browser(Person::DispatcherA);
    let another = app.browser(Person::DispatcherA);
    let own_origin = app.program().base().to_owned();
    let before = app.database.contents();
    let mut tried = 0;
    for route in routes(&app) {
        if !route.guarded || route.method.is_safe() {
            continue;
        }
        tried += 1;
        let path = route.path(a.values(&route));
        let request = || {
            let body = (route.operation().body)(&a);
            let bare = browser.bare(route.method.clone(), &path);
            bare.fresh_key().if_match("*").with_body(&body)
        };
        let token = browser.csrf_token();
        for request in [
            request().header("x-varta-csrf", token),
            request()
                .header("x-varta-csrf", token)
                .header("sec-fetch-site", "cross-site"),
            request()
                .header("x-varta-csrf", token)
                .header("sec-fetch-site", "same-site"),
            request()
                .header("x-varta-csrf", token)
                .header("origin", "https://evil.example"),
            request()
                .header("x-varta-csrf", token)
                .header("origin", "null"),
        ] {
            let _ = request.send().problem(403, "cross_site");
        }
        for request in [
            request().header("sec-fetch-site", "same-origin"),
            request().header("origin", &own_origin),
            request()
                .header("sec-fetch-site", "same-origin")
                .header("x-varta-csrf", another.csrf_token()),
        ] {
            let _ = request.send().problem(403, "csrf_required");
        }
    }
    assert!(tried > 20, "{tried}");
    assert_eq!(app.database.contents(), before);
}

#[test]
fn an_address_of_ours_that_another_site_asks_for_is_not_read_either() {
    let app = App::start();
    let browser = app.browser(Person::DispatcherA);
    for site in ["cross-site", "same-site"] {
        let asked = browser.bare(Method::GET, ME).header("sec-fetch-site", site);
        let _ = asked.send().problem(403, "cross_site");
    }
    let typed = browser
        .bare(Method::GET, ME)
        .header("sec-fetch-site", "none");
    typed.send().is(200);
}

#[test]
fn a_session_locks_when_nobody_uses_it_and_the_password_opens_it() {
    let app = App::start();
    let browser = app.browser(Person::DispatcherA);
    rest(&app, 14);
    browser.get(ME).is(200);
    rest(&app, 16);
    let locked = browser.get(ME).problem(401, "session_locked");
    assert_eq!(text(&locked["csrf_token"]), browser.csrf_token());
    assert!(!text(&locked["name"]).is_empty());
    // To have asked is no work, and a background question is not let through either.
    let asked = browser
        .bare(Method::GET, ME)
        .header("x-varta-background", "1");
    let _ = asked.send().problem(401, "session_locked");

    let wrong = json!({ "password": "зовсім інша скріпка" });
    let _ = browser.post(UNLOCK, &wrong).problem(401, "sign_in_refused");
    let right = json!({ "password": PASSWORD });
    let unproved = browser.bare(Method::POST, UNLOCK).json(&right);
    let _ = unproved.send().problem(403, "cross_site");
    let nobody = app.anonymous().post(UNLOCK, &right);
    let _ = nobody.problem(401, "unauthenticated");
    let _ = browser.get(ME).problem(401, "session_locked");

    browser.post(UNLOCK, &right).is(204);
    browser.get(ME).is(200);
}

#[test]
fn what_a_page_asks_by_itself_is_nobodys_work() {
    let app = App::start();
    let browser = app.browser(Person::DispatcherA);
    for (name, value) in [("x-varta-background", "1"), ("accept", "text/event-stream")] {
        rest(&app, 10);
        let asked = browser.bare(Method::GET, ME).header(name, value);
        asked.send().is(200);
        assert!(rested(&app) >= 600.0, "{name}");
    }
    // Whoever changes something is at work, whatever the page says.
    let path = app.at(app.a(), "/appeals");
    let registered = browser
        .request(Method::POST, &path)
        .fresh_key()
        .header("x-varta-background", "1")
        .json(&app.appeal(app.a(), "WAT-NO"));
    registered.send().is(201);
    assert!(rested(&app) < 60.0);
}

#[test]
fn a_session_ends_after_twelve_hours_however_busy_it_is() {
    let app = App::start();
    let browser = app.browser(Person::DispatcherA);
    let lasts = "SELECT extract(epoch FROM expires_at - started_at)::int FROM sessions";
    assert_eq!(app.database.value(lasts), 12 * 3600);
    app.database
        .run("UPDATE sessions SET expires_at = now() - interval '1 second'");
    let _ = browser.get(ME).problem(401, "session_over");
    let again = json!({ "password": PASSWORD });
    let _ = browser.post(UNLOCK, &again).problem(401, "session_over");
}

#[test]
fn whoever_leaves_a_locked_session_is_out_and_the_browser_forgets_it() {
    let app = App::start();
    let browser = app.browser(Person::DispatcherA);
    rest(&app, 16);
    let left = browser.request(Method::DELETE, CURRENT).send().is(204);
    let cookie = left.header("set-cookie").unwrap();
    assert!(
        cookie.starts_with("__Host-varta=;") && cookie.contains("Max-Age=0"),
        "{cookie}"
    );
    let _ = browser.get(ME).problem(401, "session_over");
}

#[test]
fn a_locked_page_asks_to_sign_in_and_whoever_does_ends_what_was_there() {
    let app = App::start();
    let first = app.browser(Person::DispatcherA);
    rest(&app, 16);
    let away = first.get("/console").is(303);
    assert_eq!(away.header("location"), Some("/login?next=%2Fconsole"));
    let asked = first.get("/login?next=%2Fconsole").is(200);
    assert!(asked.text.contains("Сеанс заблоковано"), "{}", asked.text);
    let form = format!("login=dispatcher.b&password={}", PASSWORD.replace(' ', "+"));
    let signed_in = first
        .bare(Method::POST, "/login")
        .header("content-type", "application/x-www-form-urlencoded")
        .bytes(form.as_bytes());
    signed_in.send().is(303);
    let _ = first.get(ME).problem(401, "session_over");
}

#[test]
fn a_cookie_that_is_none_of_ours_is_nobody() {
    let app = App::start();
    let with = |cookie: &str| {
        let asked = app.anonymous().request(Method::GET, ME);
        asked.header("cookie", cookie).send()
    };
    let made_up = format!("__Host-varta={}", "A".repeat(43));
    let _ = with(&made_up).problem(401, "session_over");
    for none in ["__Host-varta=", "__Host-varta=short", "varta=AAAA"] {
        let _ = with(none).problem(401, "unauthenticated");
    }
    // A client's refresh token is no cookie.
    let body = json!({ "login": "dispatcher.a", "password": PASSWORD });
    let session = app.anonymous().post("/api/v1/sessions", &body).ok();
    let swapped = format!("__Host-varta={}", text(&session["refresh_token"]));
    let _ = with(&swapped).problem(401, "session_over");
    let browser: Browser = app.browser(Person::DispatcherA);
    let secret = browser.cookie().split_once('=').unwrap().1.to_owned();
    let body = json!({ "refresh_token": secret });
    let refreshed = app.anonymous().post("/api/v1/sessions/refresh", &body);
    let _ = refreshed.problem(401, "session_over");
}
