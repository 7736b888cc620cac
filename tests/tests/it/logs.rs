//! Nothing of a person and nothing secret gets into a log. The harness looks through what
//! every program of every test says, at its most talkative; here is what would make it say
//! the most, and a proof that the look is not blind.

use serde_json::json;
use varta_tests::harness::{App, PASSWORD, fixture, plant, run_with, text};

#[test]
fn a_whole_way_with_every_refusal_on_it_leaves_no_trace_of_anybody() {
    let app = App::start_with(&[("VARTA__LOG__FILTER", "trace,mio=off")]);
    let appeal = app.walk_to_the_end(app.a());
    let dispatcher = app.dispatcher_a();
    let search = app.at(app.a(), "/appeals/search");
    for sought in [
        json!({ "phone": "+380671234567" }),
        json!({ "phone": "0671234567" }),
        json!({ "name": "Олена" }),
    ] {
        let _ = dispatcher.post(&search, &sought);
    }
    // Refused, and not written down either.
    for query in ["phone=0671234567", "name=%D0%9E%D0%BB%D0%B5%D0%BD%D0%B0"] {
        let _ = dispatcher.get(&format!("{search}?{query}"));
    }
    for number in ["+380671234567", "067 123 45 67", "0671234567"] {
        plant(number);
    }
    // Refused at every depth: by the type, by the state, by the database.
    let mut wrong = app.appeal(app.a(), "WAT-NO");
    wrong["applicant"]["phone"] = "не телефон, а скарга".into();
    let _ = dispatcher
        .post(&app.at(app.a(), "/appeals"), &wrong)
        .problem(422, "invalid_field");
    let close = app.at(app.a(), &format!("/appeals/{appeal}/close"));
    let again = json!({ "outcome": "resolved", "note": "Заявниця Олена Коваль" });
    let _ = dispatcher
        .post_if(&close, "*", &again)
        .problem(409, "illegal_step");
    let taken = json!({
        "login": "dispatcher.a", "name": "Олена Коваль", "password": PASSWORD,
        "memberships": [{ "role": "dispatcher", "scope": "community", "id": app.a().community }],
    });
    let accounts = app.at(app.a(), "/accounts");
    let _ = app
        .administrator_a()
        .post(&accounts, &taken)
        .problem(409, "login_taken");
    let guess = json!({ "login": "dispatcher.a", "password": "хибний пароль" });
    let _ = app
        .anonymous()
        .post("/api/v1/sessions", &guess)
        .problem(401, "sign_in_refused");
    app.database.cut_off();
    let _ = dispatcher.post(&app.at(app.a(), "/appeals"), &app.appeal(app.a(), "WAT-NO"));
    assert!(text(&app.appeal(app.a(), "WAT-NO")["words"]).starts_with("Немає води"));
}

#[test]
#[should_panic(expected = "said in confidence")]
fn a_log_that_holds_what_was_planted_fails_its_test() {
    // A wrong setting is complained about by its value.
    let secret = "заповітне-слово-0190";
    plant(secret);
    let _ = run_with(
        &fixture().copy(),
        &[("VARTA__LOG__FORMAT", secret)],
        &["doctor"],
    );
}
