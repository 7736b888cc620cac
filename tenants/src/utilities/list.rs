//! Lists utilities, in the order of the Ukrainian alphabet. A community has some tens.

use super::store;
use super::utility::{Utility, UtilityError};
use crate::access::Action;
use crate::db::{CommunityTx, RegionTx};

/// Those that serve this community: its own and the region's.
pub fn list(tx: &mut CommunityTx<'_>) -> Result<Vec<Utility>, UtilityError> {
    tx.require(Action::SeeCommunity)?;
    Ok(store::all_in_community(tx)?)
}

/// All of the region, whoever owns them.
pub fn list_in_region(tx: &mut RegionTx<'_>) -> Result<Vec<Utility>, UtilityError> {
    tx.require(Action::SeeRegion)?;
    Ok(store::all_in_region(tx)?)
}
