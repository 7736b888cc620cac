//! Lists communities: an oblast has some dozens, so all at once, in the order of the
//! Ukrainian alphabet.

use super::community::{Community, CommunityError};
use super::store;
use crate::access::Action;
use crate::db::{CommunityTx, RegionTx, UtilityTx};

/// All communities of the region.
pub fn list(tx: &mut RegionTx<'_>) -> Result<Vec<Community>, CommunityError> {
    tx.require(Action::SeeRegion)?;
    let region = tx.region();
    Ok(store::all(tx, region)?)
}

/// The same as seen from inside one: to whom an appeal may be handed over.
pub fn neighbours(tx: &mut CommunityTx<'_>) -> Result<Vec<Community>, CommunityError> {
    tx.require(Action::SeeCommunity)?;
    let (region, own) = (tx.region(), tx.community());
    let mut communities = store::all(tx, region)?;
    communities.retain(|community| community.id != own);
    Ok(communities)
}

/// The same for a utility, which may have work in any of them.
pub fn list_for_utility(tx: &mut UtilityTx<'_>) -> Result<Vec<Community>, CommunityError> {
    tx.require(Action::SeeAssignments)?;
    let region = tx.region();
    Ok(store::all(tx, region)?)
}
