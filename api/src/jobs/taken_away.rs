//! Learns what was taken away, so that requests need not ask.

use std::sync::Arc;
use std::time::Duration;

use super::Job;
use crate::auth::StillIn;

pub(super) fn job(still_in: Arc<StillIn>) -> Job {
    Job {
        name: "taken_away",
        run: Box::new(move |db| still_in.read(db).map(|()| false)),
        idle: Duration::from_millis(250),
    }
}
