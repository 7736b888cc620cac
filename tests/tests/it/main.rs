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
mod closed_utility;
mod communities;
mod coverage;
mod crossroads;
mod deadlines;
mod demo;
mod denials;
mod document;
mod faults;
mod guesses;
mod handovers;
mod headers;
mod health;
mod hidden;
mod hostile;
mod import;
mod imports;
mod isolation;
mod keys;
mod ledger;
mod lint;
mod live;
mod live_resumed;
mod logs;
mod mail;
mod mail_links;
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
mod preconditions;
mod reach;
mod references;
mod registry;
mod registry_raced;
mod repeated;
mod retired;
mod ring;
mod routes;
mod screens;
mod second_factor;
mod second_factor_away;
mod second_factor_page;
mod second_factor_required;
mod services;
mod set_up;
mod settlements;
mod snapshots;
mod steps;
mod stopping;
mod street_names;
mod taken_away;
mod tampering;
mod the_way;
mod times;
mod tokens;
mod trial;
mod world;
