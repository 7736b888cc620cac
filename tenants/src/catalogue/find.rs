//! Shows the catalogue. Everybody in the region may know what people call about.

use super::listed::{CatalogueError, ListedService};
use super::local::LocalService;
use super::service::ServiceCode;
use super::store;
use crate::access::Action;
use crate::db::{CommunityTx, RegionTx, UtilityTx};

/// All services as this community has them, in the order of the catalogue.
pub fn list(tx: &mut CommunityTx<'_>) -> Result<Vec<LocalService>, CatalogueError> {
    tx.require(Action::SeeCommunity)?;
    Ok(store::all_here(tx)?)
}

/// As the region has them, for those who watch over the region.
pub fn list_in_region(tx: &mut RegionTx<'_>) -> Result<Vec<ListedService>, CatalogueError> {
    tx.require(Action::SeeRegion)?;
    let region = tx.region();
    Ok(store::all(tx, region)?)
}

/// The same, for a utility that works on them.
pub fn list_for_utility(tx: &mut UtilityTx<'_>) -> Result<Vec<ListedService>, CatalogueError> {
    tx.require(Action::SeeAssignments)?;
    let region = tx.region();
    Ok(store::all(tx, region)?)
}

/// One service by its code.
pub fn find(tx: &mut CommunityTx<'_>, code: &ServiceCode) -> Result<LocalService, CatalogueError> {
    tx.require(Action::SeeCommunity)?;
    store::find(tx, code)?.ok_or(CatalogueError::NotFound)
}
