//! Compares the buildings of a batch with the registry's, and writes the difference.

use std::collections::HashMap;

use super::super::Mode;
use super::super::report::Table;
use super::super::write::{Comparison, Written};
use super::PendingBuilding;
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::entry::BuildingEntry;
use crate::housing::store_import as store;

/// Gives the id of each building, which an earlier import may have given it.
pub(in crate::housing::import) fn write(
    tx: &mut CommunityTx<'_>,
    pending: &[PendingBuilding],
    mode: Mode,
) -> Result<Written, Error> {
    let streets: Vec<_> = pending.iter().map(|building| building.street).collect();
    let numbers: Vec<_> = pending
        .iter()
        .map(|building| building.number.key())
        .collect();
    let before: HashMap<_, _> = store::buildings_numbered(tx, &streets, &numbers)?
        .into_iter()
        .map(|entry| ((entry.street_id, entry.number_key.clone()), entry))
        .collect();
    let (mut comparison, mut ids) = (Comparison::new(), Vec::with_capacity(pending.len()));
    let community = tx.community();
    for (at, (building, number_key)) in pending.iter().zip(numbers).enumerate() {
        let known = before.get(&(building.street, number_key));
        let bare = known.cloned().unwrap_or_else(|| {
            BuildingEntry::bare(community, building.id, building.street, &building.number)
        });
        ids.push(bare.id);
        comparison.note(at, known, merged(bare, building));
    }
    Ok(Written {
        buildings: ids,
        ..comparison.write(tx, Table::Buildings, mode)?
    })
}

/// What the source does not say stays.
fn merged(before: BuildingEntry, building: &PendingBuilding) -> BuildingEntry {
    let said = building.known.clone();
    BuildingEntry {
        number: building.number.to_string(),
        latitude: building.place.map(|place| place.0).or(before.latitude),
        longitude: building.place.map(|place| place.1).or(before.longitude),
        multi_flat: building.multi_flat.unwrap_or(before.multi_flat),
        source_ref: Some(building.source_ref.clone()),
        storeys: said.storeys.or(before.storeys),
        lifts: said.lifts.or(before.lifts),
        flats: said.flats.or(before.flats),
        management: said.management.or(before.management),
        manager: said.manager.or(before.manager.clone()),
        electricity_queue: said.electricity_queue.or(before.electricity_queue.clone()),
        feeder: said.feeder.or(before.feeder.clone()),
        boiler_house: said.boiler_house.or(before.boiler_house.clone()),
        ..before
    }
}
