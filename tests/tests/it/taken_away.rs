//! Whoever is put out is out: in every copy of the program, within a moment, although access
//! tokens are read without the database. How long the moment
//! is, the first test prints (`--nocapture`).

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};
use varta_tests::harness::{App, Client, PASSWORD, Person, Program, text, until};

const ME: &str = "/api/v1/me";
const NEXT: &str = "зовсім інша скріпка";

fn sign_in(app: &App, login: &str, password: &str) -> Value {
    let body = json!({ "login": login, "password": password });
    app.anonymous().post("/api/v1/sessions", &body).ok()
}

fn refresh(app: &App, session: &Value) -> u16 {
    let body = json!({ "refresh_token": session["refresh_token"] });
    let refreshed = app.anonymous().post("/api/v1/sessions/refresh", &body);
    refreshed.status
}

fn bearer(app: &App, session: &Value) -> Client {
    app.bearer(text(&session["access_token"]))
}

fn account(app: &App, person: Person) -> String {
    let query = format!("SELECT id FROM accounts WHERE login = '{}'", person.login());
    let id = app.database.value(&query);
    app.at(app.a(), &format!("/accounts/{}", text(&id)))
}

fn membership(app: &App, person: Person) -> String {
    let query = format!(
        "SELECT m.id FROM memberships m JOIN accounts a ON a.id = m.account_id WHERE login = '{}'",
        person.login()
    );
    let id = app.database.value(&query);
    format!("{}/memberships/{}", account(app, person), text(&id))
}

