//! The program, seen from outside: everything goes through HTTP and the command line; the
//! database is looked at only to see what was kept, or to break it on purpose.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

mod addresses;
mod asvs;
mod bad_input;
mod browsers;
mod bulletins;
mod communities;
mod coverage;
mod deadlines;
mod demo;
mod denials;
mod faults;
mod guesses;
mod headers;
mod health;
mod hostile;
mod import;
mod imports;
mod isolation;
mod keys;
mod ledger;
mod live;
mod logs;
mod mail;
mod mail_tls;
mod many_at_once;
mod migrations;
mod mutations;
mod once;
mod operations;
mod pages;
mod passwords;
mod people;
mod pooled;
mod registry;
mod repeated;
mod ring;
mod screens;
mod second_factor;
mod services;
mod set_up;
mod snapshots;
mod stopping;
mod taken_away;
mod tampering;
mod the_way;
mod times;
mod tokens;
