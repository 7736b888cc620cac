//! Sessions: they go on with a refresh token, each good for once, and end when they must.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Method;
use serde_json::{Value, json};
use varta_tests::harness::{Answer, App, PASSWORD, Person, text};

fn sign_in(app: &App, person: Person) -> Answer {
    let body = json!({ "login": person.login(), "password": PASSWORD });
    app.anonymous().post("/api/v1/sessions", &body)
}

fn refresh(app: &App, session: &Value) -> Answer {
    let body = json!({ "refresh_token": session["refresh_token"] });
    app.anonymous().post("/api/v1/sessions/refresh", &body)
}

fn id_of(app: &App, person: Person) -> String {
    let query = format!("SELECT id FROM accounts WHERE login = '{}'", person.login());
    text(&app.database.value(&query)).to_owned()
}

#[test]
fn everybody_signs_in_and_learns_who_they_are() {
    let app = App::start();
    for person in Person::ALL {
        let me = app.client(*person).get("/api/v1/me").ok();
        let memberships = me["memberships"].as_array().unwrap();
        assert_eq!(memberships.len(), 1, "{me}");
    }
}

#[test]
fn a_session_goes_on_and_a_token_that_comes_twice_ends_it() {
    let app = App::start();
    let first = sign_in(&app, Person::DispatcherA).ok();
    let second = refresh(&app, &first).ok();
    assert_eq!(second["session_id"], first["session_id"]);
    assert_ne!(second["refresh_token"], first["refresh_token"]);
    let client = app.bearer(text(&second["access_token"]));
    client.get("/api/v1/me").is(200);
    let third = refresh(&app, &second).ok();
    // The first one was taken from somebody: nobody can tell from whom.
    let _ = refresh(&app, &first).problem(401, "session_over");
    let _ = refresh(&app, &third).problem(401, "session_over");
}

#[test]
fn whoever_signs_out_cannot_go_on() {
    let app = App::start();
    let session = sign_in(&app, Person::DispatcherA).ok();
    let client = app.bearer(text(&session["access_token"]));
    let end = client
        .request(Method::DELETE, "/api/v1/sessions/current")
        .if_match("*");
    end.send().is(204);
    let _ = refresh(&app, &session).problem(401, "session_over");
}

#[test]
fn a_deactivated_account_and_a_changed_password_end_every_session() {
    let app = App::start();
    let changes = [
        (
            Person::DispatcherA,
            json!({ "password": "зовсім інша скріпка" }),
        ),
        (Person::StaffWaterA, json!({ "state": "deactivated" })),
    ];
    for (person, change) in changes {
        let session = sign_in(&app, person).ok();
        let path = app.at(app.a(), &format!("/accounts/{}", id_of(&app, person)));
        app.administrator_a().patch(&path, "*", &change).is(200);
        let _ = refresh(&app, &session).problem(401, "session_over");
        let _ = sign_in(&app, person).problem(401, "sign_in_refused");
    }
}

#[test]
fn people_of_a_suspended_community_cannot_sign_in() {
    let app = App::start();
    let session = sign_in(&app, Person::DispatcherA).ok();
    let change = json!({ "state": "suspended" });
    app.region_administrator()
        .patch(&app.at(app.a(), ""), "*", &change)
        .is(200);
    let _ = sign_in(&app, Person::DispatcherA).problem(401, "sign_in_refused");
    let _ = refresh(&app, &session).problem(401, "session_over");
    sign_in(&app, Person::DispatcherB).is(200);
}

#[test]
fn nobody_gives_more_than_they_have() {
    let app = App::start();
    let own = id_of(&app, Person::DispatcherA);
    let path = app.at(app.a(), &format!("/accounts/{own}/memberships"));
    let wanted = [
        json!({ "role": "region_administrator", "scope": "region", "id": app.fixture.region }),
        json!({ "role": "dispatcher", "scope": "community", "id": app.b().community }),
        json!({ "role": "utility_staff", "scope": "utility", "id": app.fixture.electricity }),
        json!({ "role": "dispatcher", "scope": "region", "id": app.fixture.region }),
    ];
    let administrator = app.administrator_a();
    let before = app.database.contents();
    for membership in wanted {
        let answer = administrator.post_if(&path, "*", &membership);
        assert!(
            (400..500).contains(&answer.status),
            "{membership}: {}",
            answer.text
        );
    }
    assert_eq!(app.database.contents(), before);
}

#[test]
fn a_lost_answer_does_not_end_a_session_and_what_was_lost_is_void() {
    let app = App::start();
    let first = sign_in(&app, Person::DispatcherA).ok();
    let lost = refresh(&app, &first).ok();
    let second = refresh(&app, &first).ok();
    assert_eq!(second["session_id"], first["session_id"]);
    // Whoever shows what was lost took it on the way.
    let _ = refresh(&app, &lost).problem(401, "session_over");
    let _ = refresh(&app, &second).problem(401, "session_over");
}

#[test]
fn of_two_who_refresh_at_once_one_goes_on_and_the_other_ends_the_session() {
    let app = App::start();
    for _ in 0..10 {
        let first = sign_in(&app, Person::DispatcherA).ok();
        let pair: Vec<Value> = std::thread::scope(|scope| {
            let both = [(); 2].map(|()| scope.spawn(|| refresh(&app, &first).ok()));
            both.map(|one| one.join().unwrap()).to_vec()
        });
        assert_ne!(pair[0]["refresh_token"], pair[1]["refresh_token"]);
        let session = text(&first["session_id"]);
        let good = format!("session_tokens WHERE session_id = '{session}' AND used_at IS NULL");
        assert_eq!(app.database.count(&good), 1);
        let mut statuses = [
            refresh(&app, &pair[0]).status,
            refresh(&app, &pair[1]).status,
        ];
        statuses.sort_unstable();
        // The void one ends the session, whether it comes first or last.
        assert!(
            statuses == [200, 401] || statuses == [401, 401],
            "{statuses:?}"
        );
        let over = format!("sessions WHERE id = '{session}' AND end_reason = 'token_reused'");
        assert_eq!(app.database.count(&over), 1);
    }
}

#[test]
fn a_refresh_token_has_256_bits_and_only_its_hash_is_kept() {
    let app = App::start();
    let session = sign_in(&app, Person::DispatcherA).ok();
    let token = URL_SAFE_NO_PAD
        .decode(text(&session["refresh_token"]))
        .unwrap();
    assert_eq!(token.len(), 32);
    let hex: String = token.iter().map(|byte| format!("{byte:02x}")).collect();
    let hashed = format!("session_tokens WHERE token_hash = sha256('\\x{hex}')");
    assert_eq!(app.database.count(&hashed), 1);
    let plain = format!("session_tokens t WHERE t::text LIKE '%{hex}%'");
    assert_eq!(app.database.count(&plain), 0);
}
