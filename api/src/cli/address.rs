//! `varta address`

use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, Subcommand};
use tenants::access::Actor;
use tenants::db::Db;
use tenants::housing::{self, AddressCheck, Progress, Share, Table};
use tenants::regions::Katottg;

use super::place::{InRegion, community};
use super::told::Told;
use super::{Outcome, open, say};
use crate::config::Settings;

/// Buildings of one transaction: few round trips, and none of them long.
const AT_ONCE: usize = 50;

#[derive(Debug, Subcommand)]
pub(super) enum Address {
    /// Measure the look-up on a registry; exit with 1 when it misses too much
    Check(Check),
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    place: InRegion,
    /// KATOTTG code of the community whose registry it is
    #[arg(long, value_name = "KATOTTG")]
    community: Katottg,
    /// Try every so-many-th distortion of each address, another one from building to building
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=8))]
    every: u8,
    /// Print lines that were missed
    #[arg(long)]
    missed: bool,
}

impl Address {
    pub(super) fn run(&self, settings: &Settings) -> Outcome {
        match self {
            Self::Check(check) => check.run(&open(settings)?),
        }
    }
}

impl Check {
    fn run(&self, db: &Db) -> Outcome {
        let region = self.place.find(db)?;
        let community = community(db, &region, &self.community)?.id;
        let actor = Actor::operator(region.id);
        let all = db.in_community("housing.addresses", &actor, community, housing::addresses)?;
        let mut done = AddressCheck::new();
        let (mut told, mut read, started) = (Told::default(), 0, Instant::now());
        let count = |of: usize| u64::try_from(of).unwrap_or(u64::MAX);
        for some in all.chunks(AT_ONCE) {
            let before = done.clone();
            done = db.in_community("housing.check", &actor, community, |tx| {
                let mut done = before.clone();
                housing::check(tx, some, self.every.into(), &mut done)?;
                Ok::<_, housing::Error>(done)
            })?;
            read += count(some.len());
            let progress = Progress {
                table: Table::Buildings,
                read,
                rows: count(all.len()),
                elapsed: started.elapsed(),
            };
            told.tell_long("address check", &progress);
        }
        print(&done);
        if self.missed {
            print_missed(&done);
        }
        Ok(if done.is_passed() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

fn print(done: &AddressCheck) {
    say(format_args!(
        "{:<20} {:>8} {:>9} {:>9} {:>6}",
        "адреса", "спроб", "перша", "з трьох", "мета"
    ));
    line("printed", &done.printed, "100 %");
    for (distortion, share) in &done.distorted {
        line(
            distortion.code(),
            share,
            &format!("{} %", distortion.goal()),
        );
    }
}

fn line(what: &str, share: &Share, goal: &str) {
    say(format_args!(
        "{what:<20} {:>8} {:>7.2} % {:>7.2} % {goal:>6}",
        share.tried,
        Share::percent(share.first, share.tried),
        Share::percent(share.near, share.tried),
    ));
}

fn print_missed(done: &AddressCheck) {
    let all = done.distorted.iter().map(|(_, share)| share);
    for share in std::iter::once(&done.printed).chain(all) {
        for (typed, offered) in &share.missed {
            let offered = offered.as_deref().unwrap_or("—");
            say(format_args!("{typed} → {offered}"));
        }
    }
}
