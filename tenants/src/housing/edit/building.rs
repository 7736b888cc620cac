//! Buildings by hand.

use serde_json::{Map, json};

use super::super::Error;
use super::super::entry::{BuildingEntry, EntryState, FlatQueue, Management};
use super::super::house_number::HouseNumber;
use super::super::measure::{Flats, Lifts, OutageQueue, Storeys};
use super::super::store_entries as store;
use super::{Position, create, overwrite, parent, seen};
use crate::access::Action;
use crate::db::CommunityTx;
use crate::ids::{BuildingId, StreetId};
use crate::ledger::Kind;
use crate::text::Name;

#[derive(Debug, Clone)]
pub struct NewBuilding {
    pub street: StreetId,
    pub number: HouseNumber,
    /// All else that is known of it.
    pub known: BuildingChange,
}

/// What is missing stays as it is; `Some(None)` takes a value away.
#[derive(Debug, Clone, Default)]
pub struct BuildingChange {
    pub number: Option<HouseNumber>,
    pub position: Option<Position>,
    pub multi_flat: Option<bool>,
    pub storeys: Option<Option<Storeys>>,
    pub lifts: Option<Option<Lifts>>,
    pub flats: Option<Option<Flats>>,
    pub management: Option<Option<Management>>,
    pub manager: Option<Option<Name>>,
    pub electricity_queue: Option<Option<OutageQueue>>,
    pub feeder: Option<Option<Name>>,
    pub boiler_house: Option<Option<Name>>,
    /// Replaced as a whole.
    pub flat_queues: Option<Vec<FlatQueue>>,
    pub state: Option<EntryState>,
}

pub fn create_building(
    tx: &mut CommunityTx<'_>,
    new: &NewBuilding,
) -> Result<BuildingEntry, Error> {
    tx.require(Action::EditHousing)?;
    parent::street(tx, new.street, "street_id", Error::NoStreetOfBuilding)?;
    let bare = BuildingEntry::bare(tx.community(), BuildingId::new(), new.street, &new.number);
    is_free(tx, &bare)?;
    let entry = create(tx, apply(bare, &new.known), Kind::BuildingCreated)?;
    if let Some(queues) = &new.known.flat_queues {
        store::replace_flat_queues(tx, entry.id, &in_order(queues)?)?;
    }
    Ok(entry)
}

pub fn change_building(
    tx: &mut CommunityTx<'_>,
    id: BuildingId,
    change: &BuildingChange,
    expected: Option<i32>,
) -> Result<BuildingEntry, Error> {
    let before: BuildingEntry = seen(tx, id, expected, Error::UnknownBuilding)?;
    let after = apply(before.clone(), change);
    if after.number_key != before.number_key {
        is_free(tx, &after)?;
    }
    let mut more = Map::new();
    if let Some(queues) = &change.flat_queues {
        let (then, now) = (store::flat_queues_of(tx, id)?, in_order(queues)?);
        if then != now {
            store::replace_flat_queues(tx, id, &now)?;
            more.insert("flat_queues".to_owned(), json!([then, now]));
        }
    }
    if after == before && more.is_empty() {
        return Ok(before);
    }
    overwrite(tx, &before, after, Kind::BuildingChanged, more)
}

fn apply(mut building: BuildingEntry, change: &BuildingChange) -> BuildingEntry {
    fn set<T>(field: &mut Option<T>, change: Option<Option<T>>) {
        if let Some(value) = change {
            *field = value;
        }
    }
    if let Some(number) = change.number {
        building.number = number.to_string();
        building.number_key = number.key();
    }
    if let Some(position) = change.position {
        building.latitude = position.map(|place| place.0.get());
        building.longitude = position.map(|place| place.1.get());
    }
    building.multi_flat = change.multi_flat.unwrap_or(building.multi_flat);
    set(
        &mut building.storeys,
        change.storeys.map(|n| n.map(Storeys::get)),
    );
    set(&mut building.lifts, change.lifts.map(|n| n.map(Lifts::get)));
    set(&mut building.flats, change.flats.map(|n| n.map(Flats::get)));
    set(&mut building.management, change.management);
    set(&mut building.manager, change.manager.clone());
    set(
        &mut building.electricity_queue,
        change.electricity_queue.clone(),
    );
    set(&mut building.feeder, change.feeder.clone());
    set(&mut building.boiler_house, change.boiler_house.clone());
    building.state = change.state.unwrap_or(building.state);
    building
}

fn is_free(tx: &mut CommunityTx<'_>, wanted: &BuildingEntry) -> Result<(), Error> {
    match store::building_with(tx, wanted.street_id, &wanted.number_key)? {
        Some(id) if id != wanted.id => Err(Error::taken("number", id)),
        _ => Ok(()),
    }
}

/// A flat hangs on one queue.
fn in_order(queues: &[FlatQueue]) -> Result<Vec<FlatQueue>, Error> {
    let mut queues = queues.to_vec();
    queues.sort();
    let sound = queues.iter().all(|one| one.first_flat <= one.last_flat);
    let apart = queues
        .iter()
        .zip(queues.iter().skip(1))
        .all(|(one, next)| one.last_flat < next.first_flat);
    if sound && apart {
        Ok(queues)
    } else {
        Err(Error::FlatsOverlap)
    }
}
