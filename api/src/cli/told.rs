//! Tells at the command line how far something long has come.

use std::time::{Duration, Instant};

use tenants::housing::Progress;

use super::complain;

const EVERY: Duration = Duration::from_secs(1);

/// Tells at most once a second, and the end.
#[derive(Default)]
pub(super) struct Told {
    last: Option<Instant>,
}

impl Told {
    /// On standard error, so that the report can be kept alone.
    pub(super) fn tell(&mut self, progress: &Progress) {
        self.tell_of("", progress);
    }

    /// Of one place among several, and only where it takes long.
    pub(super) fn tell_long(&mut self, place: &str, progress: &Progress) {
        if progress.elapsed >= EVERY {
            self.tell_of(&format!("{place}: "), progress);
        }
    }

    fn tell_of(&mut self, whose: &str, progress: &Progress) {
        let is_last = progress.read == progress.rows;
        if !is_last && self.last.is_some_and(|last| last.elapsed() < EVERY) {
            return;
        }
        self.last = Some(Instant::now());
        complain(format_args!(
            "{whose}{}: {} of {} rows, {} rows/s, {} s left",
            progress.table,
            progress.read,
            progress.rows,
            progress.rate(),
            progress.left().as_secs()
        ));
    }
}
