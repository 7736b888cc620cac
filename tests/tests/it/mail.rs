//! Mail: it goes out at least once under one name, and nobody is flooded. Sent to a real SMTP
//! server on loopback.

use std::time::Duration;

use serde_json::{Value, json};
use varta_tests::harness::{
    Answer, App, Letter, MailServer, Mood, Person, Stage, run_with, text, until,
};

use crate::mail_links::{form, keeps_secrets, set};

pub const NEW: &str = "зовсім інша скріпка";

fn id_of(app: &App, login: &str) -> String {
    let query = format!("SELECT id FROM accounts WHERE login = '{login}'");
    text(&app.database.value(&query)).to_owned()
}

pub fn account(app: &App, person: Person) -> String {
    app.at(
        app.a(),
        &format!("/accounts/{}", id_of(app, person.login())),
    )
}

/// Gives somebody of A an address.
pub fn address(app: &App, person: Person, email: &str) {
    let change = json!({ "email": email });
    app.administrator_a()
        .patch(&account(app, person), "*", &change)
        .is(200);
}

pub fn forgot(app: &App, email: &str) -> Answer {
    let body = json!({ "email": email });
    app.anonymous().post("/api/v1/passwords/forgotten", &body)
}

pub fn sign_in(app: &App, login: &str, password: &str) -> Answer {
    let body = json!({ "login": login, "password": password });
    app.anonymous().post("/api/v1/sessions", &body)
}

/// Asks for a new password and waits for the mail.
#[track_caller]
pub fn letter(app: &App, server: &MailServer, email: &str) -> Letter {
    let before = server.letters().len();
    forgot(app, email).is(202);
    server.wait_for(before + 1).pop().unwrap()
}

/// Waits until the only message is in this state.
#[track_caller]
pub fn message(app: &App, state: &str) -> Value {
    until(&format!("the message is {state}"), || {
        let mut rows = app.database.rows("SELECT * FROM outbox");
        assert!(rows.len() <= 1, "{rows:?}");
        rows.pop().filter(|row| row["state"] == state)
    })
}

/// Lets the next attempt begin now.
fn hurry(app: &App) {
    app.database
        .run("UPDATE outbox SET due_at = now() WHERE state = 'waiting'");
}

pub fn happened(app: &App, kind: &str) -> i64 {
    app.database.count(&format!(
        "(SELECT id FROM ledger_inbox WHERE kind = '{kind}'
          UNION SELECT id FROM ledger_events WHERE kind = '{kind}') e"
    ))
}

#[test]
fn a_mail_that_is_put_off_or_cut_off_is_sent_again_under_the_same_name() {
    let server = MailServer::start();
    let app = App::start_with_mail(&server);
    address(&app, Person::DispatcherA, "olena@example.org");
    server.expect(&[
        Mood::Says(
            Stage::Recipient,
            "451 4.7.1 <olena@example.org>: greylisted, come back",
        ),
        Mood::HangsUp(Stage::Connect),
        Mood::IsSlow(Stage::Hello, Duration::from_secs(3)),
        Mood::Says(Stage::Connect, "554 5.3.2 not now"),
        // It has come, and nobody says so: the next one is the same mail once more.
        Mood::HangsUp(Stage::Content),
    ]);
    forgot(&app, "olena@example.org").is(202);
    for attempt in 1..=5 {
        let failed = until("an attempt fails", || {
            let row = app.database.rows("SELECT * FROM outbox").pop()?;
            let failed = row["attempts"] == attempt && row["reason"].is_string();
            let settled = failed && server.conversations() == usize::try_from(attempt).unwrap();
            settled.then_some(row)
        });
        if attempt == 1 {
            let reason = "transient error (451): 4.7.1 <…> greylisted, come back";
            assert_eq!(failed["reason"], reason);
            // Without our help: the first rest is short.
            continue;
        }
        until("the failure is settled", || {
            let due = app
                .database
                .count("outbox WHERE due_at NOT BETWEEN now() + interval '270 seconds' AND now() + interval '301 seconds'");
            (due == 1).then_some(())
        });
        hurry(&app);
    }
    let message = message(&app, "delivered");
    assert_eq!(message["attempts"], 6);
    assert!(message["reason"].is_null(), "{message}");
    let letters = server.letters();
    assert_eq!(letters.len(), 2);
    assert_eq!(
        letters[0].header("Message-ID"),
        letters[1].header("Message-ID")
    );
    assert_eq!(letters[0].header("Date"), letters[1].header("Date"));
    // Whichever of the two is read: its link is good, and using it voids the other.
    assert_ne!(letters[0].token(), letters[1].token());
    app.anonymous().get(&letters[1].link("/reset")).is(200);
    set(&app, &letters[0].token(), NEW).is(204);
    let _ = set(&app, &letters[1].token(), NEW).problem(410, "link_refused");
    keeps_secrets(&app, "olena@example", &letters[1].token());
}

