//! What every test stands on. Whatever fails here fails the test that asked for it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a harness: what fails here fails the test"
)]

mod answer;
mod app;
mod browser;
mod client;
mod cluster;
mod database;
mod fixture;
mod follower;
mod letter;
mod mail_server;
mod mail_talk;
mod mail_tls;
mod people;
mod planted;
mod program;
mod raw;
mod until;
mod walk;

pub use answer::Answer;
pub use app::App;
pub use browser::Browser;
pub use client::{Client, Request, next_key};
pub use cluster::cluster;
pub use database::{Database, rows_as};
pub use fixture::{Fixture, Side, fixture};
pub use follower::{Follower, Message};
pub use letter::Letter;
pub use mail_server::MailServer;
pub use mail_talk::{Mood, SENDER, Stage};
pub use mail_tls::Authority;
pub use people::{PASSWORD, Person};
pub use planted::plant;
pub use program::{Outcome, Program, binary, command, run, run_with, signing_key};
pub use raw::{Wire, raw, raw_until_answered};
pub use until::until;
pub use walk::text;
