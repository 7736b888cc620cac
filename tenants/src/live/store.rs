//! The SQL of following.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Text, Uuid};

use super::read::{Head, Heads};
use crate::dashboards;
use crate::db::schema::{communities, utilities};
use crate::db::{Binds, Error, Prepared, Statement, SystemTx, Tx, UtilityTx};
use crate::ids::{CommunityId, LedgerId, RegionId};

/// Every ledger, its region, its last position, and how far it is in the counters.
struct AllHeads;

impl Statement for AllHeads {
    type Id = Self;
    type Row = (Uuid, Uuid, BigInt, BigInt);
    const SQL: &'static str = "\
        SELECT h.community_id, coalesce(c.region_id, h.community_id), h.position, \
               coalesce(f.position, 0) \
        FROM ledger_heads h \
        LEFT JOIN communities c ON c.id = h.community_id \
        LEFT JOIN ledger_followers f ON f.community_id = h.community_id AND f.follower = ?";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds.next::<Text, _>(dashboards::FOLLOWER.0)?;
        Ok(())
    }
}

pub(super) fn heads(tx: &mut SystemTx<'_>) -> Result<Heads, Error> {
    let rows: Vec<(LedgerId, RegionId, i64, i64)> = Prepared(AllHeads).load(tx.conn())?;
    let head = |(ledger, region, sealed, folded)| {
        let head = Head {
            region,
            sealed,
            folded,
        };
        (ledger, head)
    };
    Ok(Heads(rows.into_iter().map(head).collect()))
}

/// The community whose own utility it is; nothing for a regional one.
pub(super) fn owner_of_utility(tx: &mut UtilityTx<'_>) -> Result<Option<CommunityId>, Error> {
    let (region, utility) = (tx.region(), tx.utility());
    let owner: Option<Option<CommunityId>> = utilities::table
        .filter(
            utilities::region_id
                .eq(region)
                .and(utilities::id.eq(utility)),
        )
        .select(utilities::owner_community)
        .first(tx.conn())
        .optional()?;
    Ok(owner.flatten())
}

pub(super) fn communities_of(
    tx: &mut SystemTx<'_>,
    region: RegionId,
) -> Result<BTreeSet<CommunityId>, Error> {
    let ids: Vec<CommunityId> = communities::table
        .filter(communities::region_id.eq(region))
        .select(communities::id)
        .load(tx.conn())?;
    Ok(ids.into_iter().collect())
}