/// How somebody of A is put out: what it is, whom it meets, and the act itself.
type Way = (&'static str, Person, fn(&App, &Client));

fn ways() -> [Way; 6] {
    [
        ("deactivated", Person::DispatcherA, |app, _| {
            let change = json!({ "state": "deactivated" });
            let path = account(app, Person::DispatcherA);
            app.administrator_a().patch(&path, "*", &change).is(200);
        }),
        ("another password", Person::IntegrationA, |app, _| {
            let change = json!({ "password": NEXT });
            let path = account(app, Person::IntegrationA);
            app.administrator_a().patch(&path, "*", &change).is(200);
        }),
        ("a membership revoked", Person::StaffWaterA, |app, _| {
            let path = membership(app, Person::StaffWaterA);
            let revoked = app.administrator_a().request(Method::DELETE, &path);
            revoked.if_match("*").send().is(200);
        }),
        ("signed out", Person::LeadWaterA, |_, client| {
            let path = "/api/v1/sessions/current";
            client.request(Method::DELETE, path).send().is(204);
        }),
        ("the community suspended", Person::StaffHousingA, suspend),
        ("suspended before", Person::AdministratorA, |_, _| ()),
    ]
}

fn suspend(app: &App, _: &Client) {
    let change = json!({ "state": "suspended" });
    let path = app.at(app.a(), "");
    app.region_administrator()
        .patch(&path, "*", &change)
        .is(200);
}

/// How long it takes until a token is refused here.
fn until_out(client: &Client) -> Duration {
    let began = Instant::now();
    until("the token is refused", || {
        let answer = client.get(ME);
        (answer.status != 200).then(|| {
            let problem = answer.problem(401, "token_refused");
            assert!(text(&problem["reason"]).contains("taken away"), "{problem}");
        })
    });
    began.elapsed()
}

/// Puts everybody out, and measures until when their tokens were good here and there.
fn put_out(app: &App, other: &Program) -> Vec<(&'static str, Duration)> {
    let sessions: Vec<_> = ways()
        .iter()
        .map(|(_, person, _)| sign_in(app, person.login(), PASSWORD))
        .collect();
    // Whoever puts out must be in until the end.
    let _ = app.administrator_a();
    let _ = app.region_administrator();
    let stays = app.dispatcher_b();
    let mut times = Vec::new();
    for ((what, _, put_out), session) in ways().iter().zip(&sessions) {
        let (here, there) = (bearer(app, session), bearer(app, session).at(other.base()));
        if *what != "suspended before" {
            here.get(ME).is(200);
            there.get(ME).is(200);
        }
        put_out(app, &here);
        let began = Instant::now();
        until_out(&here);
        until_out(&there);
        times.push((*what, began.elapsed()));
        assert_eq!(refresh(app, session), 401, "{what}");
        stays.get(ME).is(200);
        stays.at(other.base()).get(ME).is(200);
    }
    times
}

#[test]
fn whoever_is_put_out_is_out_in_every_copy_of_the_program() {
    let app = App::start();
    let other = app.another_program();
    for (what, time) in put_out(&app, &other) {
        println!("{what}: out in both copies after {time:?}");
    }
    // A copy that begins only now has never seen any of it, and lets nobody in either.
    let late = app.another_program();
    let session = sign_in(&app, Person::DispatcherB.login(), PASSWORD);
    let gone = bearer(&app, &session);
    gone.request(Method::DELETE, "/api/v1/sessions/current")
        .send()
        .is(204);
    let _ = gone.at(late.base()).get(ME);
    let later = app.another_program();
    let _ = gone.at(later.base()).get(ME).problem(401, "token_refused");
}

#[test]
fn whoever_comes_back_is_in_at_once() {
    let app = App::start();
    let person = Person::IntegrationA;
    let before = bearer(&app, &sign_in(&app, person.login(), PASSWORD));
    let change = json!({ "password": NEXT });
    app.administrator_a()
        .patch(&account(&app, person), "*", &change)
        .is(200);
    let after = bearer(&app, &sign_in(&app, person.login(), NEXT));
    after.get(ME).is(200);
    until_out(&before);
    after.get(ME).is(200);
    // A community that is suspended no longer is open to the same token again.
    let dispatcher = app.dispatcher_a();
    suspend(&app, &dispatcher);
    until_out(&dispatcher);
    let change = json!({ "state": "active" });
    let path = app.at(app.a(), "");
    app.region_administrator()
        .patch(&path, "*", &change)
        .is(200);
    until("the community is open again", || {
        (dispatcher.get(ME).status == 200).then_some(())
    });
}

#[test]
fn a_new_name_and_a_new_role_put_nobody_out() {
    let app = App::start();
    let (person, administrator) = (Person::DispatcherA, app.administrator_a());
    let session = sign_in(&app, person.login(), PASSWORD);
    let path = account(&app, person);
    let renamed = json!({ "name": "Інше ім’я" });
    administrator.patch(&path, "*", &renamed).is(200);
    let role =
        json!({ "role": "community_administrator", "scope": "community", "id": app.a().community });
    administrator
        .post_if(&format!("{path}/memberships"), "*", &role)
        .is(200);
    // Long enough for the program to have read it.
    let gone = bearer(&app, &sign_in(&app, Person::LeadWaterA.login(), PASSWORD));
    gone.request(Method::DELETE, "/api/v1/sessions/current")
        .send()
        .is(204);
    until_out(&gone);
    bearer(&app, &session).get(ME).is(200);
    assert_eq!(refresh(&app, &session), 200);
}

/// Somebody may be signing in at the very moment: whatever they get is over as well.
#[test]
fn no_session_slips_through_while_a_password_changes() {
    let app = App::start_with(&[("VARTA__AUTH__ARGON2_PERMITS", "4")]);
    let person = Person::DispatcherA;
    let path = account(&app, person);
    let administrator = app.administrator_a();
    let changed = AtomicBool::new(false);
    let sessions: Vec<Value> = std::thread::scope(|scope| {
        let signing_in: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let mut got = Vec::new();
                    while !changed.load(Ordering::Relaxed) {
                        let body = json!({ "login": person.login(), "password": PASSWORD });
                        let answer = app.anonymous().post("/api/v1/sessions", &body);
                        if answer.status == 200 {
                            got.push(answer.json());
                        }
                    }
                    got
                })
            })
            .collect();
        std::thread::sleep(Duration::from_millis(500));
        let change = json!({ "password": NEXT });
        administrator.patch(&path, "*", &change).is(200);
        changed.store(true, Ordering::Relaxed);
        let got = signing_in.into_iter().map(|thread| thread.join().unwrap());
        got.flatten().collect()
    });
    assert!(!sessions.is_empty());
    for session in &sessions {
        until_out(&bearer(&app, session));
        assert_eq!(refresh(&app, session), 401);
    }
}

#[test]
fn a_browser_is_out_with_its_next_request() {
    let app = App::start();
    let browser = app.browser(Person::DispatcherA);
    let change = json!({ "state": "deactivated" });
    let path = account(&app, Person::DispatcherA);
    app.administrator_a().patch(&path, "*", &change).is(200);
    let _ = browser.get(ME).problem(401, "session_over");
    let away = browser.get("/console").is(303);
    assert!(away.header("location").unwrap().starts_with("/login"));
}

#[test]
fn nobody_is_let_in_by_what_was_known_long_ago() {
    let app = App::start();
    let client = app.dispatcher_a();
    client.get(ME).is(200);
    app.database.cut_off();
    let refused = until("the program knows too little", || {
        let answer = client.get(ME);
        (answer.status != 200).then_some(answer)
    });
    assert!(refused.header("retry-after").is_some());
    let _ = refused.problem(503, "unavailable");
}