#[test]
fn a_refused_mail_is_dead_says_why_and_can_be_revived() {
    let server = MailServer::start();
    let app = App::start_with_mail(&server);
    address(&app, Person::DispatcherA, "olena@example.org");
    server.expect(&[Mood::Says(
        Stage::Recipient,
        "550 5.1.1 <olena@example.org>: nobody of that name",
    )]);
    let administrator = app.administrator_a();
    let invitations = format!("{}/invitations", account(&app, Person::DispatcherA));
    let mail = administrator.post(&invitations, &json!({})).created();
    assert_eq!(mail["occasion"], "invitation");
    let _ = message(&app, "dead");
    let dead = administrator
        .get(&app.at(app.a(), "/mails?state=dead"))
        .ok();
    let path = app.at(app.a(), &format!("/mails/{}", text(&mail["id"])));
    let seen = administrator.get(&path).ok();
    assert_eq!(dead["items"][0], seen);
    assert_eq!(
        seen["reason"],
        "permanent error (550): 5.1.1 <…> nobody of that name"
    );
    assert_eq!(seen["attempts"], 1);
    assert_eq!(happened(&app, "mail.died"), 1);

    let revive = format!("{path}/revive");
    administrator.post(&revive, &json!({})).is(200);
    let arrived = server.wait_for(1).remove(0);
    assert_eq!(
        arrived.header("Subject"),
        "Варта: запрошення · Varta: an invitation"
    );
    let _ = message(&app, "delivered");
    let again = administrator.post(&revive, &json!({}));
    let _ = again.problem(409, "mail_not_dead");
    assert_eq!(happened(&app, "mail.revived"), 1);
    // The command line sees the same.
    let listed = run_with(
        &app.database,
        &server.settings(),
        &["mail", "list", "--region", "UA05000000000010236"],
    );
    assert!(
        listed.said.contains("delivered after 1 attempts"),
        "{}",
        listed.said
    );
}

#[test]
fn nobody_is_flooded_and_no_network_floods() {
    let server = MailServer::start();
    let app = App::start_with_mail(&server);
    address(&app, Person::DispatcherA, "olena@example.org");
    address(&app, Person::StaffWaterA, "shared@example.org");
    address(&app, Person::LeadWaterA, "shared@example.org");
    for _ in 0..5 {
        forgot(&app, "olena@example.org").is(202);
    }
    // A mailbox of several gets a mail for each.
    forgot(&app, "shared@example.org").is(202);
    until("every request is looked up", || {
        let open = app.database.count("password_reset_requests");
        (open == 0).then_some(())
    });
    let mails = |login: &str| {
        let of = format!("outbox WHERE account_id = '{}'", id_of(&app, login));
        app.database.count(&of)
    };
    assert!((1..=3).contains(&mails("dispatcher.a")));
    assert_eq!((mails("staff.water.a"), mails("lead.water.a")), (1, 1));
    for _ in 6..20 {
        forgot(&app, "nobody@example.org").is(202);
    }
    let refused = forgot(&app, "olena@example.org");
    assert!(refused.header("retry-after").is_some());
    let _ = refused.problem(429, "asked_too_often");
    let page = form(&app, "/forgot", &[("email", "olena@example.org")]).is(429);
    assert!(page.text.contains("Забагато запитів"), "{}", page.text);
}

