//! The SQL by which the registry is leafed through.

use diesel::dsl::{exists, select};
use diesel::prelude::*;
use diesel::sql_types::{Array, Text};

use super::candidate::Elsewhere;
use super::entry::EntryState;
use super::list::{Settlement, StreetCursor};
use crate::db::schema::{
    buildings, communities, settlement_names, settlements, street_aliases, streets,
};
use crate::db::{CommunityTx, Error, Tx};
use crate::ids::{BuildingId, CommunityId, SettlementId, StreetId};

diesel::define_sql_function! {
    /// `LIKE any(…)`: like one of the patterns.
    fn any(patterns: Array<Text>) -> Text;
}

pub(super) fn settlements(tx: &mut CommunityTx<'_>) -> Result<Vec<Settlement>, Error> {
    let community = tx.community();
    let rows: Vec<(SettlementId, String, String, String)> = settlements::table
        .filter(settlements::community_id.eq(community))
        .filter(settlements::state.eq(EntryState::Active))
        .order((settlements::name, settlements::id))
        .select((
            settlements::id,
            settlements::katottg,
            settlements::name,
            settlements::category,
        ))
        .load(tx.conn())?;
    let settlement = |(id, katottg, name, category)| Settlement {
        id,
        katottg,
        name,
        category,
    };
    Ok(rows.into_iter().map(settlement).collect())
}

/// The settlements of other communities of the region, by community.
pub(super) fn settlements_elsewhere(tx: &mut CommunityTx<'_>) -> Result<Vec<Elsewhere>, Error> {
    let (region, community) = (tx.region(), tx.community());
    let rows: Vec<(String, String, CommunityId, String)> = settlement_names::table
        .inner_join(
            communities::table.on(communities::region_id
                .eq(settlement_names::region_id)
                .and(communities::id.eq(settlement_names::in_community))),
        )
        .filter(settlement_names::region_id.eq(region))
        .filter(settlement_names::in_community.ne(community))
        .filter(communities::state.eq("active"))
        .order((communities::name_uk, settlement_names::katottg))
        .select((
            settlement_names::name,
            settlement_names::katottg,
            communities::id,
            communities::name_uk,
        ))
        .load(tx.conn())?;
    let elsewhere = |(settlement, katottg, community, name)| Elsewhere {
        settlement,
        katottg,
        community,
        name,
    };
    Ok(rows.into_iter().map(elsewhere).collect())
}

pub(super) fn has_settlement(tx: &mut CommunityTx<'_>, id: SettlementId) -> Result<bool, Error> {
    let row = settlements::table.find((tx.community(), id));
    Ok(select(exists(row)).get_result(tx.conn())?)
}

pub(super) fn has_street(tx: &mut CommunityTx<'_>, id: StreetId) -> Result<bool, Error> {
    let row = streets::table.find((tx.community(), id));
    Ok(select(exists(row)).get_result(tx.conn())?)
}

#[derive(Queryable)]
pub(super) struct StreetRow {
    pub id: StreetId,
    pub settlement_id: SettlementId,
    pub settlement: String,
    pub kind: String,
    pub name: String,
}

/// Streets a word of whose name, or of another name, begins with one of the keys.
pub(super) fn streets(
    tx: &mut CommunityTx<'_>,
    settlement: Option<SettlementId>,
    keys: Option<&[String]>,
    after: Option<&StreetCursor>,
    limit: i64,
) -> Result<Vec<StreetRow>, Error> {
    let community = tx.community();
    let mut query = streets::table
        .inner_join(
            settlements::table.on(settlements::community_id
                .eq(community)
                .and(settlements::id.eq(streets::settlement_id))),
        )
        .filter(streets::community_id.eq(community))
        .filter(streets::state.eq(EntryState::Active))
        .order((streets::name, streets::id))
        .limit(limit)
        .select((
            streets::id,
            streets::settlement_id,
            settlements::name,
            streets::kind,
            streets::name,
        ))
        .into_boxed();
    if let Some(settlement) = settlement {
        query = query.filter(streets::settlement_id.eq(settlement));
    }
    if let Some(keys) = keys {
        let patterns = patterns(keys);
        let aliased = street_aliases::table
            .filter(street_aliases::community_id.eq(community))
            .filter(street_aliases::state.eq(EntryState::Active))
            .filter(street_aliases::search_key.like(any(patterns.clone())))
            .select(street_aliases::street_id);
        query = query.filter(
            streets::search_key
                .like(any(patterns))
                .or(streets::id.eq_any(aliased)),
        );
    }
    if let Some(StreetCursor { name, id }) = after {
        query = query.filter(
            streets::name
                .gt(name)
                .or(streets::name.eq(name).and(streets::id.gt(id))),
        );
    }
    Ok(query.load(tx.conn())?)
}

/// Keys hold letters, digits and blanks only, so nothing in them is a pattern's own sign.
fn patterns(keys: &[String]) -> Vec<String> {
    keys.iter()
        .flat_map(|key| [format!("{key}%"), format!("% {key}%")])
        .collect()
}

/// All houses of a street: few hundred at most.
pub(super) fn buildings_on(
    tx: &mut CommunityTx<'_>,
    street: StreetId,
) -> Result<Vec<(BuildingId, String, String, bool)>, Error> {
    let community = tx.community();
    Ok(buildings::table
        .filter(
            buildings::community_id
                .eq(community)
                .and(buildings::street_id.eq(street))
                .and(buildings::state.eq(EntryState::Active)),
        )
        .select((
            buildings::id,
            buildings::number,
            buildings::number_key,
            buildings::multi_flat,
        ))
        .load(tx.conn())?)
}
