//! Which passwords are taken, by every way that sets one.

use serde_json::{Value, json};
use varta_tests::harness::{App, MailServer, Person, text};

/// Well-known ones, rows of keys, repetitions, and what is known of whoever chooses.
const GUESSABLE: [&str; 8] = [
    "Password1234",
    "йцукенгшщзхї",
    "парольпароль",
    "aaaaaaaaaaaaa",
    "вартаварта12",
    "1q2w3e4r5t6y",
    "trustno1trustno1",
    "dispatcher.a1",
];
const GOOD: &str = "зовсім інша скріпка";

fn account(app: &App, password: &str) -> Value {
    json!({
        "login": "new.person", "name": "Нова людина", "password": password,
        "memberships": [{ "role": "dispatcher", "scope": "community", "id": app.a().community }],
    })
}

#[test]
fn what_is_easy_to_guess_is_refused_whoever_sets_it() {
    let server = MailServer::start();
    let app = App::start_with_mail(&server);
    let administrator = app.administrator_a();
    let accounts = app.at(app.a(), "/accounts");
    let id = app
        .database
        .value("SELECT id FROM accounts WHERE login = 'dispatcher.a'");
    let theirs = app.at(app.a(), &format!("/accounts/{}", text(&id)));
    administrator
        .patch(&theirs, "*", &json!({ "email": "olena@example.org" }))
        .is(200);
    let forgotten = json!({ "email": "olena@example.org" });
    app.anonymous()
        .post("/api/v1/passwords/forgotten", &forgotten)
        .is(202);
    let token = server.wait_for(1).remove(0).token();
    let before = app
        .database
        .value("SELECT password_hash FROM accounts WHERE login = 'dispatcher.a'");
    for password in GUESSABLE {
        let change = json!({ "password": password });
        let link = json!({ "token": token, "password": password });
        for answer in [
            administrator.post(&accounts, &account(&app, password)),
            administrator.patch(&theirs, "*", &change),
            app.anonymous().post("/api/v1/passwords", &link),
        ] {
            let problem = answer.problem(422, "invalid_field");
            assert_eq!(problem["field"], "password", "{password}");
        }
    }
    let after = app
        .database
        .value("SELECT password_hash FROM accounts WHERE login = 'dispatcher.a'");
    assert_eq!(before, after);
    // A refused one leaves the link good, and no character is prescribed.
    let link = json!({ "token": token, "password": GOOD });
    app.anonymous().post("/api/v1/passwords", &link).is(204);
    let body = json!({ "login": Person::DispatcherA.login(), "password": GOOD });
    app.anonymous().post("/api/v1/sessions", &body).is(200);
}
