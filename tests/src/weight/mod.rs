//! What the console weighs on its way to a browser, and how soon it can be used on a weak link,
//! by the browser's own account and its own switch.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a tool for people: what fails here ends it"
)]

use tempfile::TempDir;

use crate::browser::{Browser, Key, Look, Received};
use crate::demo::{Demo, PASSWORD};
use crate::harness::until;

const DISPATCHER: &str = "dispatcher.ladyzhyn";
/// A village's link on a bad day.
const KILOBITS: i32 = 50;
const LATENCY: u32 = 600;

/// When somebody can type who they are.
const ENTRANCE: &str = "document.querySelector('#password')";
/// When everything that the sign-in page asks for ahead has come.
const PREPARED: &str = "document.querySelector('#password') && \
     [...document.querySelectorAll('link[rel=prefetch]')].every((link) => \
     performance.getEntriesByName(link.href).some((one) => one.responseEnd))";
/// When the console can be used: the cursor waits for a number, and the queue is there.
const USABLE: &str =
    "document.activeElement?.id === 'phone' && document.querySelector('.queue tbody tr')";

/// Prints what the first and every later start take.
pub fn measure() {
    let folder = TempDir::new().expect("a folder");
    let demo = Demo::start(folder.path());
    let warm = Browser::open(demo.base(), Look::DESK);
    // The first asker of a version waits for what is made once; nobody is asked for that here.
    warm.sign_in(DISPATCHER, PASSWORD);
    warm.wait(".queue tbody tr");
    drop(warm);

    println!("{KILOBITS} kbit/s, {LATENCY} ms; bytes as they came");
    let at_once = Browser::open(demo.base(), Look::DESK);
    type_in(&at_once, ENTRANCE, "the sign-in page, nothing kept");
    sign_in(&at_once, "the console, signed in to in no time");
    drop(at_once);

    let browser = Browser::open(demo.base(), Look::DESK);
    type_in(
        &browser,
        PREPARED,
        "the sign-in page with what comes while one types",
    );
    sign_in(&browser, "the console, signed in to after that");
    browser.wait_for_the_worker();
    say("the console, every later time", &browser, |browser| {
        browser.go("/console")
    });
    browser.forget_all();
    say(
        "the console, signed in, nothing kept",
        &browser,
        |browser| browser.go("/console"),
    );
}

/// The sign-in page, and what is typed there without the link's delay.
fn type_in(browser: &Browser, condition: &str, what: &str) {
    browser.tell_when(condition);
    browser.slow_down(KILOBITS, LATENCY);
    say(what, browser, |browser| browser.go("/login"));
    browser.say_into("#login", DISPATCHER);
    browser.say_into("#password", PASSWORD);
}

fn sign_in(browser: &Browser, what: &str) {
    browser.tell_when(USABLE);
    say(what, browser, |browser| browser.press(Key::Enter));
}

fn say(what: &str, browser: &Browser, begin: impl Fn(&Browser)) {
    let _ = browser.received();
    browser.run("window.usableAt = undefined");
    begin(browser);
    let usable = until(what, || browser.run("return window.usableAt").as_f64());
    let received = browser.received();
    let sum = |of: fn(&Received) -> u64| received.iter().map(of).sum::<u64>();
    println!(
        "{what}: {} bytes, of these {} headers, in {} answers, usable after {:.1} s",
        sum(|one| one.bytes),
        sum(|one| one.headers),
        received.len(),
        usable / 1000.0,
    );
    for Received {
        bytes,
        headers,
        address,
    } in received
    {
        println!("  {bytes:>6} {headers:>5} {address}");
    }
}
