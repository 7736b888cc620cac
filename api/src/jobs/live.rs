//! Tells those who listen what the ledger has that is new.

use std::sync::Arc;
use std::time::Duration;

use super::Job;
use crate::live::Hub;

pub(super) fn job(hub: Arc<Hub>) -> Job {
    Job {
        name: "live",
        run: Box::new(move |db| hub.turn(db)),
        idle: Duration::from_millis(50),
    }
}
