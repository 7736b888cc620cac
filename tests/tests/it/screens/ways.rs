//! Each role's main way, from the sign-in to done, and how many keys a call takes.

use serde_json::json;
use varta_tests::browser::{Browser, Key, Look};
use varta_tests::harness::{App, Person, until};

use super::{for_all::is_for_all, is_quiet, signed_in, turn};

#[test]
fn a_call_is_registered_and_assigned_by_at_most_twelve_keys_besides_the_text() {
    let _turn = turn();
    let app = App::start();
    let console = signed_in(&app, Person::DispatcherA, Look::DESK);
    console.wait("#phone:focus");
    console.press(Key::F(2));
    console.say("067 123 45 67");
    console.press(Key::Enter);
    console.say("соборна 2");
    console.press(Key::Enter);
    until("the building is taken", || {
        (console.focus() == "service").then_some(())
    });
    console.say("немає холодної");
    console.press(Key::Enter);
    console.say("Немає води з самого ранку");
    console.press(Key::CtrlEnter);
    console.wait(".notice.done");
    let keys = console.presses();
    assert!(keys <= 12, "{keys} keys");
    println!("from the ring to registered and assigned: {keys} keys besides the text");

    // And it is there, with whoever is responsible.
    let queue = app.dispatcher_a().get(&app.at(app.a(), "/appeals")).ok();
    let appeal = &queue["items"][0];
    assert_eq!(appeal["state"], "assigned");
    assert_eq!(appeal["utility_id"], json!(app.a().water));
    console.wait(".queue tbody tr");
    is_quiet(&console);
}

#[test]
fn a_dispatcher_closes_what_a_crew_has_reported_and_reads_its_history() {
    let _turn = turn();
    let app = App::start();
    let appeal = app.register(app.a());
    let _ = app.assign(app.a(), appeal);

    let phone = signed_in(&app, Person::StaffWaterA, Look::PHONE);
    phone.click(".job");
    phone.click(".thumb .main");
    phone.wait_for_text("#tab-accepted", "1");
    phone.click("#tab-accepted");
    phone.click(".job");
    phone.click(".thumb .main");
    phone.wait(".state.on_site");
    phone.click(".thumb .main");
    phone.say_into("#report", "Замінено засувку");
    phone.click(".thumb .main");
    phone.wait(".notice.done");
    is_quiet(&phone);

    let console = signed_in(&app, Person::DispatcherA, Look::DESK);
    console.go(&format!("/appeals/{appeal}"));
    console.wait_for_text(".history", "Бригада на місці");
    console.wait_for_text(".history", "Виконавець повідомив про виконання");
    console.wait_for_text(".card", "Замінено засувку");
    console.click("[aria-pressed].main");
    console.say_into("#note", "Заявниця підтвердила");
    console.press(Key::CtrlEnter);
    console.wait_for_text(".history", "Закрито");
    assert_eq!(app.card(app.a(), appeal)["outcome"], "resolved");
    is_quiet(&console);
}

#[test]
fn a_coordinator_sees_every_community_and_what_is_in_one() {
    let _turn = turn();
    let app = App::start();
    let _ = app.register(app.a());
    app.database.settle();
    let wall = signed_in(&app, Person::Coordinator, Look::DESK);
    wall.wait(".tile");
    until("all three communities", || {
        (wall.run("return document.querySelectorAll('.tile').length") == 3).then_some(())
    });
    wall.wait_for_text(".totals", "1");
    wall.click(&format!("#tile-{}", app.a().community));
    wall.wait_for_text(".inside", "Ладижинська");
    wall.press(Key::Escape);
    wall.press(Key::Plain('w'));
    wall.wait(".region.wall");
    is_quiet(&wall);
}

#[test]
fn an_administrator_takes_a_dispatcher_in_tries_a_file_and_verifies_the_ledger() {
    const PASSWORD: &str = "кінь батарея скріпка";
    let _turn = turn();
    let app = App::start();
    let _ = app.walk_to_the_end(app.a());
    app.database.settle();
    let desk = signed_in(&app, Person::AdministratorA, Look::DESK);
    desk.go("/administration");
    desk.wait(".rows tbody tr");
    desk.press(Key::Plain('n'));
    desk.say_into("#name", "Нова Диспетчерка");
    desk.say_into("#login", "new.dispatcher");
    desk.click(".side .check input");
    desk.say_into("#password", PASSWORD);
    desk.click(".side .main");
    desk.wait_for_text(".side-title", "Нова Диспетчерка");
    desk.wait_for_text(".given", "диспетчер");

    desk.go("/administration?part=imports");
    desk.wait("#file");
    desk.run(
        "const file = new File(['settlement,street_code,street,old_name,russian_name,colloquial_name\\nUA05020110000049613,1,вул. Кленова,,,\\nUA05020110000049613,2,,,,\\n'], 'streets.csv');
         const given = new DataTransfer(); given.items.add(file);
         document.querySelector('#file').files = given.files; document.querySelector('#table').value = 'streets'",
    );
    desk.click(".sheet-form .main");
    desk.wait_for_text(".tallies", "Завершено");
    desk.wait_for_text(".tallies", "Відхилені рядки (1)");

    desk.go("/administration?part=ledger");
    desk.click(".listing-head .main");
    desk.wait(".verdict.done");
    is_quiet(&desk);

    let console = Browser::open(app.program().base(), Look::DESK);
    console.sign_in("new.dispatcher", PASSWORD);
    console.wait("#phone");
    is_quiet(&console);
}

#[test]
fn a_correction_that_met_another_is_shown_side_by_side() {
    let _turn = turn();
    let app = App::start();
    let appeal = app.register(app.a());
    let console = signed_in(&app, Person::DispatcherA, Look::DESK);
    console.go(&format!("/appeals/{appeal}"));
    console.wait(".steps button:last-child");
    // The form goes on from the version on which it was opened, whatever comes meanwhile.
    console.click(".steps button:last-child");
    console.say_into("#edit-words", " І тиску немає");
    let etag = format!("\"{}\"", app.card(app.a(), appeal)["version"]);
    let words = json!({ "words": "Інші слова" });
    let path = app.at(app.a(), &format!("/appeals/{appeal}"));
    let _ = app.administrator_a().patch(&path, &etag, &words).is(200);
    console.press(Key::CtrlEnter);
    console.wait_for_text(".conflict", "Інші слова");
    console.wait_for_text(".conflict", "І тиску немає");
    is_for_all(&console, "two who correct the same card");
    console.click("dialog .main");
    until("mine is kept", || {
        let card = app.card(app.a(), appeal);
        let words = card["calls"][0]["words"].as_str()?.to_owned();
        words.contains("І тиску немає").then_some(())
    });
}
