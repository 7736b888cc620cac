//! The SQL of standing.

use chrono::Duration;
use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Double, Nullable, Text, Timestamptz, Uuid};

use super::account::MembershipRow;
use super::standing::Standing;
use crate::clock::Moment;
use crate::db::{Binds, Error, Prepared, Statement, SystemTx};
use crate::ids::{AccountId, CommunityId, MembershipId, RegionId, SessionId, UtilityId};

/// A row for each membership. Those in suspended communities, in their utilities and in closed
/// utilities are left out, as they are at sign-in.
struct Memberships<'a> {
    sessions: &'a [SessionId],
    now: Moment,
    idle_seconds: f64,
}

type Row = (
    SessionId,
    RegionId,
    MembershipId,
    AccountId,
    String,
    Option<CommunityId>,
    Option<UtilityId>,
);

impl Statement for Memberships<'_> {
    type Id = Memberships<'static>;
    type Row = (Uuid, Uuid, Uuid, Uuid, Text, Nullable<Uuid>, Nullable<Uuid>);
    const SQL: &'static str = "\
        SELECT s.id, m.region_id, m.id, m.account_id, m.role, m.in_community, m.in_utility \
        FROM sessions s \
        JOIN accounts a ON a.id = s.account_id \
        JOIN memberships m ON m.region_id = a.region_id AND m.account_id = a.id \
        LEFT JOIN utilities u ON u.region_id = m.region_id AND u.id = m.in_utility \
        LEFT JOIN communities c \
          ON c.region_id = m.region_id AND c.id = coalesce(m.in_community, u.owner_community) \
        WHERE s.id = ANY(?) AND s.ended_at IS NULL AND s.expires_at > ? AND a.state = 'active' \
          AND a.revoked_version <= s.account_version \
          AND (s.kind <> 'browser' OR s.active_at > now() - make_interval(secs => ?)) \
          AND c.state IS DISTINCT FROM 'suspended' AND u.state IS DISTINCT FROM 'closed' \
        ORDER BY s.id, m.id";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Array<Uuid>, _>(self.sessions)?
            .next::<Timestamptz, _>(&self.now)?
            .next::<Double, _>(&self.idle_seconds)?;
        Ok(())
    }
}

/// Each with one membership; the same session comes again with its next.
pub(super) fn standing(
    tx: &mut SystemTx<'_>,
    sessions: &[SessionId],
    idle: Duration,
) -> Result<Vec<(SessionId, Standing)>, Error> {
    let asked = Memberships {
        sessions,
        now: tx.now(),
        idle_seconds: idle.as_seconds_f64(),
    };
    let rows: Vec<Row> = Prepared(asked).load(tx.conn())?;
    rows.into_iter()
        .map(|(session, region, id, account, role, community, utility)| {
            let row = MembershipRow {
                region_id: region,
                id,
                account_id: account,
                role,
                in_community: community,
                in_utility: utility,
            };
            let standing = Standing {
                account,
                region,
                memberships: vec![row.granted()?.membership],
            };
            Ok((session, standing))
        })
        .collect()
}
