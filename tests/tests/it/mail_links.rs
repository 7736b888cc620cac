//! What the links of mails do: a password is set once, in time, and by nobody else.

use reqwest::Method;
use serde_json::json;
use varta_tests::harness::{Answer, App, MailServer, PASSWORD, Person, text, until};

use crate::mail::{NEW, account, address, forgot, happened, letter, message, sign_in};

pub fn set(app: &App, token: &str, password: &str) -> Answer {
    let body = json!({ "token": token, "password": password });
    app.anonymous().post("/api/v1/passwords", &body)
}

pub fn form(app: &App, path: &str, pairs: &[(&str, &str)]) -> Answer {
    let encoded: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={}", value.replace(' ', "+").replace('@', "%40")))
        .collect();
    app.anonymous()
        .request(Method::POST, path)
        .header("content-type", "application/x-www-form-urlencoded")
        .bytes(encoded.join("&").as_bytes())
        .send()
}

#[test]
fn a_forgotten_password_is_set_with_the_link_of_the_mail() {
    let server = MailServer::start();
    let app = App::start_with_mail(&server);
    address(&app, Person::DispatcherA, "Olena.Koval@Example.org");
    let session = sign_in(&app, "dispatcher.a", PASSWORD).ok();

    let mail = letter(&app, &server, " OLENA.koval@example.ORG ");
    assert_eq!(mail.from, "varta@example.org");
    assert_eq!(mail.to, ["olena.koval@example.org"]);
    assert_eq!(mail.header("From"), "Варта <varta@example.org>");
    assert_eq!(mail.header("To"), "olena.koval@example.org");
    assert_eq!(
        mail.header("Subject"),
        "Варта: новий пароль · Varta: a new password"
    );
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    let id = message(&app, "delivered")["id"].clone();
    let name = format!("<{}@example.org>", text(&id));
    assert_eq!(mail.header("Message-ID"), name);
    assert!(mail.raw.is_ascii(), "{}", mail.raw);
    let said = mail.text();
    assert!(said.contains("Логін: dispatcher.a"), "{said}");
    assert!(said.contains("діє 10 хв"), "{said}");
    let english = said.split_once("· · ·").expect("a second language").1;
    assert!(english.contains("Login: dispatcher.a"), "{english}");
    assert!(english.contains("good for 10 minutes"), "{english}");
    assert!(english.contains(&mail.token()), "{english}");

    let link = mail.link("/reset?token=");
    let page = app.anonymous().get(&link).is(200).text;
    assert!(
        page.contains("dispatcher.a") && page.contains(&mail.token()),
        "{page}"
    );
    // Looking uses nothing up, and neither does a password that is not taken.
    let token = mail.token();
    let typed = |password, again| {
        let pairs = [
            ("token", token.as_str()),
            ("password", password),
            ("again", again),
        ];
        form(&app, "/reset", &pairs)
    };
    assert!(typed(NEW, PASSWORD).is(422).text.contains("не збігаються"));
    assert!(
        typed("коротко", "коротко")
            .is(422)
            .text
            .contains("закороткий")
    );
    sign_in(&app, "dispatcher.a", PASSWORD).is(200);
    assert!(typed(NEW, NEW).is(200).text.contains("Пароль задано"));
    assert!(typed(NEW, NEW).is(410).text.contains("вже не діє"));
    let _ = set(&app, &token, NEW).problem(410, "link_refused");
    assert!(app.anonymous().get(&link).is(410).text.contains("/forgot"));

    // All sessions are over, and only the new password is good.
    let refresh = json!({ "refresh_token": session["refresh_token"] });
    let over = app.anonymous().post("/api/v1/sessions/refresh", &refresh);
    let _ = over.problem(401, "session_over");
    let _ = sign_in(&app, "dispatcher.a", PASSWORD).problem(401, "sign_in_refused");
    sign_in(&app, "dispatcher.a", NEW).is(200);
    assert_eq!(happened(&app, "account.reset_asked"), 1);
    assert_eq!(happened(&app, "account.password_set"), 1);
    keeps_secrets(&app, "olena.koval", &token);
}

/// Of all tables only that of the accounts has the address, and none the secret.
#[track_caller]
pub fn keeps_secrets(app: &App, address: &str, token: &str) {
    for (secret, kept_in) in [(address, &["accounts"][..]), (token, &[])] {
        let tables: Vec<String> = app
            .database
            .tables()
            .into_iter()
            .filter(|table| {
                let found = format!("{table} t WHERE position('{secret}' IN t::text) > 0");
                app.database.count(&found) > 0
            })
            .collect();
        assert_eq!(tables, kept_in, "{secret}");
    }
}

