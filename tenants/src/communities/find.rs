//! Looks one community up.

use super::community::{Community, CommunityError};
use super::store;
use crate::access::Action;
use crate::db::{CommunityTx, RegionTx};
use crate::ids::CommunityId;

/// One community of the region.
pub fn find(tx: &mut RegionTx<'_>, id: CommunityId) -> Result<Community, CommunityError> {
    tx.require(Action::SeeRegion)?;
    let region = tx.region();
    store::find(tx, region, id)?.ok_or(CommunityError::NotFound)
}

/// The community of this transaction.
pub fn own(tx: &mut CommunityTx<'_>) -> Result<Community, CommunityError> {
    tx.require(Action::SeeCommunity)?;
    let (region, id) = (tx.region(), tx.community());
    store::find(tx, region, id)?.ok_or(CommunityError::NotFound)
}
