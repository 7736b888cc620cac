//! Refuses a hand-over.

use super::handover::Answer;
use super::{Error, HandoverState, store};
use crate::access::Action;
use crate::db::{CommunityTx, Tx};
use crate::ids::{CommunityId, HandoverId};
use crate::ledger::{Kind, NewEvent};
use crate::text::Words;

/// Why not, and whose it is instead, if that is known.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub reason: Words,
    pub proposed: Option<CommunityId>,
}

/// Refuses what was offered to this community; the appeal goes back to the sender.
pub fn refuse(
    tx: &mut CommunityTx<'_>,
    id: HandoverId,
    refusal: &Refusal,
    expected: Option<i32>,
) -> Result<i32, Error> {
    tx.require(Action::AnswerHandover)?;
    let handover = store::lock_offered(tx, id, expected)?;
    if refusal.proposed == Some(tx.community()) {
        return Err(Error::OwnCommunity);
    }
    if let Some(proposed) = refusal.proposed
        && !store::is_active_community(tx, proposed)?
    {
        return Err(Error::UnknownCommunity);
    }
    let decision = store::Decision {
        state: HandoverState::Refused,
        receiver_appeal: None,
        refusal_reason: Some(&refusal.reason),
        proposed: refusal.proposed,
    };
    let version = store::decide(tx, id, decision)?;
    let answer = Answer {
        region: tx.region(),
        sender: handover.from,
        sender_appeal: handover.appeal,
        receiver_number: None,
        reason: Some(refusal.reason.as_str().to_owned()),
        proposed: refusal.proposed,
        outcome: None,
        note: None,
    };
    tx.record(NewEvent::new(
        tx.community(),
        Kind::HandoverTurnedAway,
        id,
        &answer,
    )?);
    Ok(version)
}
