//! Takes an offer back that nobody has answered.

use serde::Serialize;

use super::{Error, store};
use crate::access::Action;
use crate::appeals::{self, Change, Moved, Step};
use crate::db::{CommunityTx, Tx};
use crate::ids::{CommunityId, HandoverId};
use crate::ledger::{Kind, NewEvent};

/// The appeal is the sender's to work on again. Gives the version of the contract.
pub fn withdraw(
    tx: &mut CommunityTx<'_>,
    id: HandoverId,
    expected: Option<i32>,
) -> Result<i32, Error> {
    tx.require(Action::OfferHandover)?;
    let handover = match store::lock_offered_by(tx, id, expected) {
        // It was answered, or it is the other side's to take back.
        Err(Error::NotFound) => {
            let seen = store::find(tx, id)?.ok_or(Error::NotFound)?;
            if expected.is_some_and(|expected| expected != seen.version) {
                return Err(Error::Stale {
                    current: seen.version,
                });
            }
            return Err(Error::Answered { state: seen.state });
        }
        locked => locked?,
    };
    let moved = appeals::advance(
        tx,
        handover.appeal,
        Step::WithdrawHandover,
        None,
        Change::default(),
    )?;
    let version = store::withdraw(tx, id)?;
    let body = Body {
        moved,
        handover: id,
        withdrawn_from: handover.to,
    };
    tx.record(NewEvent::new(
        tx.community(),
        Kind::HandoverWithdrawn,
        handover.appeal,
        &body,
    )?);
    Ok(version)
}

#[derive(Serialize)]
struct Body {
    #[serde(flatten)]
    moved: Moved,
    handover: HandoverId,
    withdrawn_from: CommunityId,
}
