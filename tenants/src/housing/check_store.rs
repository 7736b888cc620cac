//! The SQL by which all addresses of a registry are read.

use std::collections::HashMap;

use diesel::prelude::*;

use super::entry::EntryState;
use super::record::OtherNameKind;
use crate::db::schema::{buildings, settlements, street_aliases, streets};
use crate::db::{CommunityTx, Error, Tx};
use crate::ids::{BuildingId, StreetId};

#[derive(Queryable)]
pub(super) struct AddressRow {
    pub id: BuildingId,
    pub number: String,
    pub street_id: StreetId,
    pub street_kind: String,
    pub street: String,
    pub settlement: String,
}

pub(super) fn addresses(tx: &mut CommunityTx<'_>) -> Result<Vec<AddressRow>, Error> {
    let community = tx.community();
    Ok(buildings::table
        .inner_join(
            streets::table.on(streets::community_id
                .eq(community)
                .and(streets::id.eq(buildings::street_id))),
        )
        .inner_join(
            settlements::table.on(settlements::community_id
                .eq(community)
                .and(settlements::id.eq(streets::settlement_id))),
        )
        .filter(buildings::community_id.eq(community))
        .filter(buildings::state.eq(EntryState::Active))
        .filter(streets::state.eq(EntryState::Active))
        .filter(settlements::state.eq(EntryState::Active))
        .order((
            settlements::name,
            streets::name,
            buildings::number_key,
            buildings::id,
        ))
        .select((
            buildings::id,
            buildings::number,
            streets::id,
            streets::kind,
            streets::name,
            settlements::name,
        ))
        .load(tx.conn())?)
}

type Aliases = HashMap<StreetId, Vec<(OtherNameKind, String)>>;

pub(super) fn aliases(tx: &mut CommunityTx<'_>) -> Result<Aliases, Error> {
    let rows: Vec<(StreetId, OtherNameKind, String)> = street_aliases::table
        .filter(street_aliases::community_id.eq(tx.community()))
        .filter(street_aliases::state.eq(EntryState::Active))
        .order(street_aliases::name)
        .select((
            street_aliases::street_id,
            street_aliases::kind,
            street_aliases::name,
        ))
        .load(tx.conn())?;
    let mut aliases = Aliases::new();
    for (street, kind, name) in rows {
        aliases.entry(street).or_default().push((kind, name));
    }
    Ok(aliases)
}
