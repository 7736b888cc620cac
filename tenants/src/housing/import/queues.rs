//! Queues of scheduled switch-offs: of a building, or of some of its flats.

use std::collections::HashMap;

use super::address::{AddressColumns, At, FoundBuildings};
use super::cells::{Cells, Notes};
use super::known::Known;
use super::report::{Table, Tally};
use super::write::{Comparison, Written};
use super::{Mode, Takes};
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::entry::{BuildingEntry, FlatQueue};
use crate::housing::mapping::Queues as Columns;
use crate::housing::measure::OutageQueue;
use crate::housing::remark::Reason;
use crate::housing::sheet::{Header, Row};
use crate::housing::store_import::{self as store, Batched};
use crate::ids::BuildingId;

/// The first and the last flat; nothing for the building itself.
type Range = Option<(i32, i32)>;

pub(super) struct PendingQueue {
    building: BuildingId,
    flats: Range,
    queue: OutageQueue,
}

pub(super) struct Queues<'m> {
    columns: &'m Columns,
    seen: HashMap<BuildingId, Vec<(Range, u64)>>,
}

impl<'m> Queues<'m> {
    pub(super) fn new(columns: &'m Columns) -> Self {
        Self {
            columns,
            seen: HashMap::new(),
        }
    }

    const fn address(&self) -> AddressColumns<'m> {
        AddressColumns {
            building: self.columns.building.as_ref(),
            settlement: self.columns.settlement.as_ref(),
            street: self.columns.street.as_ref(),
            street_name: self.columns.street_name.as_ref(),
            house: self.columns.house.as_ref(),
        }
    }

    /// Where this line contradicts or repeats an earlier one.
    fn repeats(&mut self, building: BuildingId, flats: Range, line: u64) -> Option<Reason> {
        let seen = self.seen.entry(building).or_default();
        let found = seen
            .iter()
            .find_map(|(before, line)| match (before, flats) {
                (None, None) => Some(Reason::DuplicateRow { line: *line }),
                (Some(before), Some(flats)) if *before == flats => {
                    Some(Reason::DuplicateRow { line: *line })
                }
                (Some(before), Some(flats)) if before.0 <= flats.1 && flats.0 <= before.1 => {
                    Some(Reason::QueueOverlap)
                }
                _ => None,
            });
        if found.is_none() {
            seen.push((flats, line));
        }
        found
    }
}

impl Takes for Queues<'_> {
    type Pending = PendingQueue;
    type Found = (FoundBuildings, HashMap<BuildingId, Vec<FlatQueue>>);
    const TABLE: Table = Table::Queues;
    const ASKS: bool = true;

    fn columns(&self) -> Vec<String> {
        self.columns.columns()
    }

    fn look_up(
        &self,
        tx: &mut CommunityTx<'_>,
        known: &Known,
        header: &Header,
        rows: &[Row],
    ) -> Result<Self::Found, Error> {
        let address = self.address();
        let found = address.find(tx, known, header, rows)?;
        let buildings: Vec<_> = rows
            .iter()
            .filter_map(|row| address.resolve(known, &found, Cells { header, row }).ok())
            .filter_map(|at| match at {
                At::Building(id) => Some(id),
                _ => None,
            })
            .collect();
        let mut queues: HashMap<_, Vec<_>> = HashMap::new();
        for (building, queue) in store::flat_queues_of_all(tx, &buildings)? {
            queues.entry(building).or_default().push(queue);
        }
        Ok((found, queues))
    }

    fn read(
        &mut self,
        known: &mut Known,
        (found, queues): &Self::Found,
        row: Cells<'_>,
        notes: &mut Notes<'_>,
    ) -> Option<PendingQueue> {
        let columns = self.columns;
        let building = match self.address().resolve(known, found, row) {
            Ok(At::Building(id)) => id,
            Ok(_) => {
                let column = columns.house.as_ref().or(columns.building.as_ref());
                let column = column.map_or("", String::as_str);
                return notes.refuse(row, column, &Reason::UnknownBuilding);
            }
            Err((column, reason)) => return notes.refuse(row, column, &reason),
        };
        let Ok(queue) = row.get(&columns.queue).parse() else {
            return notes.refuse(row, &columns.queue, &Reason::QueueNotUnderstood);
        };
        let column = columns.flats.as_deref().unwrap_or_default();
        let Ok(flats) = range(row.get(column)) else {
            return notes.refuse(row, column, &Reason::FlatsNotUnderstood);
        };
        let crosses = |(first, last): (i32, i32)| {
            queues.get(&building).is_some_and(|kept| {
                kept.iter().any(|kept| {
                    (kept.first_flat, kept.last_flat) != (first, last)
                        && kept.first_flat <= last
                        && first <= kept.last_flat
                })
            })
        };
        if flats.is_some_and(crosses) {
            return notes.refuse(row, column, &Reason::QueueOverlap);
        }
        if let Some(reason) = self.repeats(building, flats, row.line()) {
            return notes.refuse(row, column, &reason);
        }
        notes.remark_on_defects(row);
        Some(PendingQueue {
            building,
            flats,
            queue,
        })
    }

    fn write(
        &self,
        tx: &mut CommunityTx<'_>,
        pending: &[PendingQueue],
        mode: Mode,
    ) -> Result<Written, Error> {
        write(tx, pending, mode)
    }
}

