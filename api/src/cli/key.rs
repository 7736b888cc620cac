//! `varta key`: how to replace the key that signs stands in the README.

use std::process::ExitCode;

use clap::Subcommand;

use super::{Outcome, say};
use crate::auth::{Keys, generate, public_half};
use crate::config::{ConfigError, Settings};

#[derive(Debug, Subcommand)]
pub(super) enum Key {
    /// Print a new signing key, and its public half for `auth.earlier_keys` one day
    Generate,
    /// Print the public half of the signing key in force, for `auth.earlier_keys`
    Public,
    /// Print the names of the keys in force, as tokens say them (`kid`): the one that signs first
    Names,
}

impl Key {
    pub(super) fn run(&self, settings: impl FnOnce() -> Result<Settings, ConfigError>) -> Outcome {
        match self {
            Self::Generate => {
                let (private, public) = generate()?;
                say(format_args!(
                    "{}\n{}",
                    private.trim_end(),
                    public.trim_end()
                ));
            }
            Self::Public => {
                let public = public_half(settings()?.auth.signing_key.expose())?;
                say(public.trim_end());
            }
            Self::Names => {
                let auth = settings()?.auth;
                let keys = Keys::read(auth.signing_key.expose(), &auth.earlier_keys)?;
                say(format_args!("{} signs", keys.name()));
                for name in keys.earlier() {
                    say(format_args!("{name} is accepted"));
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
