//! Gives events their place in the ledger, a moment after they happened.

use std::time::Duration;

use tenants::ledger;

use super::Job;

pub(super) fn job() -> Job {
    Job {
        name: "sealer",
        run: Box::new(|db| Ok(ledger::seal(db)?.goes_on)),
        idle: Duration::from_millis(50),
    }
}
