//! Closes an appeal, after the caller was asked.

use serde::Serialize;

use super::advance::{Change, Moved, advance};
use super::{Error, Outcome, State, Step, store};
use crate::assignments::{self, Settlement, Touched};
use crate::db::{CommunityTx, Tx};
use crate::handovers;
use crate::ids::AppealId;
use crate::ledger::{Kind, NewEvent};
use crate::text::Words;

/// Closes with an outcome and, if there is something to say, a note. Gives the new version.
pub fn close(
    tx: &mut CommunityTx<'_>,
    id: AppealId,
    expected: Option<i32>,
    outcome: Outcome,
    note: Option<&Words>,
) -> Result<i32, Error> {
    let change = Change {
        outcome: Some(outcome),
        ..Change::default()
    };
    let moved = advance(tx, id, Step::Close, expected, change)?;
    let touched = if moved.from == State::Reported.code() {
        assignments::settle(tx, id, Settlement::Confirmed)?
    } else if [State::Assigned, State::InWork, State::OnSite, State::Rework]
        .iter()
        .any(|state| state.code() == moved.from)
    {
        assignments::settle(tx, id, Settlement::Withdrawn)?
    } else {
        None
    };
    tx.record(NewEvent::new(
        tx.community(),
        Kind::AppealClosed,
        id,
        &Body {
            moved,
            touched,
            outcome: outcome.code(),
            note,
        },
    )?);
    fulfil(tx, id, outcome, note)?;
    Ok(moved.version)
}

/// Tells the community from which a closed appeal came, if it came from one.
pub(crate) fn fulfil(
    tx: &mut CommunityTx<'_>,
    id: AppealId,
    outcome: Outcome,
    note: Option<&Words>,
) -> Result<(), Error> {
    match store::received_by(tx, id)? {
        Some(handover) => handovers::complete(tx, handover, outcome, note),
        None => Ok(()),
    }
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(flatten)]
    moved: Moved,
    #[serde(flatten)]
    touched: Option<Touched>,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a Words>,
}
