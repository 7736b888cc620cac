//! `varta ledger`

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};
use tenants::db::Db;
use tenants::ids::LedgerId;
use tenants::ledger::{self, Hash, Head};

use super::{Failure, Outcome, open, say};
use crate::config::Settings;

#[derive(Debug, Subcommand)]
pub(super) enum Ledger {
    /// Prove that nobody rewrote history; exit with 1 when somebody did
    Verify(Verify),
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Write the ledgers' heads here, to be kept elsewhere
    #[arg(long, value_name = "FILE")]
    export_heads: Option<PathBuf>,
    /// Heads exported earlier, which the ledgers must still contain
    #[arg(long, value_name = "FILE")]
    heads: Option<PathBuf>,
}

/// One line of a file of heads.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadLine {
    ledger: LedgerId,
    position: i64,
    hash: String,
}

impl Ledger {
    pub(super) fn run(&self, settings: &Settings) -> Outcome {
        match self {
            Self::Verify(verify) => verify.run(&open(settings)?),
        }
    }
}

impl Verify {
    fn run(&self, db: &Db) -> Outcome {
        let mut exported = self
            .heads
            .as_deref()
            .map(read)
            .transpose()?
            .unwrap_or_default();
        let heads = ledger::heads(db)?;
        let mut broken = 0;
        for head in &heads {
            let verdict = ledger::verify(db, head, exported.remove(&head.ledger).as_ref())?;
            match verdict.broken {
                None => say(format_args!(
                    "{}: {} events, unbroken",
                    verdict.ledger, verdict.events
                )),
                Some(why) => {
                    broken += 1;
                    say(format_args!("{}: BROKEN: {why}", verdict.ledger));
                }
            }
        }
        for ledger in exported.keys() {
            broken += 1;
            say(format_args!(
                "{ledger}: BROKEN: the whole ledger is missing"
            ));
        }
        if broken > 0 {
            return Ok(ExitCode::FAILURE);
        }
        // Heads of a broken ledger are worth nothing, so they are written last.
        if let Some(path) = &self.export_heads {
            fs::write(path, write(&heads)?)?;
        }
        say(format_args!("{} ledgers, all unbroken", heads.len()));
        Ok(ExitCode::SUCCESS)
    }
}

fn write(heads: &[Head]) -> Result<String, Failure> {
    let mut text = String::new();
    for head in heads {
        let line = HeadLine {
            ledger: head.ledger,
            position: head.position,
            hash: hex::encode(head.hash),
        };
        text.push_str(
            &serde_json::to_string(&line).map_err(|error| Failure::Said(error.to_string()))?,
        );
        text.push('\n');
    }
    Ok(text)
}

fn read(path: &Path) -> Result<HashMap<LedgerId, Head>, Failure> {
    fs::read_to_string(path)?
        .lines()
        .zip(1..)
        .map(|(line, number)| {
            parse(line).map(|head| (head.ledger, head)).ok_or_else(|| {
                Failure::Said(format!(
                    "{}, line {number}: not a ledger's head",
                    path.display()
                ))
            })
        })
        .collect()
}

fn parse(line: &str) -> Option<Head> {
    let line: HeadLine = serde_json::from_str(line).ok()?;
    let hash = Hash::try_from(hex::decode(line.hash).ok()?).ok()?;
    Some(Head {
        ledger: line.ledger,
        position: line.position,
        hash,
    })
}
