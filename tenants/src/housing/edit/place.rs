//! Places that are no building: crossroads, microdistricts, parks, bridges.

use super::super::Error;
use super::super::entry::{EntryState, NamedPlaceKind, PlaceEntry, SettlementEntry};
use super::super::store_entries::{self as store, Stored};
use super::street::key_of;
use super::{Position, create, parent, save, seen};
use crate::access::Action;
use crate::db::CommunityTx;
use crate::ids::{PlaceId, SettlementId, StreetId};
use crate::ledger::Kind;
use crate::text::Name;

#[derive(Debug, Clone)]
pub struct NewPlace {
    pub settlement: SettlementId,
    pub kind: NamedPlaceKind,
    pub name: Name,
    pub position: Position,
    /// The street along which it lies, or the two that cross here.
    pub street: Option<StreetId>,
    pub crossing_street: Option<StreetId>,
}

/// What is missing stays as it is; `Some(None)` takes a value away.
#[derive(Debug, Clone, Default)]
pub struct PlaceChange {
    pub kind: Option<NamedPlaceKind>,
    pub name: Option<Name>,
    pub position: Option<Position>,
    pub street: Option<Option<StreetId>>,
    pub crossing_street: Option<Option<StreetId>>,
    pub state: Option<EntryState>,
}

pub fn create_place(tx: &mut CommunityTx<'_>, new: &NewPlace) -> Result<PlaceEntry, Error> {
    tx.require(Action::EditHousing)?;
    parent::settlement(tx, new.settlement)?;
    let entry = PlaceEntry {
        community_id: tx.community(),
        id: PlaceId::new(),
        settlement_id: new.settlement,
        kind: new.kind,
        name: new.name.to_string(),
        search_key: key_of(new.name.as_str())?,
        latitude: new.position.map(|place| place.0.get()),
        longitude: new.position.map(|place| place.1.get()),
        street_id: new.street,
        crossing_street_id: new.crossing_street,
        state: EntryState::Active,
        version: 1,
    };
    fits(tx, &entry)?;
    create(tx, entry, Kind::PlaceCreated)
}

pub fn change_place(
    tx: &mut CommunityTx<'_>,
    id: PlaceId,
    change: &PlaceChange,
    expected: Option<i32>,
) -> Result<PlaceEntry, Error> {
    let before: PlaceEntry = seen(tx, id, expected, Error::UnknownPlace)?;
    let mut after = before.clone();
    after.kind = change.kind.unwrap_or(after.kind);
    if let Some(name) = &change.name {
        after.name = name.to_string();
        after.search_key = key_of(name.as_str())?;
    }
    if let Some(position) = change.position {
        after.latitude = position.map(|place| place.0.get());
        after.longitude = position.map(|place| place.1.get());
    }
    after.street_id = change.street.unwrap_or(after.street_id);
    after.crossing_street_id = change.crossing_street.unwrap_or(after.crossing_street_id);
    after.state = change.state.unwrap_or(after.state);
    if after != before {
        fits(tx, &after)?;
    }
    save(tx, &before, after, Kind::PlaceChanged)
}

/// One place, whatever its state.
pub fn place(tx: &mut CommunityTx<'_>, id: PlaceId) -> Result<PlaceEntry, Error> {
    tx.require(Action::SearchHousing)?;
    PlaceEntry::find(tx, id)?.ok_or(Error::UnknownPlace)
}

/// A page of places that are in use, in the order of their names.
pub fn places(
    tx: &mut CommunityTx<'_>,
    settlement: Option<SettlementId>,
    after: Option<&(String, PlaceId)>,
    limit: i64,
) -> Result<Vec<PlaceEntry>, Error> {
    tx.require(Action::SearchHousing)?;
    if let Some(id) = settlement {
        SettlementEntry::find(tx, id)?.ok_or(Error::UnknownSettlement)?;
    }
    Ok(store::places(tx, settlement, after, limit)?)
}

fn fits(tx: &mut CommunityTx<'_>, place: &PlaceEntry) -> Result<(), Error> {
    let streets = [
        ("street_id", place.street_id),
        ("crossing_street_id", place.crossing_street_id),
    ];
    for (field, street) in streets {
        let Some(id) = street else { continue };
        let street = parent::street(tx, id, field, Error::NoStreetThere { field })?;
        if street.settlement_id != place.settlement_id {
            return Err(Error::NoStreetThere { field });
        }
    }
    if place.street_id.is_none() && place.crossing_street_id.is_some() {
        return Err(Error::CrossesNothing);
    }
    match store::place_with(tx, place.settlement_id, place.kind, &place.name)? {
        Some(id) if id != place.id => Err(Error::taken("name", id)),
        _ => Ok(()),
    }
}
