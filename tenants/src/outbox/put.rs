//! Leaves a message to be sent, in the transaction that asks for it.

use super::message::{Message, MessageState, NewMessage};
use super::store;
use crate::clock::Moment;
use crate::db::{Error, SystemTx, Tx};
use crate::ids::MessageId;

pub fn put(tx: &mut impl Tx, new: NewMessage) -> Result<Message, Error> {
    let message = message(new, tx.now());
    store::insert(tx.conn(), &message)?;
    Ok(message)
}

/// The same for background work.
pub fn put_in_background(tx: &mut SystemTx<'_>, new: NewMessage) -> Result<Message, Error> {
    let message = message(new, tx.now());
    store::insert(tx.conn(), &message)?;
    Ok(message)
}

fn message(new: NewMessage, now: Moment) -> Message {
    Message {
        region_id: new.region,
        id: MessageId::new(),
        owner_community: new.owner_community,
        channel: new.channel,
        occasion: new.occasion,
        account_id: new.account,
        state: MessageState::Waiting,
        attempts: 0,
        due_at: now,
        reason: None,
        created_at: now,
        settled_at: None,
    }
}
