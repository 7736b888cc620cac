//! The SQL of counters.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text, Uuid};

use crate::db::schema::{appeal_counters as counters, communities};
use crate::db::{CommunityTx, Error, RegionTx, SystemTx, Tx};
use crate::ids::CommunityId;

const ADD: &str = "
INSERT INTO appeal_counters (community_id, region_id, metric, value)
SELECT c.id, c.region_id, change.metric, change.value
FROM unnest($1, $2, $3) AS change (community_id, metric, value)
JOIN communities c ON c.id = change.community_id
ORDER BY c.id, change.metric
ON CONFLICT (community_id, metric) DO UPDATE SET value = appeal_counters.value + excluded.value";

/// Adds changes, in one order always, so that two programs never wait for each other in a ring.
pub(super) fn add(
    tx: &mut SystemTx<'_>,
    rows: &[(CommunityId, &'static str, i64)],
) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let communities: Vec<_> = rows
        .iter()
        .map(|(community, ..)| community.uuid())
        .collect();
    let metrics: Vec<_> = rows.iter().map(|(_, metric, _)| *metric).collect();
    let values: Vec<_> = rows.iter().map(|(.., value)| *value).collect();
    diesel::sql_query(ADD)
        .bind::<Array<Uuid>, _>(communities)
        .bind::<Array<Text>, _>(metrics)
        .bind::<Array<BigInt>, _>(values)
        .execute(tx.conn())?;
    Ok(())
}

type RegionRow = (CommunityId, String, Option<String>, Option<i64>);

pub(super) fn of_region(tx: &mut RegionTx<'_>) -> Result<Vec<RegionRow>, Error> {
    let region = tx.region();
    Ok(communities::table
        .left_join(
            counters::table.on(counters::region_id
                .eq(communities::region_id)
                .and(counters::community_id.eq(communities::id))),
        )
        .filter(communities::region_id.eq(region))
        .order((communities::name_uk, communities::id, counters::metric))
        .select((
            communities::id,
            communities::name_uk,
            counters::metric.nullable(),
            counters::value.nullable(),
        ))
        .load(tx.conn())?)
}

pub(super) fn of_community(tx: &mut CommunityTx<'_>) -> Result<Vec<(String, i64)>, Error> {
    let community = tx.community();
    Ok(counters::table
        .filter(counters::community_id.eq(community))
        .select((counters::metric, counters::value))
        .load(tx.conn())?)
}

pub(super) fn of_communities(
    tx: &mut SystemTx<'_>,
    communities: &BTreeSet<CommunityId>,
) -> Result<Vec<(CommunityId, String, i64)>, Error> {
    Ok(counters::table
        .filter(counters::community_id.eq_any(communities))
        .select((counters::community_id, counters::metric, counters::value))
        .load(tx.conn())?)
}
