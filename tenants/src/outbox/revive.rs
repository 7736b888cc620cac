//! Sends a dead message again.

use super::message::{Message, MessageState};
use super::store;
use crate::db::{Error, Tx};

/// From its first attempt on. Nothing comes back when it is not dead any more.
pub fn revive(tx: &mut impl Tx, dead: Message) -> Result<Option<Message>, Error> {
    let now = tx.now();
    let revived = store::revive(tx, &dead, now)?;
    Ok(revived.then_some(Message {
        state: MessageState::Waiting,
        attempts: 0,
        due_at: now,
        settled_at: None,
        ..dead
    }))
}
