//! For those who cannot see the screens, or not well: axe on each of them, in both themes.

use std::process::Command;
use std::sync::OnceLock;

use varta_tests::browser::{Browser, Key, Look};
use varta_tests::harness::{App, Person};

use super::{signed_in, turn};

/// axe-core, fetched by npm and kept beside the build: its licence keeps it out of the product.
fn library() -> &'static str {
    static LIBRARY: OnceLock<String> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
        let fetched = Command::new(".ci/vendor")
            .current_dir(root)
            .args(["get", "axe-core", "4.14.1", "axe.min.js"])
            .output()
            .expect(".ci/vendor runs");
        let file = String::from_utf8_lossy(&fetched.stdout).trim().to_owned();
        std::fs::read_to_string(&file).expect("axe-core: npm is needed for it")
    })
}

#[track_caller]
pub(super) fn is_for_all(browser: &Browser, what: &str) {
    for look in [
        Look::DESK,
        Look::DESK.dark(),
        Look::PHONE,
        Look::PHONE.dark(),
    ] {
        browser.look(look);
        let faults = browser.axe(library());
        assert!(faults.is_empty(), "{what} at {}: {faults:#?}", look.name());
    }
    browser.look(Look::DESK);
}

#[test]
fn every_screen_is_for_all_in_every_theme_and_size() {
    let _turn = turn();
    let app = App::start();
    let appeal = app.register(app.a());
    let _ = app.assign(app.a(), appeal);
    let _ = app.walk_to_the_end(app.a());

    let browser = Browser::open(app.program().base(), Look::DESK);
    browser.go("/login");
    is_for_all(&browser, "the sign-in");
    browser.go("/nowhere");
    is_for_all(&browser, "a failure");
    drop(browser);

    let console = signed_in(&app, Person::DispatcherA, Look::DESK);
    console.wait(".queue tbody tr");
    is_for_all(&console, "the console");
    console.say_into("#line", "соборна 1");
    console.wait("#line-list li");
    is_for_all(&console, "the console with candidates");
    console.press(Key::Enter);
    console.wait(".known");
    is_for_all(&console, "what is known");
    console.go(&format!("/appeals/{appeal}"));
    console.wait(".history li");
    is_for_all(&console, "the card");
    console.press(Key::Plain('2'));
    console.wait("form.step");
    is_for_all(&console, "a step of the card");
    console.press(Key::Escape);
    console.press(Key::F(1));
    console.wait(".keys");
    is_for_all(&console, "the sheet of keys");
    drop(console);

    let crew = signed_in(&app, Person::StaffWaterA, Look::PHONE);
    crew.wait(".job");
    is_for_all(&crew, "the crew's inbox");
    crew.click(".job");
    crew.wait(".job-card");
    is_for_all(&crew, "an assignment");
    drop(crew);

    let region = signed_in(&app, Person::Coordinator, Look::DESK);
    region.wait(".tile");
    is_for_all(&region, "the region");
    region.click(&format!("#tile-{}", app.a().community));
    region.wait(".inside");
    is_for_all(&region, "a community");
    region.press(Key::Escape);
    region.press(Key::Plain('w'));
    region.wait(".region.wall");
    is_for_all(&region, "the wall");
    region.go("/crew");
    region.wait(".nothing");
    is_for_all(&region, "a screen that somebody has no work on");
}

#[test]
fn every_part_of_administration_is_for_all_in_every_theme_and_size() {
    let _turn = turn();
    let app = App::start();
    let desk = signed_in(&app, Person::AdministratorA, Look::DESK);
    for (part, ready) in [
        ("people", ".rows"),
        ("utilities", ".rows"),
        ("responsibilities", ".rows"),
        ("services", ".rows"),
        ("imports", ".nothing"),
        ("ledger", ".facts"),
    ] {
        desk.go(&format!("/administration?part={part}"));
        desk.wait(ready);
        is_for_all(&desk, part);
        if desk.run("return Boolean(document.querySelector('.rows tbody th button'))") == true {
            desk.click(".rows tbody th button");
            desk.wait(".side form");
            is_for_all(&desk, &format!("{part}, one of them"));
        }
    }
    desk.go("/administration?part=responsibilities");
    desk.click("#pill-coverage");
    desk.wait(".rows");
    is_for_all(&desk, "coverage");
    drop(desk);
    let region = signed_in(&app, Person::RegionAdministrator, Look::DESK);
    region.go("/administration");
    region.wait(".rows");
    is_for_all(&region, "the communities");
}
