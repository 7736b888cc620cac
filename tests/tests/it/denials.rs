//! Who is turned away, and how: on every route of the document.
//!
//! Whoever is not signed in, or no longer, gets 401; whoever is inside but may not, 403. None of
//! them writes anything. What is another's is not there at all: `hidden.rs`.

use api::auth::{Identity, Keys, Tokens};
use serde_json::json;
use tenants::access::{Membership, Role, Scope};
use tenants::clock::Clock;
use tenants::ids::{AccountId, CommunityId, RegionId, SessionId};
use varta_tests::harness::{App, PASSWORD, Person, signing_key, text, until};

use crate::document::Document;
use crate::operations::{OPEN, OPERATIONS};
use crate::routes::Route;
use crate::trial::{Trial, guarded};
use crate::world::{NOBODYS, worlds};

#[test]
fn every_operation_of_the_document_has_a_row_in_the_table_and_no_other() {
    let app = App::start();
    let document = Document::of(&app);
    let (closed, open): (Vec<Route>, Vec<Route>) = document
        .routes()
        .into_iter()
        .partition(|route| route.guarded);
    let open = open
        .into_iter()
        .filter(|route| document.takes_a_body(route));
    let ids = |routes: &mut dyn Iterator<Item = Route>| {
        let mut ids: Vec<String> = routes.map(|route| route.id).collect();
        ids.sort();
        ids
    };
    let mut listed: Vec<&str> = OPERATIONS.iter().map(|row| row.id).collect();
    listed.sort_unstable();
    assert_eq!(ids(&mut closed.into_iter()), listed);
    let mut listed: Vec<&str> = OPEN.iter().map(|(id, _)| *id).collect();
    listed.sort_unstable();
    assert_eq!(ids(&mut open.into_iter()), listed);
    // What takes a body is tried with one.
    let (a, _) = worlds(&app);
    for trial in guarded(&app, &a) {
        assert_eq!(
            trial.body.is_null(),
            !document.takes_a_body(&trial.route),
            "{}",
            trial.route.id
        );
    }
}

#[test]
fn whoever_is_not_signed_in_gets_nowhere() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = guarded(&app, &a);
    let before = app.database.contents();
    let nobody = app.anonymous();
    for trial in &trials {
        let refused = trial.by(&nobody);
        assert!(
            refused.header("www-authenticate").is_some(),
            "{}",
            trial.route.id
        );
        let _ = refused.problem(401, "unauthenticated");
    }
    for (what, token) in bad_tokens(&app) {
        let bearer = app.bearer(&token);
        for trial in &trials {
            let problem = trial.by(&bearer).problem(401, "token_refused");
            assert!(problem["reason"].is_string(), "{what}: {problem}");
        }
    }
    assert_eq!(app.database.contents(), before);
}

/// Tokens that name the dispatcher of A rightly, and are no good all the same.
fn bad_tokens(app: &App) -> Vec<(&'static str, String)> {
    let good = app.dispatcher_a();
    let settings = api::config::load(None).unwrap().auth;
    let community = CommunityId::from_uuid(app.a().community);
    let identity = Identity {
        account: AccountId::from_uuid(NOBODYS),
        version: 1,
        session: SessionId::from_uuid(NOBODYS),
        region: RegionId::from_uuid(app.fixture.region),
        second_factor: false,
        memberships: vec![Membership {
            role: Role::Dispatcher,
            scope: Scope::Community(community),
        }],
    };
    let issue = |key: &str, clock: Clock, audience: &str| {
        let mut settings = settings.clone();
        settings.audience = audience.to_owned();
        let tokens = Tokens::new(Keys::read(key, "").unwrap(), &settings, clock);
        tokens.issue(&identity).unwrap().token
    };
    let now = Clock::default();
    let (other_key, _) = api::auth::generate().unwrap();
    let token = issue(signing_key(), now.clone(), "varta");
    good.with_token(&token)
        .get(&app.at(app.a(), "/appeals"))
        .is(200);
    let (head, rest) = token.split_once('.').unwrap();
    let (claims, _) = rest.split_once('.').unwrap();
    vec![
        ("garbage", "garbage".to_owned()),
        (
            "expired",
            issue(
                signing_key(),
                Clock::fixed(now.ago(chrono::Duration::hours(1))),
                "varta",
            ),
        ),
        (
            "not yet",
            issue(
                signing_key(),
                Clock::fixed(now.ago(chrono::Duration::hours(-1))),
                "varta",
            ),
        ),
        ("of another key", issue(&other_key, now.clone(), "varta")),
        ("for another program", issue(signing_key(), now, "another")),
        ("unsigned", format!("{head}.{claims}.")),
    ]
}

