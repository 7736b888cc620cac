//! Entrances: one number in one building is one entrance; flats of two must not overlap.

use std::collections::HashMap;

use super::address::{AddressColumns, At, FoundBuildings};
use super::cells::{Cells, Notes};
use super::known::Known;
use super::report::Table;
use super::values::Values;
use super::write::{Comparison, Written};
use super::{Mode, Takes};
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::entry::{EntranceEntry, EntryState};
use crate::housing::mapping::Entrances as Columns;
use crate::housing::measure::Ordinal;
use crate::housing::remark::Reason;
use crate::housing::sheet::{Header, Row};
use crate::housing::store_import as store;
use crate::ids::{BuildingId, EntranceId};
use crate::text::Name;

pub(super) struct PendingEntrance {
    pub building: BuildingId,
    pub number: i32,
    pub flats: Option<(i32, i32)>,
    pub riser: Option<Name>,
}

/// An entrance of the file, as far as the next ones of its building may ask for it.
struct Sibling {
    number: i32,
    flats: Option<(i32, i32)>,
    line: u64,
}

pub(super) struct Entrances<'m> {
    columns: &'m Columns,
    siblings: HashMap<BuildingId, Vec<Sibling>>,
}

impl<'m> Entrances<'m> {
    pub(super) fn new(columns: &'m Columns) -> Self {
        Self {
            columns,
            siblings: HashMap::new(),
        }
    }

    const fn address(&self) -> AddressColumns<'m> {
        AddressColumns {
            building: Some(&self.columns.building),
            settlement: None,
            street: None,
            street_name: None,
            house: None,
        }
    }
}

impl Takes for Entrances<'_> {
    type Pending = PendingEntrance;
    type Found = FoundBuildings;
    const TABLE: Table = Table::Entrances;
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
    ) -> Result<FoundBuildings, Error> {
        self.address().find(tx, known, header, rows)
    }

    fn read(
        &mut self,
        known: &mut Known,
        found: &FoundBuildings,
        row: Cells<'_>,
        notes: &mut Notes<'_>,
    ) -> Option<PendingEntrance> {
        let columns = self.columns;
        let (building, multi_flat) = match found.with_code(known, row.get(&columns.building)) {
            Ok(building) => building,
            Err(reason) => return notes.refuse(row, &columns.building, &reason),
        };
        let number = match ordinal(row.get(&columns.number), Reason::NumberNotUnderstood) {
            Ok(number) => number,
            Err(reason) => return notes.refuse(row, &columns.number, &reason),
        };
        let flats = match flats(row.get(&columns.first_flat), row.get(&columns.last_flat)) {
            Ok(flats) => flats,
            Err(reason) => return notes.refuse(row, &columns.first_flat, &reason),
        };
        let siblings = self.siblings.entry(building).or_default();
        if let Some(first) = siblings.iter().find(|first| first.number == number) {
            let (line, column) = (first.line, columns.number.as_str());
            if first.flats != flats {
                let reason = Reason::ContradictedOtherwise { line: row.line() };
                notes.suspect(line, (column, row.get(column)), &reason);
            }
            return notes.refuse(row, column, &Reason::DuplicateEntrance { line });
        }
        if let Some(line) = overlapping(siblings, flats) {
            notes.suspect_cell(row, &columns.first_flat, &Reason::FlatsOverlap { line });
        }
        if let Some(doubt) = found.doubt(known, At::Building(building)) {
            notes.suspect_cell(row, &columns.building, &doubt);
        }
        if !multi_flat {
            notes.suspect_cell(row, &columns.building, &Reason::NotMultiFlat);
        }
        notes.remark_on_defects(row);
        siblings.push(Sibling {
            number,
            flats,
            line: row.line(),
        });
        let riser = Values { row, notes }.read(&columns.riser, str::parse);
        Some(PendingEntrance {
            building,
            number,
            flats,
            riser,
        })
    }

    fn named_by(&self) -> &str {
        &self.columns.number
    }

    fn write(
        &self,
        tx: &mut CommunityTx<'_>,
        pending: &[PendingEntrance],
        mode: Mode,
    ) -> Result<Written, Error> {
        write(tx, pending, mode, |building, number| {
            let named = self.siblings.get(&building).map_or(&[][..], Vec::as_slice);
            named.iter().any(|sibling| sibling.number == number)
        })
    }
}

