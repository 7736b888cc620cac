//! Logs go to standard error; a panic is a line among them.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};

/// Begins to log. A second call changes nothing.
pub fn begin(settings: &Log) -> Result<(), tracing_subscriber::filter::ParseError> {
    let builder = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_new(&settings.filter)?)
        // Colours are for people; a file or a collector gets plain text.
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let begun = match settings.format {
        LogFormat::Json => builder
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .try_init(),
        LogFormat::Text => builder.try_init(),
    };
    if begun.is_ok() {
        std::panic::set_hook(Box::new(|panic| {
            tracing::error!(target: "varta::panic", place = panic.location().map(tracing::field::display), "{panic}");
        }));
    }
    Ok(())
}
