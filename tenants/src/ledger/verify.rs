//! Proves that nobody rewrote history: walks the chain and compares.

use diesel::PgConnection;
use diesel::dsl::AsSelect;
use diesel::pg::Pg;
use diesel::prelude::*;

use super::SealedEvent;
use super::canonical::{GENESIS, Hash, chain};
use super::seal::to_hash;
use crate::clock::Moment;
use crate::db::schema::{ledger_events as events, ledger_heads as heads};
use crate::db::{Db, Error};
use crate::ids::{AccountId, EventId, LedgerId, SubjectId, UtilityId};

/// The end of a ledger: worth keeping elsewhere, so that a cut-off tail is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub ledger: LedgerId,
    pub position: i64,
    pub hash: Hash,
}

/// Where a ledger does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    #[error("position {expected} is missing: the next event stands at {found}")]
    Gap { expected: i64, found: i64 },
    #[error("the event at position {position} is not the one that was sealed")]
    Changed { position: i64 },
    #[error("the ledger ends at {found}, its head says {expected}")]
    CutOff { expected: i64, found: i64 },
    #[error("the head's hash is not that of the event at position {position}")]
    HeadChanged { position: i64 },
    #[error("the exported head at position {position} does not stand in this ledger")]
    ExportedHeadMissing { position: i64 },
}

impl Break {
    /// For programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Gap { .. } => "gap",
            Self::Changed { .. } => "changed",
            Self::CutOff { .. } => "cut_off",
            Self::HeadChanged { .. } => "head_changed",
            Self::ExportedHeadMissing { .. } => "exported_head_missing",
        }
    }

    /// Where the ledger does not hold.
    #[must_use]
    pub const fn position(&self) -> i64 {
        match self {
            Self::Gap { expected, .. } => *expected,
            Self::CutOff { found, .. } => *found,
            Self::Changed { position }
            | Self::HeadChanged { position }
            | Self::ExportedHeadMissing { position } => *position,
        }
    }
}

/// What came of verifying one ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub ledger: LedgerId,
    pub events: i64,
    pub broken: Option<Break>,
}

/// Rows read at once; the walk holds no more than this in memory.
const PAGE: i64 = 10_000;

/// The heads of all ledgers.
pub fn heads(db: &Db) -> Result<Vec<Head>, Error> {
    db.in_system("ledger.heads", |tx| {
        let rows: Vec<(LedgerId, i64, Vec<u8>)> = heads::table
            .order(heads::community_id)
            .select((heads::community_id, heads::position, heads::hash))
            .load(tx.conn())?;
        rows.into_iter()
            .map(|(ledger, position, hash)| {
                Ok(Head {
                    ledger,
                    position,
                    hash: to_hash(&hash)?,
                })
            })
            .collect()
    })
}

/// Walks one ledger from its beginning. `exported` is a head that was kept elsewhere.
pub fn verify(db: &Db, head: &Head, exported: Option<&Head>) -> Result<Verdict, Error> {
    let mut walk = Walk {
        position: 0,
        hash: GENESIS,
        exported,
        exported_seen: false,
    };
    let broken = loop {
        let page = db.in_system("ledger.verify", |tx| {
            page(tx.conn(), head.ledger, walk.position, head.position)
        })?;
        if page.is_empty() {
            break walk.end(head);
        }
        if let Some(broken) = walk.take(&page)? {
            break Some(broken);
        }
    };
    Ok(Verdict {
        ledger: head.ledger,
        events: walk.position,
        broken,
    })
}

pub(super) struct Walk<'a> {
    position: i64,
    hash: Hash,
    exported: Option<&'a Head>,
    exported_seen: bool,
}