/// The number of an entrance or of a flat, within the bounds that an edit by hand has.
fn ordinal(text: &str, not_understood: Reason) -> Result<i32, Reason> {
    let Ok(number @ 1..) = text.trim().parse::<i64>() else {
        return Err(not_understood);
    };
    let read = Ordinal::new(number).map_err(|beyond| Reason::TooLarge { max: beyond.max });
    read.map(Ordinal::get)
}

pub(super) fn flat(text: &str) -> Result<i32, Reason> {
    ordinal(text, Reason::FlatsNotUnderstood)
}

fn flats(first: &str, last: &str) -> Result<Option<(i32, i32)>, Reason> {
    if first.is_empty() && last.is_empty() {
        return Ok(None);
    }
    match (flat(first)?, flat(last)?) {
        (first, last) if first <= last => Ok(Some((first, last))),
        _ => Err(Reason::FlatsNotUnderstood),
    }
}

fn overlapping(siblings: &[Sibling], flats: Option<(i32, i32)>) -> Option<u64> {
    let (first, last) = flats?;
    let overlaps = |other: &&Sibling| {
        other
            .flats
            .is_some_and(|other| other.0 <= last && first <= other.1)
    };
    siblings.iter().find(overlaps).map(|other| other.line)
}

/// `is_named` tells which entrances the file names itself: their flats were compared already.
pub(super) fn write(
    tx: &mut CommunityTx<'_>,
    pending: &[PendingEntrance],
    mode: Mode,
    is_named: impl Fn(BuildingId, i32) -> bool,
) -> Result<Written, Error> {
    let mut buildings: Vec<_> = pending.iter().map(|entrance| entrance.building).collect();
    buildings.dedup();
    let before: HashMap<_, _> = store::entrances_of_all(tx, &buildings)?
        .into_iter()
        .map(|entry| ((entry.building_id, entry.number), entry))
        .collect();
    let mut comparison = Comparison::new();
    for (at, entrance) in pending.iter().enumerate() {
        let known = before.get(&(entrance.building, entrance.number));
        let flats = |known: Option<(Option<i32>, Option<i32>)>| match entrance.flats {
            Some((first, last)) => (Some(first), Some(last)),
            None => known.unwrap_or_default(),
        };
        let (first_flat, last_flat) = flats(known.map(|entry| (entry.first_flat, entry.last_flat)));
        let riser = entrance.riser.clone();
        let after = EntranceEntry {
            community_id: tx.community(),
            id: known.map_or_else(EntranceId::new, |entry| entry.id),
            building_id: entrance.building,
            number: entrance.number,
            first_flat,
            last_flat,
            riser: riser.or_else(|| known.and_then(|entry| entry.riser.clone())),
            state: known.map_or(EntryState::Active, |entry| entry.state),
            version: known.map_or(1, |entry| entry.version),
        };
        comparison.note(at, known, after);
    }
    let mut written = comparison.write(tx, Table::Entrances, mode)?;
    let unnamed = before.into_values().filter(|entry| {
        entry.state == EntryState::Active && !is_named(entry.building_id, entry.number)
    });
    written.doubts.extend(crossed(pending, unnamed));
    Ok(written)
}

/// Where flats of the batch are those of other entrances, too.
fn crossed(
    pending: &[PendingEntrance],
    others: impl Iterator<Item = EntranceEntry>,
) -> Vec<(usize, Reason)> {
    let mut by_building: HashMap<_, Vec<_>> = HashMap::new();
    for other in others {
        if let Some(flats) = other.first_flat.zip(other.last_flat) {
            let known = by_building.entry(other.building_id).or_default();
            known.push((other.number, flats));
        }
    }
    let crosses = |one: (i32, i32), other: (i32, i32)| one.0 <= other.1 && other.0 <= one.1;
    let doubt = |(at, entrance): (usize, &PendingEntrance)| {
        let flats = entrance.flats?;
        let mut known = by_building.get(&entrance.building)?.iter();
        let (number, _) = known.find(|(_, other)| crosses(flats, *other))?;
        Some((at, Reason::FlatsOverlapRegistry { number: *number }))
    };
    pending.iter().enumerate().filter_map(doubt).collect()
}
