//! The utility's inbox, and the assignments of one appeal.

use super::{Assignment, AssignmentState, Error, store};
use crate::access::Action;
use crate::clock::Moment;
use crate::db::{CommunityTx, UtilityTx};
use crate::ids::{AppealId, AssignmentId};

/// After which row a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InboxCursor {
    pub due_at: Moment,
    pub id: AssignmentId,
}

/// Open assignments of the utility from all its communities, the nearest deadline first.
pub fn inbox(
    tx: &mut UtilityTx<'_>,
    state: Option<AssignmentState>,
    after: Option<InboxCursor>,
    limit: i64,
) -> Result<Vec<Assignment>, Error> {
    tx.require(Action::SeeAssignments)?;
    store::inbox(tx, state, after, limit)
}

/// One of the utility's assignments.
pub fn find(tx: &mut UtilityTx<'_>, id: AssignmentId) -> Result<Assignment, Error> {
    tx.require(Action::SeeAssignments)?;
    store::find(tx, id)?.ok_or(Error::NotFound)
}

/// To whom an appeal was given, the first one first.
pub fn of_appeal(tx: &mut CommunityTx<'_>, appeal: AppealId) -> Result<Vec<Assignment>, Error> {
    tx.require(Action::SeeAppeals)?;
    store::of_appeal(tx, appeal)
}
