//! Reads stretches of many ledgers in one round trip.

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid};

use super::{Kind, SealedEvent};
use crate::clock::Moment;
use crate::db::{Binds, Error, Prepared, Statement, SystemTx};
use crate::ids::{AccountId, EventId, LedgerId, SubjectId, UtilityId};

/// So far a ledger is read at once: bounds memory, whatever the number of ledgers. Positions
/// have no gaps, so that a stretch of them bounds how much is read.
const STRETCH: i64 = 500;

/// From where to where each of some ledgers is read.
#[derive(Debug, Default)]
pub(crate) struct Stretches {
    pub ledgers: Vec<LedgerId>,
    /// The last position before the stretch.
    pub after: Vec<i64>,
    pub until: Vec<i64>,
}

impl Stretches {
    /// Adds what follows `after`, as far as `head` at most; says whether it goes on behind that.
    pub(crate) fn add(&mut self, ledger: LedgerId, after: i64, head: i64) -> bool {
        let until = head.min(after.saturating_add(STRETCH));
        self.ledgers.push(ledger);
        self.after.push(after);
        self.until.push(until);
        until < head
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ledgers.is_empty()
    }
}

/// The events of these kinds, by ledger and in the order of each.
pub(crate) fn read(
    tx: &mut SystemTx<'_>,
    stretches: &Stretches,
    kinds: &[Kind],
) -> Result<Vec<SealedEvent>, Error> {
    if stretches.is_empty() {
        return Ok(Vec::new());
    }
    let read = Read {
        stretches,
        kinds: kinds.iter().map(|kind| kind.code()).collect(),
    };
    let rows: Vec<EventRow> = Prepared(read).load(tx.conn())?;
    Ok(rows.into_iter().map(SealedEvent::from).collect())
}

struct Read<'a> {
    stretches: &'a Stretches,
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
            .next::<Array<Uuid>, _>(&self.stretches.ledgers)?
            .next::<Array<BigInt>, _>(&self.stretches.after)?
            .next::<Array<BigInt>, _>(&self.stretches.until)?
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
