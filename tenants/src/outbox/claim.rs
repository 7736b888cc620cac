//! Takes the next message that is due, for as long as a lease.

use chrono::Duration;

use super::message::{Channel, Message};
use super::store;
use crate::db::{Db, Error};

/// Longer than sending can take. When whoever claimed a message is gone, another one sends it
/// after this long; it may have been sent already, and then arrives twice under one name.
const LEASE: Duration = Duration::minutes(5);

/// A message that nobody else sends meanwhile. The number of its attempts tells this claim
/// from a later one.
#[derive(Debug, Clone)]
pub struct Claimed(pub(super) Message);

impl Claimed {
    #[must_use]
    pub const fn message(&self) -> &Message {
        &self.0
    }
}

/// Nothing when nothing is due.
pub fn claim(db: &Db, channel: Channel) -> Result<Option<Claimed>, Error> {
    db.in_system("outbox.claim", |tx| {
        let Some(mut message) = store::lock_due(tx, channel)? else {
            return Ok(None);
        };
        message.attempts += 1;
        message.due_at = tx.now() + LEASE;
        store::take(tx, &message)?;
        Ok(Some(Claimed(message)))
    })
}
