//! What should not happen on a night shift and does: a session that ends in the middle of a call,
//! a server that cannot, letters where figures belong, a storm of events. The screen stays usable,
//! says what to do, and loses nothing.

use std::thread;

use serde_json::json;
use varta_tests::browser::{Browser, Key, Look};
use varta_tests::harness::{App, PASSWORD, Person, next_key, until};

use super::{for_all::is_for_all, is_quiet, signed_in, turn};

fn registered(app: &App) -> Vec<String> {
    let queue = app.dispatcher_a().get(&app.at(app.a(), "/appeals")).ok();
    let items = queue["items"].as_array().unwrap();
    let ids = items.iter().map(|one| one["id"].as_str().unwrap());
    ids.map(str::to_owned).collect()
}

fn value(browser: &Browser, id: &str) -> String {
    let found = browser.run(&format!("return document.getElementById({id:?}).value"));
    found.as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_session_that_ends_in_the_middle_of_a_call_loses_nothing() {
    let _turn = turn();
    let app = App::start();
    let console = signed_in(&app, Person::DispatcherA, Look::DESK);
    console.wait(".queue-side .nothing");
    console.say_call("соборна 1", "Сеанс скінчився посеред розмови");
    console.tell_chromium("Network.clearBrowserCookies", &json!({}));
    console.press(Key::CtrlEnter);
    console.wait_for_text("dialog.lock", "Сеанс завершився");
    is_for_all(&console, "the sign-in over a screen");

    // Wrong first, and too often: what is said is what the server says.
    console.say_into("#lock-login", Person::DispatcherA.login());
    until("it is too often", || {
        console.say_into("#lock-password", "не той пароль");
        console.press(Key::Enter);
        console.wait("dialog.lock .error");
        until("it has answered", || {
            (!console.has("dialog.lock .main:disabled")).then_some(())
        });
        console.run("document.getElementById('lock-password').value = ''");
        let said = console.text("dialog.lock .error");
        said.contains("Забагато спроб").then_some(())
    });
    app.database.run("DELETE FROM guess_limits");
    console.say_into("#lock-password", PASSWORD);
    console.press(Key::Enter);
    until("the call is sent", || {
        (registered(&app).len() == 1).then_some(())
    });
    until("the screen is open", || {
        (!console.has("dialog")).then_some(())
    });
    console.wait(".queue tbody tr");
}

#[test]
fn a_screen_that_locked_itself_opens_by_the_password_with_all_that_was_typed() {
    let _turn = turn();
    let app = App::start();
    let console = signed_in(&app, Person::DispatcherA, Look::DESK);
    console.wait(".queue-side .nothing");
    console.say_call("соборна 1", "Екран замкнувся посеред розмови");
    app.database
        .run("UPDATE sessions SET active_at = now() - interval '16 minutes'");
    // Before the call is sent, the screen asks what is known: that locks it.
    console.say_into("#line", ", кв. 5");
    console.wait_for_text("dialog.lock", "Екран заблоковано");
    is_for_all(&console, "a locked screen");
    console.say_into("#lock-password", "не той пароль");
    console.press(Key::Enter);
    console.wait("dialog.lock .error");
    console.run("document.getElementById('lock-password').value = ''");
    console.say_into("#lock-password", PASSWORD);
    console.press(Key::Enter);
    until("the screen is open", || {
        (!console.has("dialog")).then_some(())
    });
    assert_eq!(value(&console, "words"), "Екран замкнувся посеред розмови");
    assert!(value(&console, "line").ends_with("кв. 5"));
    console.press(Key::CtrlEnter);
    until("the call is sent", || {
        (registered(&app).len() == 1).then_some(())
    });
}

#[test]
fn a_server_that_cannot_is_told_from_one_that_refuses() {
    let _turn = turn();
    let app = App::start();
    let console = signed_in(&app, Person::DispatcherA, Look::DESK);
    console.wait(".queue-side .nothing");
    console.say_call("соборна 1", "База зникла посеред розмови");
    app.database.cut_off();
    console.press(Key::CtrlEnter);
    // Kept, said, and the form is free for the next caller.
    console.wait_for_text(".unsent-mark", "1");
    console.wait_for_text(".offline", "Приймайте дзвінки далі");
    console.wait("#phone:focus");
    is_for_all(&console, "a console whose server cannot");
    app.database.let_in();
    until("it is sent", || {
        (!console.has(".unsent-mark")).then_some(())
    });
    assert_eq!(registered(&app).len(), 1);
    until("the link is back", || {
        (!console.has(".offline")).then_some(())
    });
}

#[test]
fn what_cannot_be_taken_is_said_beside_its_field_or_comes_back_with_its_reason() {
    let _turn = turn();
    let app = App::start();
    let console = signed_in(&app, Person::DispatcherA, Look::DESK);
    console.wait("#phone:focus");
    console.say("з таксофону");
    console.press(Key::Enter);
    console.say("Неіснуюча 999999");
    console.press(Key::CtrlEnter);
    console.wait_for_text("#phone-says", "лише цифри");
    console.wait_for_text("#line-says", "Виберіть будинок");
    console.wait_for_text("#service-says", "Виберіть послугу");
    assert_eq!(console.focus(), "phone");
    assert_eq!(value(&console, "line"), "Неіснуюча 999999");
    is_for_all(&console, "a call with faults");

    // More than the field takes gets past it only by a program; the server says so.
    console.run("for (const id of ['phone', 'line']) { const field = document.getElementById(id); field.value = ''; field.dispatchEvent(new Event('input', { bubbles: true })); } document.getElementById('phone').focus()");
    console.say_call("соборна 1", "а");
    console.run("const field = document.querySelector('#words'); field.value = 'а'.repeat(5000); field.dispatchEvent(new Event('input', { bubbles: true }))");
    is_quiet(&console);
    console.press(Key::CtrlEnter);
    console.click(".unsent-mark.late");
    console.wait(".unsent-entry .why");
    is_for_all(&console, "what was refused");
    console.click(".unsent-entry .ways button");
    until("it is back in the form", || {
        (value(&console, "words").chars().count() == 5000).then_some(())
    });
    console.run("const field = document.querySelector('#words'); field.value = 'Коротше'; field.dispatchEvent(new Event('input', { bubbles: true }))");
    console.press(Key::CtrlEnter);
    until("the call is taken", || {
        (registered(&app).len() == 1).then_some(())
    });
}

/// What to ask whom, beside the field in which the address is typed.
#[test]
fn an_address_that_is_not_one_building_says_what_to_ask_the_caller() {
    let _turn = turn();
    let app = App::start();
    let (a, b) = (app.a().community, app.b().community);
    // The same street and house once more in a village here, and a village of the neighbour.
    app.database.run(&format!(
        "WITH village AS (
            INSERT INTO settlements (community_id, id, katottg, name, category)
            VALUES ('{a}', gen_random_uuid(), 'UA05020030020022222', 'Хутір', 'C') RETURNING id),
         street AS (
            INSERT INTO streets (community_id, id, settlement_id, kind, name, search_key)
            SELECT '{a}', gen_random_uuid(), village.id, s.kind, s.name, s.search_key
            FROM village, streets s WHERE s.community_id = '{a}' AND s.name = 'Соборна' RETURNING id)
         INSERT INTO buildings (community_id, id, street_id, number, number_key)
         SELECT '{a}', gen_random_uuid(), street.id, h.number, h.number_key
         FROM street, buildings h JOIN streets s ON s.id = h.street_id
         WHERE h.community_id = '{a}' AND s.name = 'Соборна' AND h.number = '1';
         INSERT INTO settlements (community_id, id, katottg, name, category)
         VALUES ('{b}', gen_random_uuid(), 'UA05020030020011111', 'Тарасівка', 'C')"
    ));
    let console = signed_in(&app, Person::DispatcherA, Look::DESK);
    console.wait("#phone:focus");
    for (line, asked) in [
        ("місто", "Місто: це населений пункт. Спитайте вулицю"),
        ("Соборна 1", "не в одному населеному пункті"),
        ("Соборна 1", "Хутір"),
        ("Тарасівка", "Спитайте, з якої громади дзвонять"),
        ("Тарасівка", "Є в інших громадах: Тарасівка ("),
    ] {
        console.run("const field = document.getElementById('line'); field.value = ''; field.dispatchEvent(new Event('input', { bubbles: true }))");
        console.say_into("#line", line);
        console.wait_for_text("#line-says", asked);
    }
    is_for_all(&console, "an address that leads elsewhere");
    is_quiet(&console);
}

