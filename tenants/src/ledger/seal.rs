//! The sealer: gives events their gapless position and chains their hashes.
//!
//! Any number of programs may seal at once: a ledger's head is locked by one of them, and
//! the others pass it by.

use diesel::prelude::*;

use super::SealedEvent;
use super::canonical::{GENESIS, Hash, chain};
use crate::clock::Moment;
use crate::db::schema::{ledger_events as events, ledger_heads as heads, ledger_inbox as inbox};
use crate::db::{Db, Error, SystemTx};
use crate::ids::{AccountId, EventId, LedgerId, SubjectId, UtilityId};

/// What one pass of the sealer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sealed {
    pub events: usize,
}

/// Events sealed in one transaction at most: bounds memory and the time a head is locked.
const BATCH: i64 = 2_000;

/// Seals what is waiting, one batch. Call again at once while it seals a full batch.
pub fn seal(db: &Db) -> Result<Sealed, Error> {
    db.in_system("ledger.seal", |tx| {
        let waiting = take(tx)?;
        if waiting.is_empty() {
            return Ok(Sealed::default());
        }
        let mut ledgers: Vec<LedgerId> = waiting.iter().map(|row| row.ledger).collect();
        ledgers.sort_unstable();
        ledgers.dedup();
        let mut sealed = 0;
        for ledger in lock_heads(tx, &ledgers)? {
            let rows: Vec<&Waiting> = waiting
                .iter()
                .filter(|row| row.ledger == ledger.id)
                .collect();
            sealed += seal_one(tx, ledger, &rows)?;
        }
        Ok(Sealed { events: sealed })
    })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = inbox)]
struct Waiting {
    #[diesel(column_name = community_id)]
    ledger: LedgerId,
    id: EventId,
    kind: String,
    subject_id: SubjectId,
    actor_id: Option<AccountId>,
    actor_role: String,
    utility_id: Option<UtilityId>,
    occurred_at: Moment,
    body: String,
}

struct LockedHead {
    id: LedgerId,
    position: i64,
    hash: Hash,
}

/// In the order of `seq`: what was caused by an event was written after it was committed,
/// and so has a greater one.
fn take(tx: &mut SystemTx<'_>) -> Result<Vec<Waiting>, Error> {
    Ok(inbox::table
        .order(inbox::seq)
        .limit(BATCH)
        .select(Waiting::as_select())
        .load(tx.conn())?)
}

fn lock_heads(tx: &mut SystemTx<'_>, ledgers: &[LedgerId]) -> Result<Vec<LockedHead>, Error> {
    let now = tx.now();
    let new: Vec<_> = ledgers
        .iter()
        .map(|id| {
            (
                heads::community_id.eq(id.uuid()),
                heads::position.eq(0),
                heads::hash.eq(GENESIS.to_vec()),
                heads::sealed_at.eq(now),
            )
        })
        .collect();
    diesel::insert_into(heads::table)
        .values(new)
        .on_conflict_do_nothing()
        .execute(tx.conn())?;
    let ids: Vec<_> = ledgers.iter().map(|id| id.uuid()).collect();
    let rows: Vec<(LedgerId, i64, Vec<u8>)> = heads::table
        .filter(heads::community_id.eq_any(ids))
        .order(heads::community_id)
        .select((heads::community_id, heads::position, heads::hash))
        .for_update()
        .skip_locked()
        .load(tx.conn())?;
    rows.into_iter()
        .map(|(id, position, hash)| {
            Ok(LockedHead {
                id,
                position,
                hash: to_hash(&hash)?,
            })
        })
        .collect()
}

fn seal_one(tx: &mut SystemTx<'_>, head: LockedHead, waiting: &[&Waiting]) -> Result<usize, Error> {
    // Another sealer may have sealed some of these before we had the lock.
    let ids: Vec<_> = waiting.iter().map(|row| row.id.uuid()).collect();
    let still: Vec<EventId> = diesel::delete(
        inbox::table.filter(
            inbox::community_id
                .eq(head.id.uuid())
                .and(inbox::id.eq_any(ids)),
        ),
    )
    .returning(inbox::id)
    .get_results(tx.conn())?;
    let still: std::collections::HashSet<EventId> = still.into_iter().collect();
    let (mut position, mut hash) = (head.position, head.hash);
    let mut rows = Vec::with_capacity(still.len());
    for row in waiting.iter().filter(|row| still.contains(&row.id)) {
        position += 1;
        let event = row.at(position);
        hash = chain(&hash, &event);
        rows.push(event.to_row(&hash));
    }
    let sealed = rows.len();
    for chunk in rows.chunks(1_000) {
        diesel::insert_into(events::table)
            .values(chunk)
            .execute(tx.conn())?;
    }
    let now = tx.now();
    diesel::update(heads::table.filter(heads::community_id.eq(head.id.uuid())))
        .set((
            heads::position.eq(position),
            heads::hash.eq(hash.to_vec()),
            heads::sealed_at.eq(now),
        ))
        .execute(tx.conn())?;
    Ok(sealed)
}

impl Waiting {
    fn at(&self, position: i64) -> SealedEvent {
        SealedEvent {
            ledger: self.ledger,
            position,
            id: self.id,
            kind: self.kind.clone(),
            subject: self.subject_id,
            actor: self.actor_id,
            role: self.actor_role.clone(),
            utility: self.utility_id,
            occurred_at: self.occurred_at,
            body: self.body.clone(),
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = events)]
struct EventRow {
    community_id: LedgerId,
    position: i64,
    id: EventId,
    kind: String,
    subject_id: SubjectId,
    actor_id: Option<AccountId>,
    actor_role: String,
    utility_id: Option<UtilityId>,
    occurred_at: Moment,
    body: String,
    hash: Vec<u8>,
}

impl SealedEvent {
    fn to_row(&self, hash: &Hash) -> EventRow {
        EventRow {
            community_id: self.ledger,
            position: self.position,
            id: self.id,
            kind: self.kind.clone(),
            subject_id: self.subject,
            actor_id: self.actor,
            actor_role: self.role.clone(),
            utility_id: self.utility,
            occurred_at: self.occurred_at,
            body: self.body.clone(),
            hash: hash.to_vec(),
        }
    }
}

pub(super) fn to_hash(bytes: &[u8]) -> Result<Hash, Error> {
    Hash::try_from(bytes).map_err(|_| Error::Unreadable {
        what: "hash",
        value: hex::encode(bytes),
    })
}
