//! What is looked at, and how one gets there.

use crate::browser::{Browser, Key};

/// A screen in one of its states.
#[derive(Debug)]
pub(super) struct Scene {
    pub name: &'static str,
    /// Who looks at it.
    pub who: Option<&'static str>,
    pub play: fn(&Browser),
}

const DISPATCHER: Option<&str> = Some("dispatcher.ladyzhyn");
const CREW: Option<&str> = Some("staff.water.ladyzhyn");
const ADMINISTRATOR: Option<&str> = Some("admin.ladyzhyn");
const COORDINATOR: Option<&str> = Some("coordinator");

const fn scene(name: &'static str, who: Option<&'static str>, play: fn(&Browser)) -> Scene {
    Scene { name, who, play }
}

pub(super) const SCENES: &[Scene] = &[
    scene("sign-in", None, |browser| browser.go("/login")),
    scene("sign-in-refused", None, |browser| {
        browser.go("/login");
        browser.say_into("#login", "dispatcher.ladyzhyn");
        browser.say_into("#password", "не той пароль");
        browser.press(Key::Enter);
        browser.wait(".error");
    }),
    scene("missing", DISPATCHER, |browser| browser.go("/nowhere")),
    scene("console", DISPATCHER, |browser| {
        browser.wait(".queue tbody tr")
    }),
    scene("console-queue", DISPATCHER, |browser| {
        browser.wait(".queue tbody tr");
        browser.run("document.querySelector('.sides button:last-child')?.click()");
    }),
    scene("console-empty", DISPATCHER, |browser| {
        browser.wait(".queue tbody tr");
        browser.press(Key::Tab);
        browser.run("document.querySelector('.sides button:last-child')?.click()");
        browser.say_into("#sought", "999999");
        browser.press(Key::Enter);
        browser.wait(".hits");
    }),
    scene("call", DISPATCHER, call),
    scene("call-faults", DISPATCHER, |browser| {
        browser.wait("#phone:focus");
        browser.press(Key::CtrlEnter);
        browser.wait(".fault");
    }),
    scene("keys", DISPATCHER, |browser| {
        browser.wait("#phone:focus");
        browser.press(Key::F(1));
        browser.wait(".keys");
    }),
    scene("offline", DISPATCHER, |browser| {
        call(browser);
        browser.cut(true);
        browser.press(Key::CtrlEnter);
        browser.wait(".unsent-mark");
    }),
    scene("unsent", DISPATCHER, |browser| {
        call(browser);
        browser.cut(true);
        browser.press(Key::CtrlEnter);
        browser.click(".unsent-mark");
        browser.wait(".unsent-list");
    }),
    scene("card", DISPATCHER, card),
    scene("card-step", DISPATCHER, |browser| {
        card(browser);
        browser.press(Key::Plain('2'));
        browser.wait("form.step");
    }),
    scene("locked", DISPATCHER, |browser| {
        browser.wait(".queue tbody tr");
        browser.run("import('varta/start.js').then(({ $modules }) => { $modules['varta/core/api.js'].session.value = 'locked' })");
        browser.wait(".lock");
    }),
    scene("crew", CREW, |browser| browser.wait(".job")),
    scene("crew-assignment", CREW, |browser| {
        browser.click(".job");
        browser.wait(".job-card");
    }),
    scene("crew-report", CREW, |browser| {
        browser.click("#tab-accepted");
        browser.click(".job");
        browser.click(".thumb button:last-child");
        browser.wait("#report");
    }),
    scene("people", ADMINISTRATOR, |browser| part(browser, "people")),
    scene("person", ADMINISTRATOR, |browser| {
        part(browser, "people");
        browser.click(".rows tbody tr:nth-child(2) th button");
        browser.wait(".side");
    }),
    scene("utilities", ADMINISTRATOR, |browser| {
        part(browser, "utilities")
    }),
    scene("responsibilities", ADMINISTRATOR, |browser| {
        part(browser, "responsibilities")
    }),
    scene("coverage", ADMINISTRATOR, |browser| {
        part(browser, "responsibilities");
        browser.click("#pill-coverage");
        browser.wait(".rows .done");
    }),
    scene("services", ADMINISTRATOR, |browser| {
        part(browser, "services")
    }),
    scene("ledger", ADMINISTRATOR, |browser| {
        browser.go("/administration?part=ledger");
        browser.click(".listing-head .main");
        browser.wait(".verdict.done");
    }),
    scene("imports", ADMINISTRATOR, |browser| {
        browser.go("/administration?part=imports");
        browser.wait("#file");
    }),
    scene("communities", Some("region"), |browser| {
        part(browser, "communities")
    }),
    scene("region", COORDINATOR, |browser| browser.wait(".tile")),
    scene("region-community", COORDINATOR, |browser| {
        browser.wait(".tile");
        browser.press(Key::Plain('3'));
        browser.click(".tile.heat-4");
        browser.wait(".inside .late-list, .inside .nothing");
    }),
    scene("region-wall", COORDINATOR, |browser| {
        browser.wait(".tile");
        browser.press(Key::Plain('2'));
        browser.press(Key::Plain('w'));
        browser.wait(".wall");
    }),
];

/// A call almost at its end, with what is known about it.
fn part(browser: &Browser, name: &str) {
    browser.go(&format!("/administration?part={name}"));
    browser.wait(".rows tbody tr");
}

fn call(browser: &Browser) {
    browser.wait("#phone:focus");
    browser.say("067 123 45 67");
    browser.press(Key::Enter);
    browser.say("соборна 1");
    browser.wait("#line-list li");
    browser.press(Key::Enter);
    browser.say("немає холодної");
    browser.press(Key::Enter);
    browser.say("Немає води з самого ранку, у сусідів теж.");
    browser.wait(".known .terms");
}

fn card(browser: &Browser) {
    browser.click(".queue tbody tr:nth-child(3)");
    browser.wait(".history li");
}
