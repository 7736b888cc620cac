//! The SQL of what was taken away.

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Nullable, Text, Uuid};

use super::taken_away::Taken;
use crate::db::{Binds, Error, Prepared, Statement, SystemTx};
use crate::ids::{AccountId, CommunityId, SessionId, UtilityId};

type Row = (String, Option<uuid::Uuid>, Option<i64>);

/// By transactions from this number on; and the places that are away now, which are few.
pub(super) fn taken_since(tx: &mut SystemTx<'_>, number: i64) -> Result<Vec<Taken>, Error> {
    let rows: Vec<Row> = Prepared(TakenSince { number }).load(tx.conn())?;
    rows.into_iter().map(taken).collect()
}

fn taken((kind, id, number): Row) -> Result<Taken, Error> {
    let unreadable = || Error::Unreadable {
        what: "what was taken away",
        value: kind.clone(),
    };
    match (kind.as_str(), id, number) {
        ("account", Some(id), Some(version)) => {
            let version = i32::try_from(version).map_err(|_| unreadable())?;
            Ok(Taken::Account(AccountId::from_uuid(id), version))
        }
        ("session", Some(id), _) => Ok(Taken::Session(SessionId::from_uuid(id))),
        ("community", Some(id), _) => Ok(Taken::Community(CommunityId::from_uuid(id))),
        ("utility", Some(id), _) => Ok(Taken::Utility(UtilityId::from_uuid(id))),
        ("known below", _, Some(number)) => Ok(Taken::KnownBelow(number)),
        _ => Err(unreadable()),
    }
}

struct TakenSince {
    number: i64,
}

impl Statement for TakenSince {
    type Id = Self;
    type Row = (Text, Nullable<Uuid>, Nullable<BigInt>);
    // One statement, and so one snapshot: what it does not see, the next one does.
    const SQL: &'static str = "\
        SELECT 'known below', NULL::uuid, pg_snapshot_xmin(pg_current_snapshot())::text::bigint \
        UNION ALL \
        SELECT 'account', id, revoked_version::bigint FROM accounts \
        WHERE revoked_in >= ? AND revoked_at > now() - interval '1 day' \
        UNION ALL \
        SELECT 'session', id, NULL FROM sessions \
        WHERE ended_in >= ? AND ended_at > now() - interval '1 day' \
        UNION ALL \
        SELECT 'community', id, NULL FROM communities WHERE state = 'suspended' \
        UNION ALL \
        SELECT 'utility', u.id, NULL FROM utilities u \
        LEFT JOIN communities c ON c.region_id = u.region_id AND c.id = u.owner_community \
        WHERE u.state = 'closed' OR c.state = 'suspended'";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<BigInt, _>(&self.number)?
            .next::<BigInt, _>(&self.number)?;
        Ok(())
    }
}
