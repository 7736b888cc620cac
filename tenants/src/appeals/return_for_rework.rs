//! Returns an appeal to the utility: the caller says that it is not done.

use serde::Serialize;

use super::advance::{Change, Moved, advance};
use super::{Error, Step};
use crate::assignments::{self, Settlement, Touched};
use crate::db::{CommunityTx, Tx};
use crate::ids::AppealId;
use crate::ledger::{Kind, NewEvent};
use crate::text::Words;

/// Sends it back with the reason; the same utility goes on with it. Gives the new version.
pub fn return_for_rework(
    tx: &mut CommunityTx<'_>,
    id: AppealId,
    expected: Option<i32>,
    reason: &Words,
) -> Result<i32, Error> {
    let change = Change {
        is_return: true,
        ..Change::default()
    };
    let moved = advance(tx, id, Step::Return, expected, change)?;
    let touched = assignments::settle(tx, id, Settlement::Returned(reason))?;
    tx.record(NewEvent::new(
        tx.community(),
        Kind::AppealReturned,
        id,
        &Body {
            moved,
            touched,
            reason,
        },
    )?);
    Ok(moved.version)
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(flatten)]
    moved: Moved,
    #[serde(flatten)]
    touched: Option<Touched>,
    reason: &'a Words,
}
