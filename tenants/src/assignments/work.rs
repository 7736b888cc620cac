//! What accepting, arriving, declining and reporting have in common.

use serde::Serialize;

use super::{AssignmentState, Error, Touched, Worked, step_store as store};
use crate::appeals::{self, Moved, Step};
use crate::db::{Tx, UtilityTx};
use crate::ids::AssignmentId;
use crate::ledger::{Kind, NewEvent};
use crate::text::Words;

/// What the utility says with its step.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct Said<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'a Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressee: Option<&'a Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<&'a Words>,
}

/// Takes a step on the assignment and on its appeal, in this order of locks: appeal, then
/// assignment, as the dispatcher's verbs do.
pub(super) fn work(
    tx: &mut UtilityTx<'_>,
    id: AssignmentId,
    step: Step,
    kind: Kind,
    expected: Option<i32>,
    said: Said<'_>,
) -> Result<Worked, Error> {
    let role = tx.require(step.action())?;
    let held = store::find_held(tx, id)?.ok_or(Error::NotFound)?;
    if expected.is_some_and(|expected| expected != held.version) {
        return Err(Error::Stale {
            current: held.version,
        });
    }
    let illegal = |state: AssignmentState| Error::IllegalStep {
        state,
        step,
        legal: state.steps(role),
    };
    let to = held.state.after(step).ok_or_else(|| illegal(held.state))?;
    let moved = appeals::advance_by_utility(tx, held.community, held.appeal, step)?;
    let Some(version) = store::take_step(tx, &held, to, said)? else {
        // Somebody came between: it stands as they left it.
        let now = store::find_held(tx, id)?.ok_or(Error::NotFound)?;
        return Err(illegal(now.state));
    };
    let utility = tx.utility();
    let body = Body {
        moved,
        touched: Touched {
            assignment: id,
            utility,
            assignment_version: version,
        },
        said,
    };
    tx.record(NewEvent::new(held.community, kind, held.appeal, &body)?.by_utility(utility));
    Ok(Worked {
        id,
        state: to,
        version,
    })
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(flatten)]
    moved: Moved,
    #[serde(flatten)]
    touched: Touched,
    #[serde(flatten)]
    said: Said<'a>,
}
