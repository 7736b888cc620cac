//! Followers: readers of the ledger that keep how far they have read.

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid};

use super::{Kind, SealedEvent};
use crate::clock::Moment;
use crate::db::{Binds, Error, Prepared, Statement, SystemTx};
use crate::ids::{AccountId, EventId, LedgerId, SubjectId, UtilityId};

/// A reader with a name under which its positions are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follower(pub &'static str);

/// So far a ledger is read at once: bounds memory, whatever the number of ledgers.
const STRETCH: i64 = 500;

/// The next stretch of every ledger in which there is something new.
#[derive(Debug)]
pub(crate) struct Portion {
    /// By ledger, and in the order of each.
    pub events: Vec<SealedEvent>,
    ledgers: Vec<LedgerId>,
    from: Vec<i64>,
    to: Vec<i64>,
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
        ledgers: behind.iter().map(|(ledger, ..)| *ledger).collect(),
        from: behind.iter().map(|(_, from, _)| *from).collect(),
        to: behind
            .iter()
            .map(|(_, from, head)| (*head).min(from + STRETCH))
            .collect(),
        goes_on: behind.iter().any(|(_, from, head)| *head > from + STRETCH),
    };
    if !behind.is_empty() {
        let read = Read {
            portion: &portion,
            kinds: kinds.iter().map(|kind| kind.code()).collect(),
        };
        let rows: Vec<EventRow> = Prepared(read).load(tx.conn())?;
        portion.events = rows.into_iter().map(SealedEvent::from).collect();
    }
    Ok(portion)
}

/// Remembers that the portion was read; never goes back.
pub(crate) fn advance(
    tx: &mut SystemTx<'_>,
    follower: Follower,
    portion: &Portion,
) -> Result<(), Error> {
    if !portion.ledgers.is_empty() {
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

/// Positions have no gaps: a stretch of them bounds how much is read.
struct Read<'a> {
    portion: &'a Portion,
    kinds: Vec<&'static str>,
}

type EventRow = (
    LedgerId,
    i64,
    EventId,
    String,
    SubjectId,
    Option<AccountId>,
    String,
    Option<UtilityId>,
    Moment,
    String,
);

impl Statement for Read<'_> {
    type Id = Read<'static>;
    type Row = (
        Uuid,
        BigInt,
        Uuid,
        Text,
        Uuid,
        Nullable<Uuid>,
        Text,
        Nullable<Uuid>,
        Timestamptz,
        Text,
    );
    const SQL: &'static str = "\
        SELECT e.community_id, e.position, e.id, e.kind, e.subject_id, e.actor_id, e.actor_role, \
               e.utility_id, e.occurred_at, e.body \
        FROM unnest(?::uuid[], ?::bigint[], ?::bigint[]) AS stretch (community_id, after, until) \
        CROSS JOIN LATERAL ( \
          SELECT * FROM ledger_events e \
          WHERE e.community_id = stretch.community_id \
            AND e.position > stretch.after AND e.position <= stretch.until AND e.kind = ANY(?) \
          ORDER BY e.position \
        ) e \
        ORDER BY e.community_id, e.position";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Array<Uuid>, _>(&self.portion.ledgers)?
            .next::<Array<BigInt>, _>(&self.portion.from)?
            .next::<Array<BigInt>, _>(&self.portion.to)?
            .next::<Array<Text>, _>(&self.kinds)?;
        Ok(())
    }
}

impl From<EventRow> for SealedEvent {
    fn from(row: EventRow) -> Self {
        let (ledger, position, id, kind, subject, actor, role, utility, occurred_at, body) = row;
        Self {
            ledger,
            position,
            id,
            kind,
            subject,
            actor,
            role,
            utility,
            occurred_at,
            body,
        }
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
            .next::<Array<Uuid>, _>(&self.portion.ledgers)?
            .next::<Array<BigInt>, _>(&self.portion.to)?
            .next::<Text, _>(self.follower.0)?;
        Ok(())
    }
}
