//! `varta config`

use std::process::ExitCode;

use super::{Outcome, say};
use crate::config::Settings;

pub(super) fn run(settings: &Settings) -> Outcome {
    say(toml::to_string(settings)?.trim_end());
    Ok(ExitCode::SUCCESS)
}
