//! The SQL of reading bulletins: all houses of the streets that are named, the places,
//! and the streets of a settlement.

use std::collections::HashMap;

use diesel::prelude::*;

use super::super::entry::{EntryState, NamedPlaceKind};
use crate::db::schema::{buildings, places, streets};
use crate::db::{CommunityTx, Error, Tx};
use crate::ids::{BuildingId, PlaceId, SettlementId, StreetId};

pub(super) fn houses_of(
    tx: &mut CommunityTx<'_>,
    streets: &[StreetId],
) -> Result<Vec<(StreetId, BuildingId, String)>, Error> {
    if streets.is_empty() {
        return Ok(Vec::new());
    }
    Ok(buildings::table
        .filter(buildings::community_id.eq(tx.community()))
        .filter(buildings::street_id.eq_any(streets))
        .filter(buildings::state.eq(EntryState::Active))
        .order(buildings::id)
        .select((buildings::street_id, buildings::id, buildings::number))
        .load(tx.conn())?)
}

/// With their kind and name.
pub(super) fn streets_of(
    tx: &mut CommunityTx<'_>,
    settlement: SettlementId,
) -> Result<Vec<(StreetId, String, String)>, Error> {
    Ok(streets::table
        .filter(streets::community_id.eq(tx.community()))
        .filter(streets::settlement_id.eq(settlement))
        .filter(streets::state.eq(EntryState::Active))
        .order((streets::name, streets::id))
        .select((streets::id, streets::kind, streets::name))
        .load(tx.conn())?)
}

/// By the key of their name, as they are printed; several settlements may have one of a name.
pub(super) fn places_named(
    tx: &mut CommunityTx<'_>,
    keys: &[&str],
) -> Result<HashMap<String, Vec<(PlaceId, String)>>, Error> {
    let mut found: HashMap<String, Vec<(PlaceId, String)>> = HashMap::new();
    if keys.is_empty() {
        return Ok(found);
    }
    let rows: Vec<(PlaceId, NamedPlaceKind, String, String)> = places::table
        .filter(places::community_id.eq(tx.community()))
        .filter(places::search_key.eq_any(keys))
        .filter(places::state.eq(EntryState::Active))
        .order(places::id)
        .select((places::id, places::kind, places::name, places::search_key))
        .load(tx.conn())?;
    for (id, kind, name, key) in rows {
        let printed = format!("{} {name}", kind.word());
        found.entry(key).or_default().push((id, printed));
    }
    Ok(found)
}