#[test]
fn any_number_of_programs_send_each_mail_once_and_one_that_dies_loses_none() {
    let server = MailServer::start();
    let app = App::start_with_mail(&server);
    let other = app.another_program_with(&server.settings());
    address(&app, Person::DispatcherA, "olena@example.org");
    let sent = 60;
    app.database.run(&format!(
        "INSERT INTO outbox (region_id, id, owner_community, channel, kind, account_id, due_at, created_at)
         SELECT region_id, gen_random_uuid(), owner_community, 'mail', 'invitation', id, now(), now()
         FROM accounts, generate_series(1, {sent}) WHERE login = 'dispatcher.a'"
    ));
    until("all are delivered", || {
        let left = app.database.count("outbox WHERE state = 'waiting'");
        (left == 0).then_some(())
    });
    let names = |letters: Vec<Letter>| {
        let mut names: Vec<_> = letters
            .iter()
            .map(|mail| mail.header("Message-ID"))
            .collect();
        names.sort();
        names.dedup();
        names.len()
    };
    assert_eq!(server.letters().len(), sent);
    assert_eq!(names(server.letters()), sent);

    // It dies while the server takes its time; another one sends the mail when the lease is over.
    drop(other);
    server.expect(&[Mood::IsSlow(Stage::Connect, Duration::from_secs(60))]);
    let invitations = format!("{}/invitations", account(&app, Person::DispatcherA));
    app.administrator_a().post(&invitations, &json!({})).is(201);
    until("it is being sent", || {
        (server.conversations() > sent).then_some(())
    });
    let settings = server.settings();
    let database = app.into_database();
    let leased =
        database.count("outbox WHERE state = 'waiting' AND due_at > now() + interval '4 minutes'");
    assert_eq!(leased, 1);
    database.run("UPDATE outbox SET due_at = now() WHERE state = 'waiting'");
    let _third = varta_tests::harness::Program::serve(&database, &settings);
    assert_eq!(names(server.wait_for(sent + 1)), sent + 1);
}

#[test]
fn without_a_mail_server_whoever_asks_for_a_mail_is_told_so() {
    let app = App::start();
    address(&app, Person::DispatcherA, "olena@example.org");
    let before = app.database.contents();
    let administrator = app.administrator_a();
    let invitations = format!("{}/invitations", account(&app, Person::DispatcherA));
    let _ = administrator
        .post(&invitations, &json!({}))
        .problem(409, "mail_off");
    let new =
        json!({ "login": "new.dispatcher", "name": "Нова людина", "email": "new@example.org" });
    let accounts = app.at(app.a(), "/accounts");
    let _ = administrator.post(&accounts, &new).problem(409, "mail_off");
    let neither = json!({ "login": "new.dispatcher", "name": "Нова людина" });
    let problem = administrator
        .post(&accounts, &neither)
        .problem(422, "invalid_field");
    assert_eq!(problem["field"], "password");
    let _ = forgot(&app, "olena@example.org").problem(409, "mail_off");
    assert!(
        app.anonymous()
            .get("/forgot")
            .is(200)
            .text
            .contains("не налаштовано")
    );
    assert_eq!(app.database.contents(), before);
    let said = run_with(
        &app.database,
        &[],
        &["account", "invite", "--login", "dispatcher.a"],
    );
    assert!(said.complained.contains("mail.host"), "{}", said.complained);
    // An address is needed, and an account that can be signed in to.
    let path = account(&app, Person::StaffWaterA);
    let _ = administrator
        .post(&format!("{path}/invitations"), &json!({}))
        .problem(409, "no_email");
    address(&app, Person::StaffWaterA, "staff@example.org");
    administrator
        .patch(&path, "*", &json!({ "state": "deactivated" }))
        .is(200);
    let _ = administrator
        .post(&format!("{path}/invitations"), &json!({}))
        .problem(409, "account_deactivated");
}

#[test]
fn settings_that_would_send_mail_badly_are_refused() {
    let app = App::start();
    let server = MailServer::start();
    for (name, value, said) in [
        ("VARTA__MAIL__FROM", "not an address", "mail.from"),
        ("VARTA__MAIL__HOST", "192.0.2.1", "mail.encryption"),
        (
            "VARTA__HTTP__PUBLIC_URL",
            "http://varta.example.org",
            "http.public_url",
        ),
        (
            "VARTA__HTTP__PUBLIC_URL",
            "varta.example.org",
            "http.public_url",
        ),
        ("VARTA__MAIL__USER", "varta", "mail.password"),
    ] {
        let mut settings = server.settings().to_vec();
        settings.push((name, value));
        let outcome = run_with(&app.database, &settings, &["serve"]);
        assert_eq!(outcome.code, Some(1), "{name}");
        assert!(outcome.complained.contains(said), "{}", outcome.complained);
    }
}
