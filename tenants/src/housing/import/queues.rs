//! Queues of scheduled switch-offs: of a building, or of some of its flats.

mod write;

use std::collections::HashMap;

use super::address::{AddressColumns, At, FoundBuildings};
use super::cells::{Cells, Notes};
use super::entrances::flat;
use super::known::Known;
use super::report::Table;
use super::write::Written;
use super::{Mode, Takes};
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::mapping::Queues as Columns;
use crate::housing::measure::OutageQueue;
use crate::housing::remark::Reason;
use crate::housing::sheet::{Header, Row};
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
                    Some(Reason::QueueOverlap { line: *line })
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
    type Found = FoundBuildings;
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
        self.address().find(tx, known, header, rows)
    }

    fn read(
        &mut self,
        known: &mut Known,
        found: &FoundBuildings,
        row: Cells<'_>,
        notes: &mut Notes<'_>,
    ) -> Option<PendingQueue> {
        let columns = self.columns;
        let place = self.address();
        let at = match place.resolve(known, found, row) {
            Ok(at) => at,
            Err((column, reason)) => return notes.refuse(row, column, &reason),
        };
        let At::Building(building) = at else {
            return notes.refuse(row, place.named_by(), &Reason::UnknownBuilding);
        };
        let Ok(queue) = row.get(&columns.queue).parse() else {
            return notes.refuse(row, &columns.queue, &Reason::QueueNotUnderstood);
        };
        let column = columns.flats.as_deref().unwrap_or_default();
        let flats = match range(row.get(column)) {
            Ok(flats) => flats,
            Err(reason) => return notes.refuse(row, column, &reason),
        };
        if let Some(reason) = self.repeats(building, flats, row.line()) {
            return notes.refuse(row, column, &reason);
        }
        if let Some(doubt) = found.doubt(known, at) {
            notes.suspect_cell(row, place.named_by(), &doubt);
        }
        notes.remark_on_defects(row);
        Some(PendingQueue {
            building,
            flats,
            queue,
        })
    }

    fn named_by(&self) -> &str {
        let place = self.address().named_by();
        self.columns.flats.as_deref().unwrap_or(place)
    }

    fn write(
        &self,
        tx: &mut CommunityTx<'_>,
        pending: &[PendingQueue],
        mode: Mode,
    ) -> Result<Written, Error> {
        write::write(tx, pending, mode)
    }
}

/// «1-20», or one flat; nothing when nothing is said.
fn range(text: &str) -> Result<Range, Reason> {
    if text.is_empty() {
        return Ok(None);
    }
    if text.contains([',', ';']) {
        return Err(Reason::SeveralRanges);
    }
    let text = text.replace(['–', '—'], "-");
    let (first, last) = text.split_once('-').unwrap_or((&text, &text));
    match (flat(first)?, flat(last)?) {
        (first, last) if first <= last => Ok(Some((first, last))),
        _ => Err(Reason::FlatsNotUnderstood),
    }
}
