//! A real Chromium, driven over WebDriver: what a person sees and presses.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a harness: what fails here fails the test"
)]

mod driver;
mod keys;
mod look;
mod page;
mod watch;

pub use keys::Key;
pub use look::Look;
pub use page::Browser;
pub use watch::Received;
