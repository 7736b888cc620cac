//! `varta openapi`

use std::process::ExitCode;

use super::{Outcome, say};
use crate::document::Document;

#[allow(clippy::unnecessary_wraps, reason = "every command ends the same way")]
pub(super) fn run() -> Outcome {
    say(Document::new().json);
    Ok(ExitCode::SUCCESS)
}
