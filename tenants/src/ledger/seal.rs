//! The sealer: gives events their gapless position and chains their hashes.
//!
//! Any number of programs may seal at once: a ledger's head is locked by one of them, and
//! the others pass it by.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Binary, Nullable, Text, Timestamptz, Uuid};

use super::SealedEvent;
use super::canonical::{GENESIS, Hash, chain};
use crate::clock::Moment;
use crate::db::schema::{ledger_heads as heads, ledger_inbox as inbox};
use crate::db::{Binds, Db, Error, Prepared, Statement, SystemTx};
use crate::ids::{AccountId, EventId, LedgerId, SubjectId, UtilityId};

/// What one pass of the sealer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sealed {
    pub events: usize,
    /// Whether more may be waiting.
    pub goes_on: bool,
}

/// Events sealed in one transaction at most: bounds memory and the time a head is locked.
const BATCH: i64 = 2_000;

/// Seals what is waiting, one batch of all ledgers, in a fixed number of round trips. Call
/// again at once while it goes on; a pass for each event would cost a flush to disk for each.
pub fn seal(db: &Db) -> Result<Sealed, Error> {
    db.in_system("ledger.seal", |tx| {
        let waiting = take(tx)?;
        if waiting.is_empty() {
            return Ok(Sealed::default());
        }
        let ledgers: BTreeSet<LedgerId> = waiting.iter().map(|row| row.ledger).collect();
        let mut heads = lock_heads(tx, ledgers)?;
        let mine: Vec<&Waiting> = waiting
            .iter()
            .filter(|row| heads.contains_key(&row.ledger))
            .collect();
        // Another sealer may have sealed some of these before we had the lock.
        let still: Vec<EventId> = Prepared(Remove::of(&mine)).load(tx.conn())?;
        let still: BTreeSet<EventId> = still.into_iter().collect();
        let mut rows = Rows::default();
        for row in mine.into_iter().filter(|row| still.contains(&row.id)) {
            if let Some(head) = heads.get_mut(&row.ledger) {
                let event = row.at(head.position + 1);
                head.position = event.position;
                head.hash = chain(&head.hash, &event);
                rows.push(event, &head.hash);
            }
        }
        if !still.is_empty() {
            Prepared(Write::of(&rows, &heads, tx.now())).execute(tx.conn())?;
        }
        Ok(Sealed {
            events: still.len(),
            goes_on: i64::try_from(waiting.len()).unwrap_or(BATCH) >= BATCH,
        })
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
    position: i64,
    hash: Hash,
}

type LockedHeads = BTreeMap<LedgerId, LockedHead>;

/// In the order of `seq`: what was caused by an event was written after it was committed,
/// and so has a greater one.
fn take(tx: &mut SystemTx<'_>) -> Result<Vec<Waiting>, Error> {
    Ok(inbox::table
        .order(inbox::seq)
        .limit(BATCH)
        .select(Waiting::as_select())
        .load(tx.conn())?)
}

/// The heads of these ledgers, but for those that another sealer holds.
fn lock_heads(
    tx: &mut SystemTx<'_>,
    mut ledgers: BTreeSet<LedgerId>,
) -> Result<LockedHeads, Error> {
    let mut locked = lock(tx, &ledgers)?;
    ledgers.retain(|ledger| !locked.contains_key(ledger));
    if ledgers.is_empty() {
        return Ok(locked);
    }
    // The first event of a ledger, as a rule.
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
    locked.append(&mut lock(tx, &ledgers)?);
    Ok(locked)
}

fn lock(tx: &mut SystemTx<'_>, ledgers: &BTreeSet<LedgerId>) -> Result<LockedHeads, Error> {
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
            let hash = to_hash(&hash)?;
            Ok((id, LockedHead { position, hash }))
        })
        .collect()
}

/// Takes rows out of the inbox, and says which of them were there.
struct Remove {
    ledgers: Vec<LedgerId>,
    ids: Vec<EventId>,
}

impl Remove {
    fn of(rows: &[&Waiting]) -> Self {
        Self {
            ledgers: rows.iter().map(|row| row.ledger).collect(),
            ids: rows.iter().map(|row| row.id).collect(),
        }
    }
}

