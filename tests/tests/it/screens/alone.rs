//! Without a link: what is done is kept, survives a reload and a closed browser, and arrives
//! exactly once.

use std::net::TcpStream;

use serde_json::json;
use uuid::Uuid;
use varta_tests::browser::{Browser, Key, Look};
use varta_tests::harness::{App, Person, until};

use super::{for_all::is_for_all, signed_in, turn};

fn take_call(console: &Browser, words: &str) {
    console.say_call("соборна 3", words);
    console.press(Key::CtrlEnter);
}

fn unsent(browser: &Browser) -> String {
    browser.text(".unsent-mark")
}

#[test]
fn twenty_calls_taken_without_a_link_arrive_exactly_once() {
    let _turn = turn();
    let app = App::start();
    let console = signed_in(&app, Person::DispatcherA, Look::DESK);
    console.wait(".queue-side .nothing");
    console.wait_for_the_worker();
    console.cut(true);
    for number in 1..=10 {
        take_call(&console, &format!("Дзвінок {number}"));
    }
    console.wait_for_text(".unsent-mark", "10");
    console.reload();
    console.wait_for_text(".unsent-mark", "10");
    for number in 11..=20 {
        take_call(&console, &format!("Дзвінок {number}"));
    }
    console.wait_for_text(".unsent-mark", "20");
    console.say("Розмова, що триває");
    let console = console.reopen(Look::DESK);
    console.go("/console");
    until("all is sent", || {
        (console.has(".queue tbody tr") && unsent(&console).is_empty()).then_some(())
    });
    let path = app.at(app.a(), "/appeals?limit=100");
    let queue = app.dispatcher_a().get(&path).ok();
    let items = queue["items"].as_array().unwrap();
    assert_eq!(items.len(), 20);
    assert!(
        items.iter().all(|one| one["state"] == "assigned"),
        "{items:?}"
    );
    // The call in hand, too, is where it was.
    assert_eq!(
        console.run("return document.querySelector('#phone').value"),
        "Розмова, що триває"
    );
}

#[test]
fn what_a_crew_does_without_a_link_arrives_exactly_once() {
    let _turn = turn();
    let app = App::start();
    let jobs: Vec<(Uuid, Uuid)> = (0..5)
        .map(|_| {
            let appeal = app.register(app.a());
            (appeal, app.assign(app.a(), appeal))
        })
        .collect();
    for (_, assignment) in jobs.iter().take(2) {
        app.work(app.a(), *assignment, "accept", &json!({}));
    }
    let phone = signed_in(&app, Person::StaffWaterA, Look::PHONE);
    phone.wait_for_text("#tab-offered", "3");
    phone.wait_for_the_worker();
    phone.cut(true);
    for left in (0..3).rev() {
        phone.click(".job");
        phone.click(".thumb .main");
        phone.wait_for_text("#tab-offered", &left.to_string());
    }
    phone.reload();
    phone.wait_for_text(".unsent-mark", "3");
    phone.click("#tab-accepted");
    for done in 1..=2 {
        phone.click(".job:not(:has(.unsent))");
        phone.click(".thumb button:last-child");
        phone.say_into("#report", "Воду дали");
        phone.click(".thumb .main");
        phone.wait_for_text(".unsent-mark", &(3 + done).to_string());
    }
    phone.cut(false);
    until("all is sent", || unsent(&phone).is_empty().then_some(()));
    let done: Vec<String> = jobs
        .iter()
        .map(|(appeal, _)| {
            app.card(app.a(), *appeal)["state"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(
        done,
        ["reported", "reported", "in_work", "in_work", "in_work"]
    );
    for (appeal, _) in &jobs {
        let path = app.at(app.a(), &format!("/appeals/{appeal}/history"));
        let history = app.dispatcher_a().get(&path).ok();
        let times = |kind: &str| {
            let steps = history["items"].as_array().unwrap();
            steps.iter().filter(|step| step["kind"] == kind).count()
        };
        assert_eq!(times("assignment.accepted"), 1);
        assert!(times("assignment.reported") <= 1);
    }
}

#[test]
fn the_console_opens_and_takes_calls_while_the_program_is_away() {
    let _turn = turn();
    let app = App::start();
    let console = signed_in(&app, Person::DispatcherA, Look::DESK);
    console.wait(".queue-side .nothing");
    console.wait_for_the_worker();
    let address = app.program().base().replace("http://", "");
    app.program().ask_to_stop();
    until("nobody answers", || {
        TcpStream::connect(&address).is_err().then_some(())
    });
    let console = console.reopen(Look::DESK);
    console.go("/console");
    console.wait_for_text(".offline", "Приймайте дзвінки далі");
    take_call(&console, "Програми немає");
    console.wait_for_text(".unsent-mark", "1");
    is_for_all(&console, "a console without a server");
    let _again = app.another_program_with(&[("VARTA__HTTP__BIND", &address)]);
    until("it is sent", || unsent(&console).is_empty().then_some(()));
    let queue = app.dispatcher_a().get(&app.at(app.a(), "/appeals")).ok();
    assert_eq!(queue["items"].as_array().unwrap().len(), 1);
}
