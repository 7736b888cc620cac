//! The screens in a real Chromium: each role's way, two at once, without a link, by keys alone,
//! and for those who cannot see them.

mod alone;
mod at_once;
mod for_all;
mod trouble;
mod ways;

use std::sync::{Mutex, MutexGuard, PoisonError};

use varta_tests::browser::{Browser, Look};
use varta_tests::harness::{App, PASSWORD, Person};

/// Browsers are heavy: one such test at a time leaves the machine to the others.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn signed_in(app: &App, person: Person, look: Look) -> Browser {
    let browser = Browser::open(app.program().base(), look);
    browser.sign_in(person.login(), PASSWORD);
    browser
}

/// Nothing went wrong that nobody saw, and nobody else was asked.
#[track_caller]
fn is_quiet(browser: &Browser) {
    let complaints = browser.complaints();
    assert!(complaints.is_empty(), "{complaints:#?}");
    let strangers = browser.strangers();
    assert!(strangers.is_empty(), "{strangers:#?}");
}
