//! Notes deadlines that have passed.

use std::time::Duration;

use tenants::appeals;

use super::Job;

pub(super) fn job() -> Job {
    Job {
        name: "deadlines",
        run: Box::new(|db| Ok(appeals::note_missed(db)? > 0)),
        idle: Duration::from_millis(1000),
    }
}
