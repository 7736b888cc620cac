//! The dispatcher's queue: what is open, the nearest deadline first.

use super::{Appeal, Error, State, store};
use crate::access::Action;
use crate::clock::Moment;
use crate::db::{CommunityTx, Tx};
use crate::ids::AppealId;

/// Which part of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    pub state: Option<State>,
    /// Only those whose next deadline has passed.
    pub overdue: bool,
}

/// After which row a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueCursor {
    pub due_at: Moment,
    pub id: AppealId,
}

/// A row of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    pub appeal: Appeal,
    pub overdue: bool,
}

/// At most `limit` open appeals after the cursor.
pub fn queue(
    tx: &mut CommunityTx<'_>,
    filter: Filter,
    after: Option<QueueCursor>,
    limit: i64,
) -> Result<Vec<QueueRow>, Error> {
    tx.require(Action::SeeAppeals)?;
    let now = tx.now();
    let before = filter.overdue.then_some(now);
    let appeals = store::queue(tx, filter.state, before, after, limit)?;
    Ok(appeals
        .into_iter()
        .map(|appeal| QueueRow {
            overdue: appeal.is_overdue(now),
            appeal,
        })
        .collect())
}
