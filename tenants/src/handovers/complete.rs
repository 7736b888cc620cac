//! Tells the sender how it ended.

use super::handover::Answer;
use super::store;
use crate::appeals::{self, Outcome};
use crate::db::{CommunityTx, Tx};
use crate::ids::HandoverId;
use crate::ledger::{Kind, NewEvent};
use crate::text::Words;

/// The receiver has closed its own appeal: the contract is fulfilled.
pub(crate) fn complete(
    tx: &mut CommunityTx<'_>,
    id: HandoverId,
    outcome: Outcome,
    note: Option<&Words>,
) -> Result<(), appeals::Error> {
    let Some((sender, sender_appeal, receiver_number)) = store::complete(tx, id, outcome.code())?
    else {
        return Ok(());
    };
    let answer = Answer {
        region: tx.region(),
        sender,
        sender_appeal,
        receiver_number,
        reason: None,
        proposed: None,
        outcome: Some(outcome.code().to_owned()),
        note: note.map(ToString::to_string),
    };
    tx.record(NewEvent::new(
        tx.community(),
        Kind::HandoverResulted,
        id,
        &answer,
    )?);
    Ok(())
}
