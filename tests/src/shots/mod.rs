//! Pictures of every screen, at the desk and on a phone, light and dark, to be looked at.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a tool for people: what fails here ends it"
)]

mod demo;
mod scenes;

use std::path::PathBuf;

use demo::Demo;
use scenes::SCENES;

use crate::browser::{Browser, Look};

const LOOKS: [Look; 4] = [
    Look::DESK,
    Look::DESK.dark(),
    Look::PHONE,
    Look::PHONE.dark(),
];

/// Writes them to `target/screenshots`.
pub fn take() {
    let folder = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../target/screenshots"
    ));
    std::fs::create_dir_all(&folder).expect("a folder");
    let demo = Demo::start(&folder.join("demo"));
    for scene in SCENES {
        for look in LOOKS {
            let browser = Browser::open(demo.base(), look);
            if let Some(login) = scene.who {
                browser.sign_in(login, demo::PASSWORD);
            }
            (scene.play)(&browser);
            let file = folder.join(format!("{}-{}.png", scene.name, look.name()));
            browser.picture(&file);
            println!("{}", file.display());
        }
    }
}
