//! How soon a dispatcher sees what another one does, and whether a screen can be worked with
//! while ten thousand events a minute come in; in real browsers, by their own account.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool for people: what fails here ends it"
)]

use std::thread;
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::json;

use crate::browser::{Browser, Key, Look};
use crate::harness::{App, PASSWORD, Person, next_key, until};

/// Calls that one dispatcher registers while another one looks.
const CALLS: usize = 20;
/// Events of the storm, and how long it lasts.
const EVENTS: u32 = 10_000;
const MINUTE: Duration = Duration::from_mins(1);
/// Clients that make it, each in one appeal of its own.
const CLIENTS: u32 = 4;

/// Prints both.
pub fn measure() {
    let app = App::start();
    see_each_other(&app);
    stand_a_storm(&app);
}

fn signed_in(app: &App, person: Person) -> Browser {
    let browser = Browser::open(app.program().base(), Look::DESK);
    browser.sign_in(person.login(), PASSWORD);
    browser.wait("#phone:focus");
    browser
}

fn see_each_other(app: &App) {
    let first = signed_in(app, Person::DispatcherA);
    let second = signed_in(app, Person::AdministratorA);
    second.wait(".queue-side .nothing");
    // In the page itself: asking over WebDriver takes a while of its own.
    second.run(
        "window.seen = []; new MutationObserver(() => { \
         const rows = document.querySelectorAll('.queue tbody tr').length; \
         while (window.seen.length < rows) window.seen.push(Date.now()); \
         }).observe(document.body, { childList: true, subtree: true })",
    );
    let mut took = Vec::new();
    for number in 0..CALLS {
        first.say_call("соборна 1", "Немає води");
        first.run("addEventListener('keydown', () => (window.pressed = Date.now()), { once: true, capture: true })");
        first.press(Key::CtrlEnter);
        let at = |browser: &Browser, what: &str| {
            let moment = browser.run(&format!("return window.{what} ?? null"));
            moment.as_i64()
        };
        let seen = until("the other one sees it", || {
            at(&second, &format!("seen[{number}]"))
        });
        took.push(seen - at(&first, "pressed").expect("a key was pressed"));
        // A queue that has just been looked at rests for a moment.
        thread::sleep(Duration::from_millis(700));
    }
    took.sort_unstable();
    println!(
        "from the key that registers a call until it stands in another browser's queue, {CALLS} calls: \
         median {} ms, worst {} ms",
        took.get(CALLS / 2).expect("calls"),
        took.last().expect("calls"),
    );
}

fn stand_a_storm(app: &App) {
    let console = signed_in(app, Person::DispatcherA);
    console.wait(".queue tbody tr");
    console.run(
        "window.slowest = 0; window.blocked = 0; \
         new PerformanceObserver((list) => list.getEntries().forEach((one) => { \
         window.slowest = Math.max(window.slowest, one.duration); })) \
         .observe({ type: 'event', durationThreshold: 16 }); \
         new PerformanceObserver((list) => list.getEntries().forEach((one) => { \
         window.blocked = Math.max(window.blocked, one.duration); })).observe({ type: 'longtask' })",
    );
    console.run("document.getElementById('words').focus()");
    let begun = Instant::now();
    let typed = thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| join_steadily(app, begun));
        }
        let mut typed = String::new();
        while begun.elapsed() < MINUTE {
            console.say("вода ");
            typed.push_str("вода ");
            thread::sleep(Duration::from_millis(100));
        }
        typed
    });
    let stormed = begun.elapsed();
    let shown = (EVENTS / CLIENTS + 1).to_string();
    until("the last one is on the screen", || {
        let rows = console
            .text(".queue tbody")
            .replace(char::is_whitespace, "");
        rows.contains(&shown).then_some(())
    });
    let late = begun.elapsed().saturating_sub(stormed);
    let kept = console.run("return document.getElementById('words').value");
    assert_eq!(kept, typed.as_str(), "no letter is lost");
    println!(
        "{EVENTS} events in {:.1} s, {} letters typed and kept: the slowest key was painted after {} ms, \
         the longest task took {} ms, the last event stood in the queue {:.1} s after the storm",
        stormed.as_secs_f64(),
        typed.chars().count(),
        console.run("return window.slowest"),
        console.run("return window.blocked"),
        late.as_secs_f64(),
    );
}

/// Its share of the storm, evenly over the minute.
fn join_steadily(app: &App, begun: Instant) {
    let client = app.dispatcher_a();
    let appeal = app.register(app.a());
    let path = app.at(app.a(), &format!("/appeals/{appeal}/calls"));
    let share = EVENTS / CLIENTS;
    for number in 0..share {
        let due = begun + MINUTE * number / share;
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let call = client.request(Method::POST, &path).key(&next_key());
        let words = json!({ "applicant": {}, "words": "У нас теж" });
        let _ = call.json(&words).send().is(200);
    }
}
