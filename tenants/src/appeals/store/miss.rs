//! Notes deadlines that have passed.

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Text, Timestamptz, Uuid};

use crate::appeals::State;
use crate::appeals::miss::Missed;
use crate::clock::Moment;
use crate::db::{Binds, Prepared, Statement, SystemTx};
use crate::ids::{AppealId, CommunityId};

/// Notes each passed deadline once: another program that does the same passes these by.
struct Miss<const WHICH: char> {
    now: Moment,
    limit: i64,
}

macro_rules! miss_sql {
    ($due:literal, $missed:literal, $open:literal) => {
        concat!(
            "UPDATE appeals a SET ",
            $missed,
            " = ? \
             FROM (SELECT community_id, id FROM appeals \
                   WHERE ",
            $due,
            " < ? AND ",
            $open,
            " AND closed_at IS NULL AND ",
            $missed,
            " IS NULL \
                   ORDER BY ",
            $due,
            " LIMIT ? FOR UPDATE SKIP LOCKED) due \
             WHERE a.community_id = due.community_id AND a.id = due.id \
             RETURNING a.community_id, a.id, a.state"
        )
    };
}

macro_rules! miss {
    ($which:literal, $sql:expr) => {
        impl Statement for Miss<$which> {
            type Id = Self;
            type Row = (Uuid, Uuid, Text);
            const SQL: &'static str = $sql;

            fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
                binds
                    .next::<Timestamptz, _>(&self.now)?
                    .next::<Timestamptz, _>(&self.now)?
                    .next::<BigInt, _>(&self.limit)?;
                Ok(())
            }
        }
    };
}

miss!(
    'a',
    miss_sql!(
        "acknowledge_due_at",
        "acknowledge_missed_at",
        "acknowledged_at IS NULL"
    )
);
miss!(
    's',
    miss_sql!("arrive_due_at", "arrive_missed_at", "attended_at IS NULL")
);
miss!(
    'r',
    miss_sql!("resolve_due_at", "resolve_missed_at", "true")
);

pub(in crate::appeals) fn miss_acknowledge(
    tx: &mut SystemTx<'_>,
    limit: i64,
) -> Result<Vec<Missed>, crate::db::Error> {
    let miss = Miss::<'a'> {
        now: tx.now(),
        limit,
    };
    let rows: Vec<(CommunityId, AppealId, State)> = Prepared(miss).load(tx.conn())?;
    Ok(rows.into_iter().map(Missed::from_row).collect())
}

pub(in crate::appeals) fn miss_arrive(
    tx: &mut SystemTx<'_>,
    limit: i64,
) -> Result<Vec<Missed>, crate::db::Error> {
    let miss = Miss::<'s'> {
        now: tx.now(),
        limit,
    };
    let rows: Vec<(CommunityId, AppealId, State)> = Prepared(miss).load(tx.conn())?;
    Ok(rows.into_iter().map(Missed::from_row).collect())
}

pub(in crate::appeals) fn miss_resolve(
    tx: &mut SystemTx<'_>,
    limit: i64,
) -> Result<Vec<Missed>, crate::db::Error> {
    let miss = Miss::<'r'> {
        now: tx.now(),
        limit,
    };
    let rows: Vec<(CommunityId, AppealId, State)> = Prepared(miss).load(tx.conn())?;
    Ok(rows.into_iter().map(Missed::from_row).collect())
}

impl Missed {
    fn from_row((community, appeal, state): (CommunityId, AppealId, State)) -> Self {
        Self {
            community,
            appeal,
            state,
        }
    }
}
