//! Who is turned away, and how: on every route of the document.
//!
//! Whoever is not signed in gets 401. To whoever has no part in it a thing does not exist:
//! 404, and the same answer byte for byte as for one that never existed. Whoever is inside but
//! may not gets 403. None of them writes anything.

use std::collections::HashMap;

use api::auth::{Identity, Keys, Tokens};
use tenants::access::{Membership, Role, Scope};
use tenants::clock::Clock;
use tenants::ids::{AccountId, CommunityId, RegionId, SessionId};
use uuid::Uuid;
use varta_tests::harness::{App, Person, signing_key};

use crate::operations::{OPERATIONS, Route, World, routes, worlds};

/// Of the form of an identifier, and nobody's.
const NOBODYS: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);

#[test]
fn every_operation_of_the_document_has_a_row_in_the_table_and_no_other() {
    let app = App::start();
    let mut documented: Vec<String> = routes(&app)
        .into_iter()
        .filter(|route| route.guarded)
        .map(|route| route.id)
        .collect();
    let mut listed: Vec<String> = OPERATIONS.iter().map(|row| row.id.to_owned()).collect();
    documented.sort();
    listed.sort();
    assert_eq!(documented, listed);
}

/// Guarded routes, with what they are tried upon.
fn tried<'a>(app: &'a App, a: &World<'a>) -> Vec<(Route, String)> {
    routes(app)
        .into_iter()
        .filter(|route| route.guarded)
        .map(|route| {
            let path = route.path(a.values(&route));
            (route, path)
        })
        .collect()
}

#[test]
fn whoever_is_not_signed_in_gets_nowhere() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let tried = tried(&app, &a);
    let before = app.database.contents();
    let nobody = app.anonymous();
    for (route, path) in &tried {
        let refused = route.request(&nobody, &a, path).send();
        assert!(refused.header("www-authenticate").is_some(), "{}", route.id);
        let _ = refused.problem(401, "unauthenticated");
    }
    for (what, token) in bad_tokens(&app) {
        let bearer = app.bearer(&token);
        for (route, path) in &tried {
            let refused = route.request(&bearer, &a, path).send();
            let problem = refused.problem(401, "token_refused");
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

/// Who has no part in what begins like this.
fn strangers(route: &Route) -> &'static [Person] {
    match route.parameters().first() {
        Some(&"region_id") => &[
            Person::DispatcherA,
            Person::AdministratorA,
            Person::StaffElectricity,
            Person::Elsewhere,
        ],
        Some(&"utility_id") => &[
            Person::StaffWaterB,
            Person::StaffHousingA,
            Person::DispatcherA,
            Person::Coordinator,
            Person::RegionAdministrator,
        ],
        Some(_) => &[
            Person::DispatcherB,
            Person::AdministratorB,
            Person::StaffWaterA,
            Person::Elsewhere,
        ],
        None => &[],
    }
}

#[test]
fn what_is_anothers_does_not_exist() {
    let app = App::start();
    let (a, b) = worlds(&app);
    let tried = tried(&app, &a);
    let everybody: Vec<_> = Person::ALL
        .iter()
        .map(|person| app.client(*person))
        .collect();
    assert_eq!(everybody.len(), Person::ALL.len());
    let before = app.database.contents();
    for (route, path) in &tried {
        for stranger in strangers(route) {
            let client = app.client(*stranger);
            let hidden = route.request(&client, &a, path).send();
            let _ = hidden.clone().problem(404, "not_found");
            for name in route.parameters() {
                let missing = route.path(&with(a.values(route), name, NOBODYS));
                let missing = route.request(&client, &a, &missing).send();
                assert_eq!(
                    hidden.without_instance(),
                    missing.without_instance(),
                    "{}",
                    hidden.asked
                );
            }
        }
        inner(&app, route, &a, &b);
    }
    assert_eq!(app.database.contents(), before);
}

/// Inside one's own community, utility or region: what stands in another one, and what stands
/// nowhere.
fn inner(app: &App, route: &Route, a: &World<'_>, b: &World<'_>) {
    let client = app.client(route.operation().by);
    for name in route.parameters().into_iter().skip(1) {
        let missing = route.path(&with(a.values(route), name, NOBODYS));
        let missing = route.request(&client, a, &missing).send();
        let _ = missing.clone().problem(404, "not_found");
        let anothers = &b.values(route)[name];
        if *anothers == a.values(route)[name] {
            continue;
        }
        let hidden = route.path(&with(a.values(route), name, anothers));
        let hidden = route.request(&client, a, &hidden).send();
        assert_eq!(
            hidden.without_instance(),
            missing.without_instance(),
            "{}",
            hidden.asked
        );
    }
}

fn with(
    values: &HashMap<&'static str, String>,
    name: &str,
    value: impl ToString,
) -> HashMap<&'static str, String> {
    let mut values = values.clone();
    *values.get_mut(name).unwrap() = value.to_string();
    values
}

#[test]
fn whoever_is_inside_and_may_not_is_told_so_and_whoever_may_is_not() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let tried = tried(&app, &a);
    for person in Person::ALL {
        let _ = app.client(*person);
    }
    let before = app.database.contents();
    for (route, path) in &tried {
        let Some(person) = route.operation().not else {
            continue;
        };
        let problem = route
            .request(&app.client(person), &a, path)
            .send()
            .problem(403, "forbidden");
        assert!(problem["action"].is_string(), "{}: {problem}", route.id);
    }
    assert_eq!(app.database.contents(), before);

    // Without this a route that turns everybody away would pass. Ending the session and taking
    // memberships away come last, so that nobody else is turned away because of them.
    let last = |id: &str| id == "sessions.end" || id.starts_with("accounts.revoke");
    let (last, first): (Vec<_>, Vec<_>) = tried.iter().partition(|(route, _)| last(&route.id));
    for (route, path) in first.into_iter().chain(last) {
        let answer = route
            .request(&app.client(route.operation().by), &a, path)
            .send();
        let taken = (200..300).contains(&answer.status) || answer.status == 409;
        assert!(taken, "{}: {} {}", answer.asked, answer.status, answer.text);
    }
}
