//! The SQL of reading bulletins: all houses of the streets that are named.

use diesel::prelude::*;

use super::super::entry::EntryState;
use crate::db::schema::buildings;
use crate::db::{CommunityTx, Error, Tx};
use crate::ids::{BuildingId, StreetId};

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
