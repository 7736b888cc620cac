//! What the console weighs on its way to a browser, and how soon it can be used on a weak link,
//! by the browser's own account and its own switch.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a tool for people: what fails here ends it"
)]

use tempfile::TempDir;

use crate::browser::{Browser, Key, Look};
use crate::demo::{Demo, PASSWORD};
use crate::harness::until;

const DISPATCHER: &str = "dispatcher.ladyzhyn";
/// A village's link on a bad day.
const KILOBITS: i32 = 50;
const LATENCY: u32 = 600;

/// When the console can be used: the cursor waits for a number, and the queue is there.
const USABLE: &str =
    "document.activeElement?.id === 'phone' && document.querySelector('.queue tbody tr')";

/// Prints what the first and every later start take.
pub fn measure() {
    let folder = TempDir::new().expect("a folder");
    let demo = Demo::start(folder.path());
    let browser = Browser::open(demo.base(), Look::DESK);
    // The first asker of a version waits for what is made once; nobody is asked for that here.
    browser.sign_in(DISPATCHER, PASSWORD);
    browser.wait(".queue tbody tr");
    drop(browser);

    println!("{KILOBITS} kbit/s, {LATENCY} ms; bytes with headers, as they came");
    let browser = Browser::open(demo.base(), Look::DESK);
    browser.tell_when("document.querySelector('#password')");
    browser.slow_down(KILOBITS, LATENCY);
    say("the sign-in, nothing kept", &browser, |browser| {
        browser.go("/login")
    });
    browser.slow_down(0, 0);
    browser.tell_when(USABLE);
    browser.say_into("#login", DISPATCHER);
    browser.say_into("#password", PASSWORD);
    browser.slow_down(KILOBITS, LATENCY);
    say("the console, after signing in", &browser, |browser| {
        browser.press(Key::Enter)
    });
    browser.forget_all();
    say(
        "the console, signed in, nothing kept",
        &browser,
        |browser| browser.go("/console"),
    );
    say("the console, every later time", &browser, |browser| {
        browser.go("/console")
    });
}

fn say(what: &str, browser: &Browser, begin: impl Fn(&Browser)) {
    let _ = browser.received();
    begin(browser);
    let usable = until(what, || browser.run("return window.usableAt").as_f64());
    let received = browser.received();
    println!(
        "{what}: {} bytes in {} answers, usable after {:.1} s",
        received.iter().sum::<u64>(),
        received.len(),
        usable / 1000.0,
    );
}
