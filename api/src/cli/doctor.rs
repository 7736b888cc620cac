//! `varta doctor`

use std::process::ExitCode;

use tenants::db;

use super::{Outcome, open, say};
use crate::app::factor_key;
use crate::auth::Keys;
use crate::config::Settings;

/// Finds all that is wrong, not only the first.
pub(super) fn run(settings: &Settings) -> Outcome {
    let mut findings = Vec::new();
    if let Err(error) = Keys::read(
        settings.auth.signing_key.expose(),
        &settings.auth.earlier_keys,
    ) {
        findings.push(format!("signing_key: {error}"));
    }
    if let Err(error) = factor_key(settings) {
        findings.push(format!("second_factor: {error}"));
    }
    match open(settings).map(|db| db::check(&db)) {
        Ok(Ok(found)) => {
            findings.extend(
                found
                    .into_iter()
                    .map(|finding| format!("{}: {}", finding.code, finding.message)),
            );
        }
        Ok(Err(error)) => findings.push(format!("database: {error}")),
        Err(failure) => findings.push(failure.to_string()),
    }
    for finding in &findings {
        say(finding);
    }
    if findings.is_empty() {
        say("ready to serve");
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::FAILURE)
}
