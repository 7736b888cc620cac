//! Accepts a hand-over: the receiver registers an appeal of its own.

use super::handover::Answer;
use super::{Error, HandoverState, store};
use crate::access::Action;
use crate::appeals::{self, Appeal, Received};
use crate::db::{CommunityTx, Tx};
use crate::ids::{BuildingId, HandoverId};
use crate::ledger::{Kind, NewEvent};

/// The receiver's own appeal, and the version of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    pub appeal: Appeal,
    pub version: i32,
}

/// Accepts what was offered to this community. `building` is where it is in its own
/// registry, if it is there.
pub fn accept(
    tx: &mut CommunityTx<'_>,
    id: HandoverId,
    building: Option<BuildingId>,
    expected: Option<i32>,
) -> Result<Accepted, Error> {
    tx.require(Action::AnswerHandover)?;
    let handover = store::lock_offered(tx, id, expected)?;
    let received = Received {
        handover: id,
        service: handover.service,
        building,
        place: handover.place,
        applicant: handover.applicant,
        words: handover.words,
    };
    let appeal = appeals::receive(tx, &received)?;
    let decision = store::Decision {
        state: HandoverState::Accepted,
        receiver_appeal: Some((appeal.id, appeal.number)),
        refusal_reason: None,
        proposed: None,
    };
    let version = store::decide(tx, id, decision)?;
    let answer = Answer {
        region: tx.region(),
        sender: handover.from,
        sender_appeal: handover.appeal,
        receiver_number: Some(appeal.number),
        reason: None,
        proposed: None,
        outcome: None,
        note: None,
    };
    tx.record(NewEvent::new(
        tx.community(),
        Kind::HandoverTaken,
        id,
        &answer,
    )?);
    Ok(Accepted { appeal, version })
}