/// Whoever administers the region sees a community, and not what people call about there.
#[test]
fn what_somebody_may_not_see_is_said_where_it_would_stand() {
    let _turn = turn();
    let app = App::start();
    let screen = signed_in(&app, Person::RegionAdministrator, Look::DESK);
    screen.go(&format!("/console?community={}", app.a().community));
    screen.wait_for_text(
        ".queue-side .broken",
        "зверніться до адміністратора громади",
    );
    assert!(
        !screen.has(".broken button"),
        "asking again changes nothing"
    );
    is_for_all(&screen, "a queue that is not for this role");
}

/// As many as 10,000 in a minute, for as long as it takes to say a call.
#[test]
fn a_storm_of_events_neither_moves_the_focus_nor_loses_a_letter() {
    const EVENTS: usize = 600;
    let _turn = turn();
    let app = App::start();
    let appeal = app.register(app.a());
    let console = signed_in(&app, Person::DispatcherA, Look::DESK);
    console.wait(".queue tbody tr");
    let path = app.at(app.a(), &format!("/appeals/{appeal}/calls"));
    let words = json!({ "applicant": {}, "words": "У нас теж" });
    thread::scope(|scope| {
        let storm: Vec<_> = (0..4)
            .map(|_| {
                let client = app.dispatcher_a();
                let (path, words) = (&path, &words);
                scope.spawn(move || {
                    for _ in 0..EVENTS / 4 {
                        let call = client.request(reqwest::Method::POST, path);
                        call.key(&next_key()).json(words).send().is(200);
                    }
                })
            })
            .collect();
        console.say_call("соборна 1", "Буря подій не заважає слухати заявника");
        assert_eq!(console.focus(), "words");
        for one in storm {
            one.join().unwrap();
        }
    });
    assert_eq!(
        value(&console, "words"),
        "Буря подій не заважає слухати заявника"
    );
    console.press(Key::CtrlEnter);
    until("both are on the screen as they are", || {
        let shown = console.text(".queue tbody");
        (shown.contains(&(EVENTS + 1).to_string()) && registered(&app).len() == 2).then_some(())
    });
    is_quiet(&console);
}
