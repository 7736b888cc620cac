//! The second factor is taken away: by its holder, by whoever keeps the account, by whoever runs
//! the program.

use serde_json::json;
use uuid::Uuid;
use varta_tests::harness::{App, PASSWORD, Person, run, text, until};

use crate::second_factor::{ON, REMOVE, WRONG, code, enrol, happened, sign_in};

const REGION: &str = "UA05000000000010236";

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
