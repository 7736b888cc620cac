//! Hand-overs that this community sent or received.

use super::{Error, Handover, store};
use crate::access::Action;
use crate::clock::Moment;
use crate::db::CommunityTx;
use crate::ids::HandoverId;

/// Which side this community is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Sent,
    Received,
}

/// After which hand-over a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListCursor {
    /// Whether it waited for an answer.
    pub offered: bool,
    pub offered_at: Moment,
    pub id: HandoverId,
}

/// At most `limit` after the cursor, the newest first; those that wait for an answer before all
/// others.
pub fn list(
    tx: &mut CommunityTx<'_>,
    direction: Direction,
    after: Option<ListCursor>,
    limit: i64,
) -> Result<Vec<Handover>, Error> {
    tx.require(Action::SeeHandovers)?;
    store::list(tx, direction, after, limit)
}

/// One hand-over of which this community is a side.
pub fn find(tx: &mut CommunityTx<'_>, id: HandoverId) -> Result<Handover, Error> {
    tx.require(Action::SeeHandovers)?;
    store::find(tx, id)?.ok_or(Error::NotFound)
}
