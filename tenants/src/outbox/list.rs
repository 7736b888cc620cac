//! Looks messages up. Whether somebody may is asked by whoever keeps the accounts.

use super::message::{Message, MessageState};
use super::store;
use crate::db::{Error, Tx};
use crate::ids::{CommunityId, MessageId, RegionId};

/// The latest first, before one that was seen; of one community, or of the whole region.
pub fn list(
    tx: &mut impl Tx,
    region: RegionId,
    community: Option<CommunityId>,
    state: Option<MessageState>,
    before: Option<MessageId>,
    limit: i64,
) -> Result<Vec<Message>, Error> {
    store::list(tx, region, community, state, before, limit)
}

pub fn find(
    tx: &mut impl Tx,
    region: RegionId,
    community: Option<CommunityId>,
    id: MessageId,
) -> Result<Option<Message>, Error> {
    store::find(tx, region, community, id)
}