/// Everybody in whose name a route is asked was let in a moment ago, and is turned away now.
fn everybody_is_out(app: &App, trials: &[Trial<'_>], who: impl Fn(Person) -> bool) {
    let gone: Vec<_> = Person::ALL
        .iter()
        .filter(|person| who(**person))
        .map(|person| app.client(*person))
        .collect();
    for client in &gone {
        until("the token is refused", || {
            (client.get("/api/v1/me").status == 401).then_some(())
        });
    }
    let before = app.database.contents();
    for trial in trials {
        let own = trial.route.operation().by;
        // Whoever may, and somebody else of those who are out.
        let asking = gone
            .iter()
            .filter(|client| client.name() == own.login())
            .chain(gone.first());
        for client in asking {
            let problem = trial.by(client).problem(401, "token_refused");
            assert!(
                text(&problem["reason"]).contains("taken away"),
                "{}: {problem}",
                trial.route.id
            );
        }
    }
    assert_eq!(app.database.contents(), before);
}

#[test]
fn whoever_is_deactivated_gets_nowhere() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = guarded(&app, &a);
    let everybody = app.region_administrator();
    let another = json!({
        "login": "another.administrator", "name": "Інша людина", "password": PASSWORD,
        "memberships": [{ "role": "region_administrator", "scope": "region", "id": app.fixture.region }],
    });
    let created = everybody.post(&app.of_region("/accounts"), &another);
    let _ = created.created();
    let signed_in = json!({ "login": "another.administrator", "password": PASSWORD });
    let session = app.anonymous().post("/api/v1/sessions", &signed_in).ok();
    let another = app.bearer(text(&session["access_token"]));
    let asked = |person: Person| {
        trials
            .iter()
            .any(|trial| trial.route.operation().by == person)
    };
    for person in Person::ALL.iter().filter(|person| asked(**person)) {
        app.client(*person).get("/api/v1/me").is(200);
        let login = person.login();
        let id = app
            .database
            .value(&format!("SELECT id FROM accounts WHERE login = '{login}'"));
        let path = app.of_region(&format!("/accounts/{}", text(&id)));
        let change = json!({ "state": "deactivated" });
        another.patch(&path, "*", &change).is(200);
    }
    everybody_is_out(&app, &trials, asked);
}

#[test]
fn whoever_is_of_a_suspended_community_gets_nowhere() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = guarded(&app, &a);
    let of_a = |person: Person| {
        let count = format!(
            "memberships m JOIN accounts a ON a.id = m.account_id \
             WHERE a.login = '{}' AND a.owner_community = '{}'",
            person.login(),
            app.a().community
        );
        app.database.count(&count) > 0
    };
    for person in Person::ALL.iter().filter(|person| of_a(**person)) {
        app.client(*person).get("/api/v1/me").is(200);
    }
    let change = json!({ "state": "suspended" });
    let suspended = app
        .region_administrator()
        .patch(&app.at(app.a(), ""), "*", &change);
    suspended.is(200);
    everybody_is_out(&app, &trials, of_a);
    // Others go on working.
    app.dispatcher_b().get(&app.at(app.b(), "/appeals")).is(200);
    app.coordinator().get(&app.of_region("/counts")).is(200);
}

#[test]
fn whoever_is_inside_and_may_not_is_told_so_and_whoever_may_is_not() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = guarded(&app, &a);
    for person in Person::ALL {
        let _ = app.client(*person);
    }
    let before = app.database.contents();
    for trial in &trials {
        let Some(person) = trial.route.operation().not else {
            continue;
        };
        let problem = trial.by(&app.client(person)).problem(403, "forbidden");
        assert!(
            problem["action"].is_string(),
            "{}: {problem}",
            trial.route.id
        );
    }
    assert_eq!(app.database.contents(), before);

    // Without this a route that turns everybody away would pass. Ending the session and taking
    // memberships away come last, so that nobody else is turned away because of them.
    let last = |id: &str| id == "sessions.end" || id.starts_with("accounts.revoke");
    let (last, first): (Vec<_>, Vec<_>) = trials.iter().partition(|trial| last(&trial.route.id));
    for trial in first.into_iter().chain(last) {
        let answer = trial.by(&trial.client);
        // As things stand it may come too late, or too early: that, too, is known only inside.
        let taken = (200..300).contains(&answer.status) || [409, 410].contains(&answer.status);
        assert!(taken, "{}: {} {}", answer.asked, answer.status, answer.text);
    }
}

/// Where the table names nobody who is inside and may not, there must be nobody.
#[test]
fn nobody_is_left_out_of_the_table_of_those_who_may_not() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = guarded(&app, &a).into_iter();
    // Nobody needs any right to see and to end what is their own.
    let open = |trial: &Trial<'_>| {
        trial.route.operation().not.is_none() && !trial.route.parameters().is_empty()
    };
    for trial in trials.filter(open) {
        for person in Person::ALL {
            let answer = trial.by(&app.client(*person));
            assert_ne!(
                answer.status, 403,
                "{} may not: the row of {} must say so",
                answer.asked, trial.route.id
            );
        }
    }
}
