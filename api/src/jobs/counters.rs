//! Folds sealed events into the dashboards' counters.

use std::time::Duration;

use tenants::dashboards;

use super::Job;

pub(super) fn job() -> Job {
    Job {
        name: "counters",
        run: Box::new(dashboards::fold),
        idle: Duration::from_millis(100),
    }
}
