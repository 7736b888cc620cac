//! Guessing passwords: it gets nobody far, and keeps nobody out who is at home.

use std::sync::atomic::{AtomicU32, Ordering};

use reqwest::Method;
use serde_json::{Value, json};
use varta_tests::harness::{Answer, App, PASSWORD, Person, text};

const SESSIONS: &str = "/api/v1/sessions";
const WRONG: &str = "зовсім інша скріпка";

/// A program behind a proxy on this machine, so that a test may come from anywhere.
fn behind_a_proxy() -> App {
    App::start_with(&[("VARTA__HTTP__TRUSTED_PROXIES", "127.0.0.0/8")])
}

fn try_from(app: &App, from: &str, body: &Value) -> Answer {
    app.anonymous()
        .request(Method::POST, SESSIONS)
        .header("x-forwarded-for", from)
        .json(body)
        .send()
}

fn guess(app: &App, from: &str, login: &str) -> Answer {
    try_from(app, from, &json!({ "login": login, "password": WRONG }))
}

fn sign_in(app: &App, from: &str, person: Person) -> Answer {
    let body = json!({ "login": person.login(), "password": PASSWORD });
    try_from(app, from, &body)
}

fn on_device(app: &App, person: Person, password: &str, device: &str) -> Answer {
    let body = json!({ "login": person.login(), "password": password, "device_token": device });
    try_from(app, "192.0.2.1", &body)
}

#[track_caller]
fn wait_of(refused: &Answer) -> u32 {
    let wait = refused.header("retry-after").expect("Retry-After");
    wait.parse().expect("seconds")
}

fn hashings(app: &App) -> u64 {
    let metrics = app.anonymous().get("/metrics").is(200).text;
    let line = metrics
        .lines()
        .find_map(|line| line.strip_prefix("varta_hashing_duration_seconds_count "));
    line.unwrap().parse().unwrap()
}

#[test]
fn of_ten_thousand_guesses_from_everywhere_a_hundred_are_looked_at_and_the_owner_gets_in() {
    const GUESSES: u32 = 10_000;
    let app = behind_a_proxy();
    let person = Person::DispatcherA;
    let known = sign_in(&app, "192.0.2.1", person).ok();
    let before = hashings(&app);
    let (next, looked_at) = (AtomicU32::new(0), AtomicU32::new(0));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= GUESSES {
                        break;
                    }
                    // Each from another network.
                    let from = format!("10.{}.{}.9", number / 256, number % 256);
                    let answer = guess(&app, &from, person.login());
                    if answer.status == 401 {
                        looked_at.fetch_add(1, Ordering::Relaxed);
                    } else {
                        assert!((1..=3600).contains(&wait_of(&answer)));
                        let _ = answer.problem(429, "too_many_tries");
                    }
                }
            });
        }
    });
    let looked_at = looked_at.into_inner();
    assert!((10..=100).contains(&looked_at), "{looked_at}");
    assert_eq!(hashings(&app) - before, u64::from(looked_at));

    // A stranger who knows the password is not told so; the owner is at home where they were before.
    let strange = sign_in(&app, "198.51.100.1", person);
    let _ = strange.problem(429, "too_many_tries");
    on_device(&app, person, PASSWORD, text(&known["device_token"])).is(200);
    sign_in(&app, "10.0.0.9", Person::DispatcherB).is(200);
}

#[test]
fn one_network_has_few_tries_and_another_one_its_own() {
    let app = behind_a_proxy();
    let login = Person::DispatcherA.login();
    for host in 1..=10 {
        let from = format!("203.0.113.{host}");
        let _ = guess(&app, &from, login).problem(401, "sign_in_refused");
    }
    let refused = guess(&app, "203.0.113.250", login);
    assert!((1..=180).contains(&wait_of(&refused)));
    let _ = refused.problem(429, "too_many_tries");
    // Neither another account from there, nor the same one from elsewhere.
    sign_in(&app, "203.0.113.250", Person::DispatcherB).is(200);
    sign_in(&app, "198.51.100.1", Person::DispatcherA).is(200);
    // The same for those who have IPv6, and a whole prefix of it.
    for host in 1..=10 {
        let from = format!("2001:db8:0:12{host:02x}::1");
        let _ = guess(&app, &from, login).problem(401, "sign_in_refused");
    }
    let refused = guess(&app, "2001:db8:0:12ff::1", login);
    let _ = refused.problem(429, "too_many_tries");
    sign_in(&app, "2001:db8:0:1300::1", Person::DispatcherA).is(200);
}

#[test]
fn tries_come_back_with_time() {
    let app = behind_a_proxy();
    let login = Person::DispatcherA.login();
    while guess(&app, "203.0.113.1", login).status != 429 {}
    app.database
        .run("UPDATE guess_limits SET spent_until = spent_until - interval '3 minutes'");
    let _ = guess(&app, "203.0.113.1", login).problem(401, "sign_in_refused");
    let _ = guess(&app, "203.0.113.1", login).problem(429, "too_many_tries");
}

#[test]
fn one_network_cannot_try_everybody() {
    let app = behind_a_proxy();
    let tried = (0..400)
        .take_while(|number| {
            let answer = guess(&app, "203.0.113.1", &format!("somebody.{number}"));
            answer.status == 401
        })
        .count();
    assert!((200..=210).contains(&tried), "{tried}");
}

#[test]
fn whoever_is_right_has_spent_nothing() {
    let app = behind_a_proxy();
    for _ in 0..15 {
        sign_in(&app, "203.0.113.1", Person::DispatcherA).is(200);
    }
}

