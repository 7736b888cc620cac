//! A second factor that is due: without it there is nothing but setting it up.

use serde_json::json;
use varta_tests::harness::{App, PASSWORD, Person, run_with, text};

use crate::second_factor::{KEY, SETTING, code, enrol, sign_in};
use crate::second_factor_page::send;

const DUTY: &str = "VARTA__AUTH__SECOND_FACTOR_REQUIRED";
const ADMINISTRATORS: &[(&str, &str)] = &[(SETTING, KEY), (DUTY, "administrators")];
const EVERYBODY: &[(&str, &str)] = &[(SETTING, KEY), (DUTY, "everybody")];

/// Somebody of theirs who does what they do first.
fn first_look(app: &App, person: Person) -> String {
    match person {
        Person::StaffWaterA | Person::IntegrationWaterA => {
            app.of_utility(app.a().water, "/assignments")
        }
        Person::Coordinator | Person::RegionAdministrator => app.of_region("/communities"),
        _ => app.at(app.a(), "/services"),
    }
}

fn is_led_there(app: &App, person: Person) {
    let client = app.client(person);
    let looked = client.get(&first_look(app, person));
    let _ = looked.problem(403, "second_factor_required");
    let me = client.get("/api/v1/me").ok();
    assert_eq!(me["second_factor"], false, "{me}");
    assert_eq!(me["second_factor_required"], true, "{me}");
}

fn works_at_once(app: &App, person: Person) {
    let client = app.client(person);
    client.get(&first_look(app, person)).is(200);
    let me = client.get("/api/v1/me").ok();
    assert_eq!(me["second_factor_required"], false, "{me}");
}

#[test]
fn whoever_lacks_the_one_that_is_due_can_set_it_up_and_nothing_else() {
    let app = App::start_with(ADMINISTRATORS);
    for person in [
        Person::AdministratorA,
        Person::Coordinator,
        Person::RegionAdministrator,
    ] {
        is_led_there(&app, person);
        let (secret, _) = enrol(&app, person);
        let typed = code(&app, &secret, 0);
        let session = sign_in(&app, person, PASSWORD, Some(&typed)).ok();
        let client = app.bearer(text(&session["access_token"]));
        client.get(&first_look(&app, person)).is(200);
        let me = client.get("/api/v1/me").ok();
        assert_eq!(me["second_factor_required"], false, "{me}");
        let refreshed = json!({ "refresh_token": session["refresh_token"] });
        let refreshed = client.post("/api/v1/sessions/refresh", &refreshed).ok();
        let client = app.bearer(text(&refreshed["access_token"]));
        client.get(&first_look(&app, person)).is(200);
    }
    for person in [
        Person::DispatcherA,
        Person::StaffWaterA,
        Person::IntegrationA,
    ] {
        works_at_once(&app, person);
    }
}

#[test]
fn it_can_be_due_for_every_person_and_never_for_another_system() {
    let app = App::start_with(EVERYBODY);
    is_led_there(&app, Person::DispatcherA);
    is_led_there(&app, Person::StaffWaterA);
    is_led_there(&app, Person::Coordinator);
    works_at_once(&app, Person::IntegrationA);
}

/// What a role asks for is asked of whoever is given it, in what they have open as well.
#[test]
fn a_role_that_is_given_brings_its_duty() {
    let app = App::start_with(ADMINISTRATORS);
    works_at_once(&app, Person::DispatcherA);
    let session = sign_in(&app, Person::DispatcherA, PASSWORD, None).ok();
    let (secret, _) = enrol(&app, Person::AdministratorA);
    let typed = code(&app, &secret, 0);
    let administrator = sign_in(&app, Person::AdministratorA, PASSWORD, Some(&typed)).ok();
    let administrator = app.bearer(text(&administrator["access_token"]));
    let path = format!("/accounts/{}/memberships", text(&session["account_id"]));
    let role = json!({
        "role": "community_administrator", "scope": "community", "id": app.a().community,
    });
    let granted = administrator.post_if(&app.at(app.a(), &path), "*", &role);
    granted.is(200);
    let refresh = json!({ "refresh_token": session["refresh_token"] });
    let refreshed = app.anonymous().post("/api/v1/sessions/refresh", &refresh);
    let client = app.bearer(text(&refreshed.ok()["access_token"]));
    let looked = client.get(&first_look(&app, Person::DispatcherA));
    let _ = looked.problem(403, "second_factor_required");
}

#[test]
fn a_browser_is_led_to_its_page_until_there_is_one() {
    let app = App::start_with(ADMINISTRATORS);
    let browser = app.browser(Person::AdministratorA);
    for page in ["/", "/console", "/administration", "/region"] {
        let led = browser.get(page).is(303);
        assert_eq!(led.header("location"), Some("/second-factor"), "{page}");
    }
    let page = browser.get("/second-factor").is(200);
    assert!(page.text.contains("Ваша роль потребує"), "{}", page.text);
    let again = browser.get("/login").is(303);
    assert_eq!(again.header("location"), Some("/"));
    let refused = browser.get(&app.at(app.a(), "/appeals"));
    let _ = refused.problem(403, "second_factor_required");

    let token = ("csrf_token", browser.csrf_token());
    let begun = send(&browser, "/second-factor", &[token, ("password", PASSWORD)]).is(200);
    assert!(begun.text.contains("otpauth://totp/"), "{}", begun.text);

    let (secret, _) = enrol(&app, Person::AdministratorA);
    let browser = app.browser_with(Person::AdministratorA, Some(&code(&app, &secret, 0)));
    browser.get("/console").is(200);
    browser.get(&app.at(app.a(), "/appeals")).is(200);
    let page = browser.get("/second-factor").is(200);
    assert!(!page.text.contains("Ваша роль потребує"), "{}", page.text);
}

#[test]
fn what_nobody_could_set_up_is_not_demanded() {
    let app = App::start();
    let serve = run_with(&app.database, &[(DUTY, "administrators")], &["serve"]);
    assert_ne!(serve.code, Some(0));
    let asks = "auth.second_factor_required";
    assert!(serve.complained.contains(asks), "{serve:?}");
    let doctor = run_with(&app.database, &[(DUTY, "everybody")], &["doctor"]);
    assert_ne!(doctor.code, Some(0));
    assert!(doctor.said.contains(asks), "{doctor:?}");
}