impl Walk<'_> {
    /// Goes on after a position; nothing when no event stands there.
    pub(super) fn after(
        conn: &mut PgConnection,
        ledger: LedgerId,
        position: i64,
    ) -> Result<Option<Self>, Error> {
        let hash = if position == 0 {
            Some(GENESIS)
        } else {
            let stored: Option<Vec<u8>> = events::table
                .find((ledger.uuid(), position))
                .select(events::hash)
                .first(conn)
                .optional()?;
            stored.map(|hash| to_hash(&hash)).transpose()?
        };
        Ok(hash.map(|hash| Self {
            position,
            hash,
            exported: None,
            exported_seen: false,
        }))
    }

    pub(super) const fn position(&self) -> i64 {
        self.position
    }

    pub(super) fn take(&mut self, page: &[(SealedEvent, Vec<u8>)]) -> Result<Option<Break>, Error> {
        for (event, stored) in page {
            if event.position != self.position + 1 {
                return Ok(Some(Break::Gap {
                    expected: self.position + 1,
                    found: event.position,
                }));
            }
            let hash = chain(&self.hash, event);
            if hash != to_hash(stored)? {
                return Ok(Some(Break::Changed {
                    position: event.position,
                }));
            }
            (self.position, self.hash) = (event.position, hash);
            if let Some(exported) = self.exported.filter(|head| head.position == self.position) {
                if exported.hash != hash {
                    return Ok(Some(Break::ExportedHeadMissing {
                        position: exported.position,
                    }));
                }
                self.exported_seen = true;
            }
        }
        Ok(None)
    }

    pub(super) fn end(&self, head: &Head) -> Option<Break> {
        if self.position != head.position {
            return Some(Break::CutOff {
                expected: head.position,
                found: self.position,
            });
        }
        if self.hash != head.hash {
            return Some(Break::HeadChanged {
                position: head.position,
            });
        }
        match self.exported {
            Some(exported) if !self.exported_seen && exported.position > 0 => {
                Some(Break::ExportedHeadMissing {
                    position: exported.position,
                })
            }
            _ => None,
        }
    }
}

/// Where one ledger ends, and when that was sealed.
pub(super) fn head(
    conn: &mut PgConnection,
    ledger: LedgerId,
) -> Result<Option<(Head, Moment)>, Error> {
    let row: Option<(i64, Vec<u8>, Moment)> = heads::table
        .find(ledger.uuid())
        .select((heads::position, heads::hash, heads::sealed_at))
        .first(conn)
        .optional()?;
    row.map(|(position, hash, sealed_at)| {
        let head = Head {
            ledger,
            position,
            hash: to_hash(&hash)?,
        };
        Ok((head, sealed_at))
    })
    .transpose()
}

/// The events after a position, with their hashes as they are stored.
pub(super) fn page(
    conn: &mut PgConnection,
    ledger: LedgerId,
    position: i64,
    last: i64,
) -> Result<Vec<(SealedEvent, Vec<u8>)>, Error> {
    let rows: Vec<(Row, Vec<u8>)> = events::table
        .filter(events::community_id.eq(ledger.uuid()))
        .filter(events::position.gt(position).and(events::position.le(last)))
        .order(events::position)
        .limit(PAGE)
        .select((columns(), events::hash))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(row, hash)| (row.event(ledger), hash))
        .collect())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = events)]
pub(super) struct Row {
    position: i64,
    id: EventId,
    kind: String,
    subject_id: SubjectId,
    actor_id: Option<AccountId>,
    actor_role: String,
    utility_id: Option<UtilityId>,
    occurred_at: Moment,
    body: String,
}

pub(super) fn columns() -> AsSelect<Row, Pg> {
    Row::as_select()
}

impl Row {
    pub(super) fn event(self, ledger: LedgerId) -> SealedEvent {
        SealedEvent {
            ledger,
            position: self.position,
            id: self.id,
            kind: self.kind,
            subject: self.subject_id,
            actor: self.actor_id,
            role: self.actor_role,
            utility: self.utility_id,
            occurred_at: self.occurred_at,
            body: self.body,
        }
    }
}
