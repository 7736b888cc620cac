//! Places that are no building: crossroads, microdistricts, parks, bridges.

use super::super::Error;
use super::super::entry::{EntryState, NamedPlaceKind, PlaceEntry, SettlementEntry};
use super::super::store_entries::{self as store, Stored};
use super::name::{are_the_same, key_of, written};
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

/// A place, and what it is called now: crossroads by the present names of their streets.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub entry: PlaceEntry,
    /// With its kind before it.
    pub printed: String,
}

pub fn create_place(tx: &mut CommunityTx<'_>, new: &NewPlace) -> Result<Place, Error> {
    tx.require(Action::EditHousing)?;
    parent::settlement(tx, new.settlement)?;
    let name = written(&new.name);
    let entry = PlaceEntry {
        community_id: tx.community(),
        id: PlaceId::new(),
        settlement_id: new.settlement,
        kind: new.kind,
        search_key: key_of(&name)?,
        name,
        latitude: new.position.map(|place| place.0.get()),
        longitude: new.position.map(|place| place.1.get()),
        street_id: new.street,
        crossing_street_id: new.crossing_street,
        state: EntryState::Active,
        version: 1,
    };
    fits(tx, &entry)?;
    let entry = create(tx, entry, Kind::PlaceCreated)?;
    printed(tx, entry)
}

pub fn change_place(
    tx: &mut CommunityTx<'_>,
    id: PlaceId,
    change: &PlaceChange,
    expected: Option<i32>,
) -> Result<Place, Error> {
    let before: PlaceEntry = seen(tx, id, expected, Error::UnknownPlace)?;
    let mut after = before.clone();
    after.kind = change.kind.unwrap_or(after.kind);
    if let Some(name) = &change.name {
        after.name = written(name);
        after.search_key = key_of(&after.name)?;
    }
    if let Some(position) = change.position {
        after.latitude = position.map(|place| place.0.get());
        after.longitude = position.map(|place| place.1.get());
    }
    after.street_id = change.street.unwrap_or(after.street_id);
    after.crossing_street_id = change.crossing_street.unwrap_or(after.crossing_street_id);
    if after != before {
        fits(tx, &after)?;
    }
    after.state = change.state.unwrap_or(after.state);
    let entry = save(tx, &before, after, Kind::PlaceChanged)?;
    printed(tx, entry)
}

/// One place, whatever its state.
pub fn place(tx: &mut CommunityTx<'_>, id: PlaceId) -> Result<Place, Error> {
    tx.require(Action::SearchHousing)?;
    let entry = PlaceEntry::find(tx, id)?.ok_or(Error::UnknownPlace)?;
    printed(tx, entry)
}

/// A page of places that are in use, in the order of their names.
pub fn places(
    tx: &mut CommunityTx<'_>,
    settlement: Option<SettlementId>,
    after: Option<&(String, PlaceId)>,
    limit: i64,
) -> Result<Vec<Place>, Error> {
    tx.require(Action::SearchHousing)?;
    if let Some(id) = settlement {
        SettlementEntry::find(tx, id)?.ok_or(Error::UnknownSettlement)?;
    }
    let entries = store::places(tx, settlement, after, limit)?;
    all_printed(tx, entries)
}

fn printed(tx: &mut CommunityTx<'_>, entry: PlaceEntry) -> Result<Place, Error> {
    let printed = all_printed(tx, vec![entry])?.pop();
    printed.ok_or(Error::UnknownPlace)
}

fn all_printed(tx: &mut CommunityTx<'_>, entries: Vec<PlaceEntry>) -> Result<Vec<Place>, Error> {
    let crossing = |entry: &PlaceEntry| match entry.kind {
        NamedPlaceKind::Crossroads => entry.street_id.zip(entry.crossing_street_id),
        _ => None,
    };
    let streets = entries.iter().filter_map(crossing);
    let streets: Vec<_> = streets.flat_map(|(one, other)| [one, other]).collect();
    let names = store::printed_streets(tx, &streets)?;
    let printed = |entry: &PlaceEntry| {
        let (one, other) = crossing(entry)?;
        let (one, other) = (names.get(&one)?, names.get(&other)?);
        Some(format!("{} {one} та {other}", entry.kind.word()))
    };
    let place = |entry: PlaceEntry| Place {
        printed: printed(&entry).unwrap_or_else(|| format!("{} {}", entry.kind.word(), entry.name)),
        entry,
    };
    Ok(entries.into_iter().map(place).collect())
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
    crosses(place)?;
    match store::places_of(tx, place.settlement_id, place.kind)?
        .iter()
        .filter(|other| other.id != place.id)
        .find_map(|other| Some((shared(place, other)?, other.id)))
    {
        Some((field, id)) => Err(Error::taken(field, id)),
        None => Ok(()),
    }
}

/// Two different streets at crossroads; elsewhere the second one is as good as none without the
/// first.
fn crosses(place: &PlaceEntry) -> Result<(), Error> {
    match (place.kind, place.street_id, place.crossing_street_id) {
        (NamedPlaceKind::Crossroads, None, _) => Err(Error::CrossroadsOfOne { field: "street_id" }),
        (NamedPlaceKind::Crossroads, _, None) => Err(Error::CrossroadsOfOne {
            field: "crossing_street_id",
        }),
        (_, Some(street), Some(crossing)) if street == crossing => Err(Error::CrossesItself),
        (_, None, Some(_)) => Err(Error::CrossesNothing),
        _ => Ok(()),
    }
}

/// The field by which two places of one kind are the same: their name, or the pair of streets
/// that cross there.
fn shared(place: &PlaceEntry, other: &PlaceEntry) -> Option<&'static str> {
    let pair = |place: &PlaceEntry| {
        let pair = place.street_id.zip(place.crossing_street_id)?;
        Some((pair.0.min(pair.1), pair.0.max(pair.1)))
    };
    if are_the_same(&place.name, &other.name) {
        return Some("name");
    }
    let same_pair = pair(place).is_some_and(|streets| pair(other) == Some(streets));
    (place.kind == NamedPlaceKind::Crossroads && same_pair).then_some("crossing_street_id")
}