#[test]
fn whoever_asks_cannot_tell_whether_an_address_is_known() {
    let server = MailServer::start();
    let app = App::start_with_mail(&server);
    address(&app, Person::DispatcherA, "known@example.org");
    let known = forgot(&app, "known@example.org").is(202);
    let unknown = forgot(&app, "unknown@example.org").is(202);
    assert_eq!(known.text, unknown.text);
    let headers = |answer: &Answer| {
        let mut headers = answer.headers.clone();
        headers.remove("date");
        headers.remove("x-request-id");
        headers
    };
    assert_eq!(headers(&known), headers(&unknown));
    let page = |email| form(&app, "/forgot", &[("email", email)]).is(200).text;
    assert_eq!(page("known@example.org"), page("unknown@example.org"));
    let _ = server.wait_for(1);
    // The same row for both, until it is looked up.
    until("every request is looked up", || {
        let open = app.database.count("password_reset_requests");
        (open == 0).then_some(())
    });
    // Whoever asks twice within a moment is answered once.
    let outbox = app.database.count("outbox");
    assert!((1..=2).contains(&outbox), "{outbox}");
    assert!(
        server
            .letters()
            .iter()
            .all(|mail| mail.to == ["known@example.org"])
    );
}

#[test]
fn somebody_who_is_invited_chooses_a_password_and_signs_in() {
    let server = MailServer::start();
    let app = App::start_with_mail(&server);
    let new = json!({
        "login": "new.dispatcher", "name": "Нова людина", "email": "new@example.org",
        "memberships": [{ "role": "dispatcher", "scope": "community", "id": app.a().community }],
    });
    let accounts = app.at(app.a(), "/accounts");
    let created = app.administrator_a().post(&accounts, &new).created();
    assert_eq!(created["email"], "new@example.org");
    let mail = server.wait_for(1).remove(0);
    let link = mail.link("/invitation?token=");
    for password in ["", "варта варта варта", PASSWORD] {
        let _ = sign_in(&app, "new.dispatcher", password).problem(401, "sign_in_refused");
    }
    // A role more takes nothing of the invitation.
    let role =
        json!({ "role": "community_administrator", "scope": "community", "id": app.a().community });
    let memberships = format!("{accounts}/{}/memberships", text(&created["id"]));
    app.administrator_a()
        .post_if(&memberships, "*", &role)
        .is(200);
    let page = app.anonymous().get(&link).is(200).text;
    assert!(page.contains("Запрошення до Варти"), "{page}");
    let token = mail.token();
    let pairs = [("token", token.as_str()), ("password", NEW), ("again", NEW)];
    let chosen = form(&app, "/invitation", &pairs).is(200);
    assert!(chosen.header("set-cookie").is_none(), "it signs nobody in");
    sign_in(&app, "new.dispatcher", NEW).is(200);
    assert_eq!(happened(&app, "account.invited"), 1);
}

#[test]
fn a_link_is_void_once_the_password_the_address_or_the_account_is_another() {
    let server = MailServer::start();
    let app = App::start_with_mail(&server);
    let changes = [
        json!({ "password": NEW }),
        json!({ "email": "another@example.org" }),
        json!({ "email": null }),
        json!({ "state": "deactivated" }),
    ];
    for (person, change) in [
        Person::DispatcherA,
        Person::StaffWaterA,
        Person::LeadWaterA,
        Person::StaffHousingA,
    ]
    .into_iter()
    .zip(changes)
    {
        let email = format!("{}@example.org", person.login());
        address(&app, person, &email);
        let mail = letter(&app, &server, &email);
        app.anonymous().get(&mail.link("/reset")).is(200);
        app.administrator_a()
            .patch(&account(&app, person), "*", &change)
            .is(200);
        let refused = set(&app, &mail.token(), "ще одна довга скріпка");
        let _ = refused.problem(410, "link_refused");
        app.anonymous().get(&mail.link("/reset")).is(410);
    }
    // Too old, by the clock.
    address(&app, Person::AdministratorA, "chief@example.org");
    let mail = letter(&app, &server, "chief@example.org");
    let left = app
        .database
        .value("SELECT extract(epoch FROM max(expires_at) - now()) FROM account_links");
    assert!((0.0..=600.0).contains(&left.as_f64().unwrap()), "{left}");
    app.database
        .run("UPDATE account_links SET expires_at = now() - interval '1 second'");
    let _ = set(&app, &mail.token(), NEW).problem(410, "link_refused");
    for nonsense in ["", "token", &"A".repeat(43), "\0"] {
        let _ = set(&app, nonsense, NEW).problem(410, "link_refused");
    }
}

#[test]
fn of_two_who_show_the_same_link_at_once_one_sets_the_password() {
    let server = MailServer::start();
    let app = App::start_with_mail(&server);
    address(&app, Person::DispatcherA, "olena@example.org");
    let token = letter(&app, &server, "olena@example.org").token();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..8)
            .map(|n| {
                let (app, token) = (&app, token.as_str());
                scope.spawn(move || set(app, token, &format!("{NEW} {n}")).status)
            })
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let done = statuses.iter().filter(|status| **status == 204).count();
    assert_eq!(done, 1, "{statuses:?}");
    assert!(
        statuses.iter().all(|status| [204, 410].contains(status)),
        "{statuses:?}"
    );
    assert_eq!(happened(&app, "account.password_set"), 1);
}