#[test]
fn every_copy_of_the_program_counts_the_same() {
    let app = App::start();
    let other = app.another_program();
    let body = json!({ "login": Person::DispatcherA.login(), "password": WRONG });
    let there = app.anonymous().at(other.base());
    for _ in 0..5 {
        let _ = app
            .anonymous()
            .post(SESSIONS, &body)
            .problem(401, "sign_in_refused");
        let _ = there.post(SESSIONS, &body).problem(401, "sign_in_refused");
    }
    let _ = there.post(SESSIONS, &body).problem(429, "too_many_tries");
    let _ = app
        .anonymous()
        .post(SESSIONS, &body)
        .problem(429, "too_many_tries");
}

#[test]
fn what_a_stranger_says_of_where_he_is_counts_for_nothing() {
    let app = App::start();
    let login = Person::DispatcherA.login();
    let statuses: Vec<u16> = (0..12)
        .map(|number| guess(&app, &format!("10.0.{number}.1"), login).status)
        .collect();
    assert_eq!(statuses[9..], [401, 429, 429]);
}

#[test]
fn an_unknown_name_gets_the_same_answers_after_the_same_work() {
    let app = behind_a_proxy();
    let transactions = || -> u64 {
        let metrics = app.anonymous().get("/metrics").is(200).text;
        let of_sign_in = metrics
            .lines()
            .filter(|line| line.starts_with("varta_transactions_total{name=\"accounts.sign_in"));
        let numbers = of_sign_in.filter_map(|line| line.rsplit(' ').next()?.parse::<u64>().ok());
        numbers.sum()
    };
    let tried = |from: &str, login: &str| {
        let (hashed, begun) = (hashings(&app), transactions());
        let answers: Vec<String> = (0..11)
            .map(|_| guess(&app, from, login).without_instance())
            .map(|said| said.replace(char::is_numeric, "0"))
            .collect();
        let grown = transactions() - begun;
        (answers, hashings(&app) - hashed, grown)
    };
    // The first one ever makes the series of the metrics.
    let _ = tried("192.0.2.1", "nobody.at.all");
    let known = tried("203.0.113.1", Person::DispatcherA.login());
    assert_eq!(known, tried("203.0.113.1", "nobody.at.all"));
    assert_eq!(known, tried("203.0.113.1", "не логін"));
    assert_eq!(known.1, 10);
    // Eleven look the login up, and ten of them who it is.
    assert_eq!(known.2, 21);
}

#[test]
fn a_device_is_known_by_what_it_was_given_and_for_whom_it_was() {
    let app = behind_a_proxy();
    let person = Person::DispatcherA;
    let theirs = sign_in(&app, "192.0.2.1", person).ok();
    let others = sign_in(&app, "192.0.2.1", Person::DispatcherB).ok();
    let ours = text(&theirs["device_token"]);
    let mut forged = ours.to_owned();
    forged.replace_range(ours.len() - 8.., "AAAAAAAA");
    while guess(&app, "192.0.2.1", person.login()).status != 429 {}
    for not_known in [
        text(&others["device_token"]),
        text(&theirs["access_token"]),
        &forged,
        "",
        "ї",
    ] {
        let refused = on_device(&app, person, PASSWORD, not_known);
        let _ = refused.problem(429, "too_many_tries");
    }
    // It is no access token either.
    let _ = app
        .bearer(ours)
        .get("/api/v1/me")
        .problem(401, "token_refused");
    // Two who share it are both known on it, and its tries have an end, too.
    let body =
        json!({ "login": Person::DispatcherB.login(), "password": PASSWORD, "device_token": ours });
    let shared = try_from(&app, "198.51.100.1", &body).ok();
    on_device(&app, person, PASSWORD, text(&shared["device_token"])).is(200);
    let statuses: Vec<u16> = (0..11)
        .map(|_| on_device(&app, person, WRONG, text(&shared["device_token"])).status)
        .collect();
    assert_eq!(statuses[8..], [401, 401, 429]);
}

#[test]
fn a_browser_is_known_by_its_cookie_and_the_page_says_when_to_wait() {
    let app = behind_a_proxy();
    let form = |cookie: &str, password: &str| {
        let pairs = format!("login=dispatcher.a&password={}", password.replace(' ', "+"));
        app.anonymous()
            .request(Method::POST, "/login")
            .header("x-forwarded-for", "203.0.113.1")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", cookie)
            .bytes(pairs.as_bytes())
            .send()
    };
    let signed_in = form("", PASSWORD).is(303);
    let given = signed_in.headers.get_all("set-cookie").iter();
    let device = given
        .map(|cookie| cookie.to_str().unwrap())
        .find(|cookie| cookie.starts_with("__Host-varta-device="))
        .unwrap();
    for attribute in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/"] {
        assert!(device.contains(attribute), "{device}");
    }
    let device = device.split(';').next().unwrap();
    for _ in 0..10 {
        form("", WRONG).is(401);
    }
    let refused = form("", PASSWORD).is(429);
    assert!((1..=180).contains(&wait_of(&refused)));
    assert!(refused.text.contains("Забагато спроб"), "{}", refused.text);
    form(device, PASSWORD).is(303);
}

#[test]
fn a_locked_session_is_not_guessed_open() {
    let app = App::start();
    let browser = app.browser(Person::DispatcherA);
    let unlock = "/api/v1/sessions/current/unlock";
    let statuses: Vec<u16> = (0..11)
        .map(|_| browser.post(unlock, &json!({ "password": WRONG })).status)
        .collect();
    assert_eq!(statuses[9..], [401, 429]);
    let right = browser.post(unlock, &json!({ "password": PASSWORD }));
    assert!(wait_of(&right) <= 120);
    let _ = right.problem(429, "too_many_tries");
}
