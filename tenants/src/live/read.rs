//! Reads on in all ledgers at once, without keeping a position in the database: each running
//! program has a reader of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reach, Source, notice, store};
use crate::dashboards;
use crate::db::{Db, Error};
use crate::ids::{CommunityId, LedgerId, RegionId};
use crate::ledger::{self, Kind, SealedEvent, Stretches};

/// How far each ledger was read.
pub type Positions = BTreeMap<LedgerId, i64>;

/// How far a ledger goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub region: RegionId,
    pub sealed: i64,
    pub folded: i64,
}

/// How far every ledger goes.
#[derive(Debug, Clone, Default)]
pub struct Heads(pub(super) BTreeMap<LedgerId, Head>);

impl Heads {
    #[must_use]
    pub fn positions(&self, source: Source) -> Positions {
        let ledgers = self.0.iter();
        ledgers.map(|(id, head)| (*id, head.at(source))).collect()
    }

    #[must_use]
    pub fn regions(&self) -> BTreeMap<LedgerId, RegionId> {
        let ledgers = self.0.iter();
        ledgers.map(|(id, head)| (*id, head.region)).collect()
    }

    /// The ledgers in which a place's events can stand.
    pub fn within(&self, reach: Reach) -> impl Iterator<Item = LedgerId> + '_ {
        self.0
            .iter()
            .filter(move |(id, head)| reach.holds(**id, head.region))
            .map(|(id, _)| *id)
    }
}

impl Head {
    const fn at(self, source: Source) -> i64 {
        match source {
            Source::Sealed => self.sealed,
            Source::Folded => self.folded,
        }
    }
}

/// What was read at once.
#[derive(Debug, Default)]
pub struct Pass {
    pub heads: Heads,
    /// By ledger, and in the order of each.
    pub events: Vec<SealedEvent>,
    /// How far the ledgers were read in which there was something new.
    pub until: Positions,
    /// Where numbers may have changed, and what they are now.
    pub counts: BTreeMap<CommunityId, BTreeMap<String, i64>>,
    /// Whether there is more at once.
    pub goes_on: bool,
}

/// Reads on from these positions; a ledger that is not among them, from its beginning.
pub fn read_on(db: &Db, source: Source, from: &Positions) -> Result<Pass, Error> {
    db.in_system("live.read_on", |tx| {
        let mut pass = Pass {
            heads: store::heads(tx)?,
            ..Pass::default()
        };
        let mut stretches = Stretches::default();
        for (ledger, head) in &pass.heads.0 {
            let (from, head) = (from.get(ledger).copied().unwrap_or(0), head.at(source));
            if from < head {
                pass.goes_on |= stretches.add(*ledger, from, head);
            }
        }
        pass.events = ledger::read(tx, &stretches, Kind::ALL)?;
        if source == Source::Folded && !stretches.is_empty() {
            let mut changed: BTreeSet<CommunityId> = stretches
                .ledgers
                .iter()
                .map(|ledger| CommunityId::from_uuid(ledger.uuid()))
                .collect();
            // What one community offers is counted where it waits for an answer.
            changed.extend(pass.events.iter().filter_map(notice::counted_at));
            pass.counts = dashboards::now(tx, &changed)?;
        }
        pass.until = stretches.ledgers.into_iter().zip(stretches.until).collect();
        Ok(pass)
    })
}

/// Positions that somebody who comes back may have missed at most; whoever missed more had
/// better look at everything anew.
const MOST_MISSED: i64 = 1_000;

/// The events of these ledgers after one place and up to another; nothing when there are too
/// many.
pub fn between(
    db: &Db,
    ledgers: &[LedgerId],
    after: &Positions,
    until: &Positions,
) -> Result<Option<Vec<SealedEvent>>, Error> {
    let at = |positions: &Positions, ledger| positions.get(&ledger).copied().unwrap_or(0);
    let behind: Vec<(LedgerId, i64, i64)> = ledgers
        .iter()
        .map(|ledger| (*ledger, at(after, *ledger), at(until, *ledger)))
        .filter(|(_, after, until)| after < until)
        .collect();
    let missed: i64 = behind.iter().map(|(_, after, until)| until - after).sum();
    if missed > MOST_MISSED {
        return Ok(None);
    }
    db.in_system("live.between", |tx| {
        let mut events = Vec::new();
        let mut rest = behind.clone();
        while !rest.is_empty() {
            let mut stretches = Stretches::default();
            for (ledger, after, until) in rest {
                stretches.add(ledger, after, until);
            }
            events.append(&mut ledger::read(tx, &stretches, Kind::ALL)?);
            rest = stretches
                .ledgers
                .into_iter()
                .zip(stretches.until)
                .map(|(ledger, read)| (ledger, read, at(until, ledger)))
                .filter(|(_, read, until)| read < until)
                .collect();
        }
        Ok(Some(events))
    })
}

/// The numbers of every community of a region, as they are now.
pub fn counts_of_region(
    db: &Db,
    region: RegionId,
) -> Result<BTreeMap<CommunityId, BTreeMap<String, i64>>, Error> {
    db.in_system("live.counts", |tx| {
        let communities = store::communities_of(tx, region)?;
        dashboards::now(tx, &communities)
    })
}
