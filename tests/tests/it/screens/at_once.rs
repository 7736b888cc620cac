//! Two browsers on one community.

use std::time::Instant;

use varta_tests::browser::{Key, Look};
use varta_tests::harness::{App, Person};

use super::{is_quiet, signed_in, turn};

#[test]
fn two_browsers_see_each_others_changes_by_themselves() {
    let _turn = turn();
    let app = App::start();
    let first = signed_in(&app, Person::DispatcherA, Look::DESK);
    let second = signed_in(&app, Person::AdministratorA, Look::DESK);
    for browser in [&first, &second] {
        browser.wait(".queue-side .nothing");
    }
    let begun = Instant::now();
    let appeal = app.register(app.a());
    first.wait(&format!("#row-{appeal}"));
    second.wait(&format!("#row-{appeal}"));
    println!("on both screens after {} ms", begun.elapsed().as_millis());

    first.press(Key::F(7));
    first.press(Key::Enter);
    first.wait("#card-title");
    first.wait(".steps button");
    first.press(Key::Plain('1'));
    first.wait("form.step");
    first.press(Key::CtrlEnter);
    let begun = Instant::now();
    second.wait_for_text(&format!("#row-{appeal}"), "Передана виконавцю");
    println!(
        "the other one's step after {} ms",
        begun.elapsed().as_millis()
    );
    is_quiet(&second);
}
