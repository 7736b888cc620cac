//! Entries of the registry that are kept by hand: created, changed, renamed, retired.
//!
//! Every change is one event, in the history of the settlement, street, building or place that
//! it belongs to, and says of each field what stood there before and what stands there now.

mod alias;
mod building;
mod entrance;
mod name;
mod parent;
mod place;
mod rename;
mod settlement;
mod street;

use serde_json::{Map, Value};

pub use alias::{AliasChange, NewAlias, change_alias, create_alias};
pub use building::{BuildingChange, NewBuilding, change_building, create_building};
pub use entrance::{EntranceChange, NewEntrance, change_entrance, create_entrance};
pub use place::{NewPlace, Place, PlaceChange, change_place, create_place, place, places};
pub use rename::Renaming;
pub use settlement::{
    NewSettlement, SettlementChange, change_settlement, create_settlement, settlement,
};
pub use street::{NewStreet, StreetCard, StreetChange, change_street, create_street, street};

use super::Error;
use super::difference::difference;
use super::measure::{Latitude, Longitude};
use super::store_entries::Stored;
use crate::access::Action;
use crate::db::{CommunityTx, Tx};
use crate::ledger::{Kind, NewEvent};

/// Where something is, or nothing.
pub type Position = Option<(Latitude, Longitude)>;

/// The entry that is to be changed, as the caller saw it.
fn seen<E: Stored>(
    tx: &mut CommunityTx<'_>,
    id: E::Id,
    expected: Option<i32>,
    missing: Error,
) -> Result<E, Error> {
    tx.require(Action::EditHousing)?;
    let before = E::find(tx, id)?.ok_or(missing)?;
    if expected.is_some_and(|version| version != before.version()) {
        return Err(Error::Stale {
            current: before.version(),
        });
    }
    Ok(before)
}

fn create<E: Stored>(tx: &mut CommunityTx<'_>, entry: E, kind: Kind) -> Result<E, Error> {
    entry.insert(tx)?;
    let community = tx.community();
    tx.record(NewEvent::new(community, kind, entry.subject(), &entry)?);
    Ok(entry)
}

/// Nothing is written, and no version raised, when nothing has changed.
fn save<E: Stored>(tx: &mut CommunityTx<'_>, before: &E, after: E, kind: Kind) -> Result<E, Error> {
    if after == *before {
        return Ok(after);
    }
    overwrite(tx, before, after, kind, Map::new())
}

/// Raises the version whatever has changed; `more` is said beside the changed fields.
fn overwrite<E: Stored>(
    tx: &mut CommunityTx<'_>,
    before: &E,
    after: E,
    kind: Kind,
    more: Map<String, Value>,
) -> Result<E, Error> {
    let Some(version) = after.update(tx)? else {
        let now = E::find(tx, after.id())?;
        return Err(Error::Stale {
            current: now.map_or(before.version(), |now| now.version()),
        });
    };
    let mut body = difference(before, &after)?;
    body.extend(more);
    let community = tx.community();
    tx.record(NewEvent::new(community, kind, after.subject(), &body)?);
    Ok(after.with_version(version))
}
