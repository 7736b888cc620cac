//! Forgets what is no longer of use.

use std::time::Duration;

use tenants::accounts;

use super::Job;

pub(super) fn job() -> Job {
    Job {
        name: "expire",
        run: Box::new(|db| {
            let expired = accounts::expire(db)?;
            if expired != accounts::Expired::default() {
                tracing::info!(
                    sessions = expired.sessions,
                    replies = expired.replies,
                    links = expired.links,
                    mails = expired.mails,
                    "forgotten"
                );
            }
            Ok(false)
        }),
        idle: Duration::from_secs(3600),
    }
}
