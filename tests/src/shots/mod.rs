//! Pictures of every screen, at the desk and on a phone, light and dark, to be looked at.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a tool for people: what fails here ends it"
)]

mod scenes;

use std::path::PathBuf;

use scenes::SCENES;

use crate::browser::{Browser, Look};
use crate::demo::{Demo, PASSWORD};

/// Writes them to `target/screenshots`; light ones also as small as a document wants them.
pub fn take() {
    let folder = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../target/screenshots"
    ));
    std::fs::create_dir_all(&folder).expect("a folder");
    let demo = Demo::start(&folder.join("demo"));
    for scene in SCENES {
        for look in [Look::DESK, Look::PHONE] {
            let browser = Browser::open(demo.base(), look);
            if let Some(login) = scene.who {
                browser.sign_in(login, PASSWORD);
            }
            (scene.play)(&browser);
            let name = |look: Look, kind| format!("{}-{}.{kind}", scene.name, look.name());
            browser.picture(&folder.join(name(look, "webp")));
            for look in [look, look.dark()] {
                browser.look(look);
                let file = folder.join(name(look, "png"));
                browser.picture(&file);
                println!("{}", file.display());
            }
        }
    }
}
