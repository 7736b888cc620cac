//! Forgets sessions that are over and replies that nobody repeats.

use std::time::Duration;

use tenants::accounts;

use super::Job;

pub(super) fn job() -> Job {
    Job {
        name: "expire",
        run: Box::new(|db| {
            let expired = accounts::expire(db)?;
            if expired.sessions > 0 || expired.replies > 0 {
                tracing::info!(
                    sessions = expired.sessions,
                    replies = expired.replies,
                    "forgotten"
                );
            }
            Ok(false)
        }),
        idle: Duration::from_secs(3600),
    }
}
