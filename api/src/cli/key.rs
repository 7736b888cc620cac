//! `varta key`

use std::process::ExitCode;

use clap::Subcommand;

use super::{Outcome, say};
use crate::auth::generate;

#[derive(Debug, Subcommand)]
pub(super) enum Key {
    /// Print a new signing key, and its public half for `auth.earlier_keys` one day
    Generate,
}

impl Key {
    pub(super) fn run(&self) -> Outcome {
        match self {
            Self::Generate => {
                let (private, public) = generate()?;
                say(format_args!(
                    "{}\n{}",
                    private.trim_end(),
                    public.trim_end()
                ));
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}