/// «1-20», or one flat; nothing when nothing is said.
fn range(text: &str) -> Result<Range, ()> {
    if text.is_empty() {
        return Ok(None);
    }
    let text = text.replace(['–', '—'], "-");
    let (first, last) = text.split_once('-').unwrap_or((&text, &text));
    let number = |text: &str| text.trim().parse::<i32>().ok().filter(|n| *n > 0);
    match number(first).zip(number(last)) {
        Some((first, last)) if first <= last => Ok(Some((first, last))),
        _ => Err(()),
    }
}

/// A building has a new version when the queue of any of its flats has changed.
fn write(tx: &mut CommunityTx<'_>, pending: &[PendingQueue], mode: Mode) -> Result<Written, Error> {
    let mut ids: Vec<_> = pending.iter().map(|queue| queue.building).collect();
    ids.sort_unstable();
    ids.dedup();
    let before = BuildingEntry::with_ids(tx, &ids)?;
    let before: HashMap<_, _> = before.into_iter().map(|entry| (entry.id, entry)).collect();
    let kept: HashMap<_, _> = store::flat_queues_of_all(tx, &ids)?
        .into_iter()
        .map(|(building, queue)| ((building, queue.first_flat), queue))
        .collect();
    let mut after = before.clone();
    let (mut flats, mut tally, mut changed) = (Vec::new(), Tally::default(), Vec::new());
    for queue in pending {
        let unchanged = match queue.flats {
            None => set_queue(after.get_mut(&queue.building), &queue.queue),
            Some((first_flat, last_flat)) => {
                let row = FlatQueue {
                    first_flat,
                    last_flat,
                    queue: queue.queue.clone(),
                };
                let known = kept.get(&(queue.building, first_flat));
                let unchanged = known == Some(&row);
                if !unchanged {
                    flats.push((queue.building, row));
                }
                unchanged
            }
        };
        if unchanged {
            tally.unchanged += 1;
        } else {
            tally.changed += 1;
            changed.push(queue.building);
        }
    }
    let mut buildings = Comparison::new();
    changed.sort_unstable();
    changed.dedup();
    for id in &changed {
        if let Some(after) = after.remove(id) {
            buildings.raise(after);
        }
    }
    let written = buildings.write(tx, Table::Buildings, mode)?;
    if mode == Mode::Take && !flats.is_empty() {
        store::write_flat_queues(tx, &flats)?;
    }
    Ok(Written {
        tallies: vec![(Table::Queues, tally)],
        ..written
    })
}

/// Whether it was this one already.
fn set_queue(building: Option<&mut BuildingEntry>, queue: &OutageQueue) -> bool {
    match building {
        Some(building) if building.electricity_queue.as_ref() != Some(queue) => {
            building.electricity_queue = Some(queue.clone());
            false
        }
        _ => true,
    }
}
