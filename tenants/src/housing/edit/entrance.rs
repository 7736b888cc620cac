//! Entrances by hand.

use super::super::Error;
use super::super::entry::{EntranceEntry, EntryState};
use super::super::measure::Ordinal;
use super::super::store_entries as store;
use super::{create, parent, save, seen};
use crate::access::Action;
use crate::db::CommunityTx;
use crate::ids::{BuildingId, EntranceId};
use crate::ledger::Kind;
use crate::text::Name;

/// The first and the last flat of an entrance.
pub type FlatRange = Option<(Ordinal, Ordinal)>;

#[derive(Debug, Clone)]
pub struct NewEntrance {
    pub number: Ordinal,
    pub flats: FlatRange,
    pub riser: Option<Name>,
}

/// What is missing stays as it is; `Some(None)` takes a value away.
#[derive(Debug, Clone, Default)]
pub struct EntranceChange {
    pub number: Option<Ordinal>,
    pub flats: Option<FlatRange>,
    pub riser: Option<Option<Name>>,
    pub state: Option<EntryState>,
}

pub fn create_entrance(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
    new: &NewEntrance,
) -> Result<EntranceEntry, Error> {
    tx.require(Action::EditHousing)?;
    parent::building(tx, building)?;
    let entry = EntranceEntry {
        community_id: tx.community(),
        id: EntranceId::new(),
        building_id: building,
        number: new.number.get(),
        first_flat: new.flats.map(|flats| flats.0.get()),
        last_flat: new.flats.map(|flats| flats.1.get()),
        riser: new.riser.clone(),
        state: EntryState::Active,
        version: 1,
    };
    fits(tx, &entry)?;
    create(tx, entry, Kind::EntranceCreated)
}

pub fn change_entrance(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
    id: EntranceId,
    change: &EntranceChange,
    expected: Option<i32>,
) -> Result<EntranceEntry, Error> {
    let before: EntranceEntry = seen(tx, id, expected, Error::UnknownEntrance)?;
    if before.building_id != building {
        return Err(Error::UnknownEntrance);
    }
    let mut after = before.clone();
    after.number = change.number.map_or(after.number, Ordinal::get);
    if let Some(flats) = change.flats {
        after.first_flat = flats.map(|flats| flats.0.get());
        after.last_flat = flats.map(|flats| flats.1.get());
    }
    if let Some(riser) = &change.riser {
        after.riser.clone_from(riser);
    }
    after.state = change.state.unwrap_or(after.state);
    if after != before {
        fits(tx, &after)?;
    }
    save(tx, &before, after, Kind::EntranceChanged)
}

/// Flats of two entrances may overlap while they are being put right, one after the other.
fn fits(tx: &mut CommunityTx<'_>, entrance: &EntranceEntry) -> Result<(), Error> {
    if entrance.first_flat > entrance.last_flat {
        return Err(Error::FlatsBackwards);
    }
    let taken = store::entrances_of(tx, entrance.building_id)?
        .into_iter()
        .find(|other| other.id != entrance.id && other.number == entrance.number);
    match taken {
        Some(other) => Err(Error::taken("number", other.id)),
        None => Ok(()),
    }
}
