//! Compares the queues of a batch with the registry's, and writes the difference.

use std::collections::BTreeMap;

use serde_json::{Map, json};

use super::super::Mode;
use super::super::report::{Table, Tally};
use super::super::write::{Comparison, Written};
use super::PendingQueue;
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::entry::{BuildingEntry, FlatQueue};
use crate::housing::remark::Reason;
use crate::housing::store_import::{self as store, Batched};
use crate::ids::BuildingId;

/// A building with the queues of its flats.
#[derive(Clone)]
struct Queued {
    building: BuildingEntry,
    flats: Vec<FlatQueue>,
}

/// What one row did.
enum Did {
    Nothing,
    Changed,
    /// Took away ranges of the registry that it crosses.
    Superseded(Vec<FlatQueue>),
}

impl Queued {
    fn take(&mut self, said: &PendingQueue) -> Did {
        let Some((first_flat, last_flat)) = said.flats else {
            let queue = Some(said.queue.clone());
            if self.building.electricity_queue == queue {
                return Did::Nothing;
            }
            self.building.electricity_queue = queue;
            return Did::Changed;
        };
        let now = FlatQueue {
            first_flat,
            last_flat,
            queue: said.queue.clone(),
        };
        if self.flats.contains(&now) {
            return Did::Nothing;
        }
        let crosses =
            |other: &FlatQueue| other.first_flat <= last_flat && first_flat <= other.last_flat;
        let (mut gone, mut stay): (Vec<_>, Vec<_>) = self.flats.drain(..).partition(crosses);
        stay.push(now);
        stay.sort();
        self.flats = stay;
        gone.retain(|one| (one.first_flat, one.last_flat) != (first_flat, last_flat));
        if gone.is_empty() {
            Did::Changed
        } else {
            Did::Superseded(gone)
        }
    }
}

/// A building has a new version when the queue of any of its flats has changed.
pub(super) fn write(
    tx: &mut CommunityTx<'_>,
    pending: &[PendingQueue],
    mode: Mode,
) -> Result<Written, Error> {
    let before = queued(tx, pending)?;
    let mut after = before.clone();
    let (mut tally, mut doubts) = (Tally::default(), Vec::new());
    for (at, said) in pending.iter().enumerate() {
        let Some(building) = after.get_mut(&said.building) else {
            continue;
        };
        match building.take(said) {
            Did::Nothing => tally.unchanged += 1,
            Did::Changed => tally.changed += 1,
            Did::Superseded(gone) => {
                tally.changed += 1;
                let ranges = shown(&gone);
                doubts.push((at, Reason::QueueSuperseded { ranges }));
            }
        }
    }
    let (mut buildings, mut flats) = (Comparison::new(), Vec::new());
    for ((id, now), then) in after.into_iter().zip(before.into_values()) {
        let mut more = Map::new();
        if then.flats != now.flats {
            more.insert("flat_queues".to_owned(), json!([then.flats, now.flats]));
            flats.push((id, now.flats));
        }
        if then.building != now.building || !more.is_empty() {
            buildings.raise(&then.building, now.building, more);
        }
    }
    let written = buildings.write(tx, Table::Buildings, mode)?;
    if mode == Mode::Take {
        store::replace_flat_queues_of_all(tx, &flats)?;
    }
    Ok(Written {
        tallies: vec![(Table::Queues, tally)],
        doubts,
        ..written
    })
}

fn queued(
    tx: &mut CommunityTx<'_>,
    pending: &[PendingQueue],
) -> Result<BTreeMap<BuildingId, Queued>, Error> {
    let mut ids: Vec<_> = pending.iter().map(|queue| queue.building).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut all = BTreeMap::new();
    for building in BuildingEntry::with_ids(tx, &ids)? {
        let flats = Vec::new();
        all.insert(building.id, Queued { building, flats });
    }
    for (id, queue) in store::flat_queues_of_all(tx, &ids)? {
        if let Some(building) = all.get_mut(&id) {
            building.flats.push(queue);
        }
    }
    Ok(all)
}

fn shown(ranges: &[FlatQueue]) -> String {
    let shown = ranges
        .iter()
        .map(|one| format!("{}–{}", one.first_flat, one.last_flat));
    shown.collect::<Vec<_>>().join(", ")
}
