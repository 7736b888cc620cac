//! Carries answers to hand-overs into the sender's ledger.

use std::time::Duration;

use tenants::handovers;

use super::Job;

pub(super) fn job() -> Job {
    Job {
        name: "relay",
        run: Box::new(handovers::relay),
        idle: Duration::from_millis(100),
    }
}