impl Statement for Remove {
    type Id = Self;
    type Row = Uuid;
    const SQL: &'static str = "\
        DELETE FROM ledger_inbox i USING unnest(?::uuid[], ?::uuid[]) AS taken (community_id, id) \
        WHERE i.community_id = taken.community_id AND i.id = taken.id \
        RETURNING i.id";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Array<Uuid>, _>(&self.ledgers)?
            .next::<Array<Uuid>, _>(&self.ids)?;
        Ok(())
    }
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

/// Sealed events, by column.
#[derive(Default)]
struct Rows {
    ledgers: Vec<LedgerId>,
    positions: Vec<i64>,
    ids: Vec<EventId>,
    kinds: Vec<String>,
    subjects: Vec<SubjectId>,
    actors: Vec<Option<AccountId>>,
    roles: Vec<String>,
    utilities: Vec<Option<UtilityId>>,
    times: Vec<Moment>,
    bodies: Vec<String>,
    hashes: Vec<Vec<u8>>,
}

impl Rows {
    fn push(&mut self, event: SealedEvent, hash: &Hash) {
        self.ledgers.push(event.ledger);
        self.positions.push(event.position);
        self.ids.push(event.id);
        self.kinds.push(event.kind);
        self.subjects.push(event.subject);
        self.actors.push(event.actor);
        self.roles.push(event.role);
        self.utilities.push(event.utility);
        self.times.push(event.occurred_at);
        self.bodies.push(event.body);
        self.hashes.push(hash.to_vec());
    }
}

/// Writes the sealed events and moves the heads behind them.
struct Write<'a> {
    rows: &'a Rows,
    now: Moment,
    ledgers: Vec<LedgerId>,
    positions: Vec<i64>,
    hashes: Vec<Vec<u8>>,
}

impl<'a> Write<'a> {
    fn of(rows: &'a Rows, heads: &LockedHeads, now: Moment) -> Self {
        Self {
            rows,
            now,
            ledgers: heads.keys().copied().collect(),
            positions: heads.values().map(|head| head.position).collect(),
            hashes: heads.values().map(|head| head.hash.to_vec()).collect(),
        }
    }
}

impl Statement for Write<'_> {
    type Id = Write<'static>;
    type Row = ();
    const SQL: &'static str = "\
        WITH sealed AS ( \
          INSERT INTO ledger_events (community_id, position, id, kind, subject_id, actor_id, \
            actor_role, utility_id, occurred_at, body, hash) \
          SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::uuid[], ?::uuid[], \
            ?::text[], ?::uuid[], ?::timestamptz[], ?::text[], ?::bytea[]) \
        ) \
        UPDATE ledger_heads h SET position = head.position, hash = head.hash, sealed_at = ? \
        FROM unnest(?::uuid[], ?::bigint[], ?::bytea[]) AS head (community_id, position, hash) \
        WHERE h.community_id = head.community_id";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        let rows = self.rows;
        binds
            .next::<Array<Uuid>, _>(&rows.ledgers)?
            .next::<Array<BigInt>, _>(&rows.positions)?
            .next::<Array<Uuid>, _>(&rows.ids)?
            .next::<Array<Text>, _>(&rows.kinds)?
            .next::<Array<Uuid>, _>(&rows.subjects)?
            .next::<Array<Nullable<Uuid>>, _>(&rows.actors)?
            .next::<Array<Text>, _>(&rows.roles)?
            .next::<Array<Nullable<Uuid>>, _>(&rows.utilities)?
            .next::<Array<Timestamptz>, _>(&rows.times)?
            .next::<Array<Text>, _>(&rows.bodies)?
            .next::<Array<Binary>, _>(&rows.hashes)?
            .next::<Timestamptz, _>(&self.now)?
            .next::<Array<Uuid>, _>(&self.ledgers)?
            .next::<Array<BigInt>, _>(&self.positions)?
            .next::<Array<Binary>, _>(&self.hashes)?;
        Ok(())
    }
}

pub(super) fn to_hash(bytes: &[u8]) -> Result<Hash, Error> {
    Hash::try_from(bytes).map_err(|_| Error::Unreadable {
        what: "hash",
        value: hex::encode(bytes),
    })
}
