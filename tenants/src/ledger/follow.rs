//! Followers: readers of the ledger that keep how far they have read.

use diesel::prelude::*;

use super::SealedEvent;
use super::verify::{Row, columns};
use crate::db::schema::{
    ledger_events as events, ledger_followers as followers, ledger_heads as heads,
};
use crate::db::{Db, Error, SystemTx};
use crate::ids::LedgerId;

/// A reader with a name under which its positions are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follower(pub &'static str);

/// Ledgers in which there is something that the follower has not read.
pub fn lagging(db: &Db, follower: Follower) -> Result<Vec<LedgerId>, Error> {
    db.in_system("ledger.lagging", |tx| {
        Ok(heads::table
            .left_join(
                followers::table.on(followers::community_id
                    .eq(heads::community_id)
                    .and(followers::follower.eq(follower.0))),
            )
            .filter(
                followers::position
                    .is_null()
                    .or(followers::position.assume_not_null().lt(heads::position)),
            )
            .select(heads::community_id)
            .load(tx.conn())?)
    })
}

/// The next events after the kept position, oldest first. The position is locked until the
/// transaction ends; nothing comes when another program holds it.
pub(crate) fn read_on(
    tx: &mut SystemTx<'_>,
    follower: Follower,
    ledger: LedgerId,
    limit: i64,
) -> Result<Vec<SealedEvent>, Error> {
    diesel::insert_into(followers::table)
        .values((
            followers::community_id.eq(ledger.uuid()),
            followers::follower.eq(follower.0),
            followers::position.eq(0),
        ))
        .on_conflict_do_nothing()
        .execute(tx.conn())?;
    let position: Option<i64> = followers::table
        .filter(
            followers::community_id
                .eq(ledger.uuid())
                .and(followers::follower.eq(follower.0)),
        )
        .select(followers::position)
        .for_update()
        .skip_locked()
        .first(tx.conn())
        .optional()?;
    let Some(position) = position else {
        return Ok(Vec::new());
    };
    let rows: Vec<Row> = events::table
        .filter(
            events::community_id
                .eq(ledger.uuid())
                .and(events::position.gt(position)),
        )
        .order(events::position)
        .limit(limit)
        .select(columns())
        .load(tx.conn())?;
    Ok(rows.into_iter().map(|row| row.event(ledger)).collect())
}

/// Remembers how far the follower has read.
pub(crate) fn advance(
    tx: &mut SystemTx<'_>,
    follower: Follower,
    ledger: LedgerId,
    position: i64,
) -> Result<(), Error> {
    diesel::update(
        followers::table.filter(
            followers::community_id
                .eq(ledger.uuid())
                .and(followers::follower.eq(follower.0)),
        ),
    )
    .set(followers::position.eq(position))
    .execute(tx.conn())?;
    Ok(())
}
