//! Shows the catalogue. Everybody in the region may know what people call about.

use super::listed::{CatalogueError, ListedService};
use super::service::ServiceCode;
use super::store;
use crate::access::Action;
use crate::db::{CommunityTx, RegionTx, UtilityTx};

/// All services, in the order of the catalogue.
pub fn list(tx: &mut CommunityTx<'_>) -> Result<Vec<ListedService>, CatalogueError> {
    tx.require(Action::SeeCommunity)?;
    let region = tx.region();
    Ok(store::all(tx, region)?)
}

/// The same, for those who watch over the region.
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
pub fn find(tx: &mut CommunityTx<'_>, code: &ServiceCode) -> Result<ListedService, CatalogueError> {
    tx.require(Action::SeeCommunity)?;
    let region = tx.region();
    store::find(tx, region, code)?.ok_or(CatalogueError::NotFound)
}
