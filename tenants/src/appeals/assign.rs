//! Gives an appeal to a utility.

use serde::Serialize;

use super::advance::{Change, Moved, advance};
use super::{Appeal, Error, State, Step, store};
use crate::access::Action;
use crate::assignments::{self, Offer, Settlement, Touched};
use crate::calls;
use crate::db::{CommunityTx, Tx};
use crate::ids::{AppealId, AssignmentId, UtilityId};
use crate::ledger::{Kind, NewEvent};

/// What came of assigning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assigned {
    pub assignment: AssignmentId,
    pub utility: UtilityId,
    pub version: i32,
}

/// Offers the appeal to `utility`, or to whoever was responsible when it was registered. An
/// offer that nobody has accepted yet is withdrawn.
pub fn assign(
    tx: &mut CommunityTx<'_>,
    id: AppealId,
    utility: Option<UtilityId>,
    expected: Option<i32>,
) -> Result<Assigned, Error> {
    tx.require(Action::AssignAppeal)?;
    let appeal = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let utility = utility
        .or_else(|| by_default(&appeal))
        .ok_or(Error::NobodyResponsible)?;
    if !store::serves(tx, utility)? {
        return Err(Error::UnknownUtility);
    }
    let change = Change {
        utility: Some(utility),
        ..Change::default()
    };
    let moved = advance(tx, id, Step::Assign, expected, change)?;
    let withdrawn = if moved.from == State::Assigned.code() {
        assignments::settle(tx, id, Settlement::Withdrawn)?
    } else {
        None
    };
    let first_call = calls::of_appeal(tx, id)?
        .into_iter()
        .next()
        .ok_or(Error::NotFound)?;
    let assignment = assignments::offer(
        tx,
        Offer {
            appeal: id,
            number: appeal.number,
            utility,
            service: appeal.service,
            urgency: appeal.urgency,
            place: appeal.place,
            applicant: first_call.applicant,
            words: first_call.words,
            deadlines: appeal.deadlines,
        },
    );
    let body = Body {
        moved,
        touched: Touched {
            assignment,
            utility,
            assignment_version: 1,
        },
        withdrawn,
    };
    tx.record(NewEvent::new(
        tx.community(),
        Kind::AppealAssigned,
        id,
        &body,
    )?);
    Ok(Assigned {
        assignment,
        utility,
        version: moved.version,
    })
}

/// Whoever was responsible, unless it is they who have just declined.
fn by_default(appeal: &Appeal) -> Option<UtilityId> {
    appeal.responsible.filter(|responsible| {
        appeal.state != State::Declined || appeal.utility != Some(*responsible)
    })
}

#[derive(Serialize)]
struct Body {
    #[serde(flatten)]
    moved: Moved,
    #[serde(flatten)]
    touched: Touched,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<Touched>,
}
