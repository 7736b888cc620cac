//! Looks one utility up.

use super::store;
use super::utility::{Utility, UtilityError};
use crate::access::Action;
use crate::db::{CommunityTx, RegionTx, UtilityTx};
use crate::ids::UtilityId;

/// One that serves this community: its own, or the region's.
pub fn find(tx: &mut CommunityTx<'_>, id: UtilityId) -> Result<Utility, UtilityError> {
    tx.require(Action::SeeCommunity)?;
    store::find_in_community(tx, id)?.ok_or(UtilityError::NotFound)
}

/// Any utility of the region.
pub fn find_in_region(tx: &mut RegionTx<'_>, id: UtilityId) -> Result<Utility, UtilityError> {
    tx.require(Action::SeeRegion)?;
    store::find_in_region(tx, id)?.ok_or(UtilityError::NotFound)
}

/// The utility of this transaction.
pub fn own(tx: &mut UtilityTx<'_>) -> Result<Utility, UtilityError> {
    tx.require(Action::SeeAssignments)?;
    store::find_itself(tx)?.ok_or(UtilityError::NotFound)
}
