//! `varta serve`

use std::process::ExitCode;

use tenants::clock::Clock;

use super::{Outcome, say};
use crate::app::App;
use crate::config::Settings;
use crate::{logging, server};

pub(super) fn run(settings: Settings) -> Outcome {
    logging::begin(&settings.log)?;
    let app = App::new(settings, Clock::default())?;
    server::serve(app, |address| {
        say(format_args!("listening on http://{address}"))
    })?;
    Ok(ExitCode::SUCCESS)
}
