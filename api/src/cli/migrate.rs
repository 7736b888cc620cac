//! `varta migrate`

use std::process::ExitCode;

use clap::Args;
use tenants::db::Migrations;

use super::{Outcome, say};

#[derive(Debug, Args)]
pub(super) struct Migrate {
    /// libpq URL of varta_owner
    #[arg(long, env = "VARTA_MIGRATE_URL", hide_env_values = true)]
    url: String,
}

impl Migrate {
    pub(super) fn run(&self) -> Outcome {
        let applied = Migrations::connect(&self.url)?.run()?;
        if applied.is_empty() {
            say("nothing to migrate");
        }
        for name in applied {
            say(format_args!("migrated {name}"));
        }
        Ok(ExitCode::SUCCESS)
    }
}
