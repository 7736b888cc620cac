//! Followers: readers of the ledger that keep how far they have read.

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Text, Uuid};

use super::read::{Stretches, read};
use super::{Kind, SealedEvent};
use crate::db::{Binds, Error, Prepared, Statement, SystemTx};
use crate::ids::LedgerId;

/// A reader with a name under which its positions are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follower(pub &'static str);

/// The next stretch of every ledger in which there is something new.
#[derive(Debug)]
pub(crate) struct Portion {
    /// By ledger, and in the order of each.
    pub events: Vec<SealedEvent>,
    read: Stretches,
    /// Whether a ledger goes on after its stretch.
    pub goes_on: bool,
}

/// Reads on, in all ledgers at once, events of these kinds. The positions are locked until
/// the transaction ends; ledgers that another program is reading are passed by.
pub(crate) fn read_on(
    tx: &mut SystemTx<'_>,
    follower: Follower,
    kinds: &[Kind],
) -> Result<Portion, Error> {
    Prepared(Enter { follower }).execute(tx.conn())?;
    let behind: Vec<(LedgerId, i64, i64)> = Prepared(Behind { follower }).load(tx.conn())?;
    let mut portion = Portion {
        events: Vec::new(),
        read: Stretches::default(),
        goes_on: false,
    };
    for (ledger, from, head) in behind {
        portion.goes_on |= portion.read.add(ledger, from, head);
    }
    portion.events = read(tx, &portion.read, kinds)?;
    Ok(portion)
}

/// Remembers that the portion was read; never goes back.
pub(crate) fn advance(
    tx: &mut SystemTx<'_>,
    follower: Follower,
    portion: &Portion,
) -> Result<(), Error> {
    if !portion.read.is_empty() {
        Prepared(Advance { follower, portion }).execute(tx.conn())?;
    }
    Ok(())
}

/// A ledger that the follower does not know yet is read from its beginning.
struct Enter {
    follower: Follower,
}

impl Statement for Enter {
    type Id = Self;
    type Row = ();
    const SQL: &'static str = "\
        INSERT INTO ledger_followers (community_id, follower, position) \
        SELECT h.community_id, asked.follower, 0 \
        FROM (VALUES (?::text)) AS asked (follower) CROSS JOIN ledger_heads h \
        WHERE NOT EXISTS (SELECT FROM ledger_followers f \
                          WHERE f.community_id = h.community_id AND f.follower = asked.follower) \
        ON CONFLICT DO NOTHING";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds.next::<Text, _>(self.follower.0)?;
        Ok(())
    }
}

/// Ledger, position of the follower, position of the head.
struct Behind {
    follower: Follower,
}

impl Statement for Behind {
    type Id = Self;
    type Row = (Uuid, BigInt, BigInt);
    const SQL: &'static str = "\
        SELECT f.community_id, f.position, h.position \
        FROM ledger_followers f JOIN ledger_heads h ON h.community_id = f.community_id \
        WHERE f.follower = ? AND f.position < h.position \
        ORDER BY f.community_id FOR UPDATE OF f SKIP LOCKED";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds.next::<Text, _>(self.follower.0)?;
        Ok(())
    }
}

struct Advance<'a> {
    follower: Follower,
    portion: &'a Portion,
}

impl Statement for Advance<'_> {
    type Id = Advance<'static>;
    type Row = ();
    const SQL: &'static str = "\
        UPDATE ledger_followers f SET position = greatest(f.position, read.position) \
        FROM unnest(?::uuid[], ?::bigint[]) AS read (community_id, position) \
        WHERE f.community_id = read.community_id AND f.follower = ?";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Array<Uuid>, _>(&self.portion.read.ledgers)?
            .next::<Array<BigInt>, _>(&self.portion.read.until)?
            .next::<Text, _>(self.follower.0)?;
        Ok(())
    }
}
