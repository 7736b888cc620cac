//! What an entry is made in: a settlement, a street, a building. On what is retired nothing is
//! entered, because it could not be found.

use super::super::Error;
use super::super::entry::{BuildingEntry, EntryState, SettlementEntry, StreetEntry};
use super::super::store_entries::Stored;
use crate::db::CommunityTx;
use crate::ids::{BuildingId, SettlementId, StreetId};

/// `field` is where the request names it.
fn in_use<E: Stored>(
    tx: &mut CommunityTx<'_>,
    id: E::Id,
    field: &'static str,
    missing: Error,
) -> Result<E, Error> {
    let entry = E::find(tx, id)?.ok_or(missing)?;
    match entry.state() {
        EntryState::Active => Ok(entry),
        EntryState::Retired => Err(Error::Retired { field }),
    }
}

pub(super) fn settlement(
    tx: &mut CommunityTx<'_>,
    id: SettlementId,
) -> Result<SettlementEntry, Error> {
    in_use(tx, id, "settlement_id", Error::UnknownSettlement)
}

pub(super) fn street(
    tx: &mut CommunityTx<'_>,
    id: StreetId,
    field: &'static str,
    missing: Error,
) -> Result<StreetEntry, Error> {
    let street: StreetEntry = in_use(tx, id, field, missing)?;
    let _: SettlementEntry = in_use(tx, street.settlement_id, field, Error::UnknownSettlement)?;
    Ok(street)
}

pub(super) fn building(tx: &mut CommunityTx<'_>, id: BuildingId) -> Result<BuildingEntry, Error> {
    let field = "building_id";
    let building: BuildingEntry = in_use(tx, id, field, Error::UnknownBuilding)?;
    street(tx, building.street_id, field, Error::UnknownStreet)?;
    Ok(building)
}
