//! Entrances: one number in one building is one entrance; flats of two must not overlap.

use super::{Cells, ReadError, Table, buildings::BuildingIndex};
use crate::housing::{
    mapping::{Entrances, Mapping},
    record::EntranceRecord,
    remark::{FileReport, Reason},
};
use std::{collections::HashMap, io::Read};

pub(super) fn read(
    mapping: &Mapping,
    columns: &Entrances,
    buildings: &BuildingIndex,
    input: impl Read,
) -> Result<(Vec<EntranceRecord>, FileReport), ReadError> {
    let mut needed = vec![columns.code.as_str(), &columns.building, &columns.number];
    needed.extend([columns.first_flat.as_str(), &columns.last_flat]);
    let table = Table::open(mapping, &columns.file, &needed, input)?;
    let mut report = FileReport::new(&table.file);
    let mut entrances: Vec<EntranceRecord> = Vec::new();
    let mut of_building: HashMap<String, Vec<(usize, u64)>> = HashMap::new();
    for row in table.rows(&mut report) {
        let Some((entrance, multi_flat)) = parse(columns, buildings, row, &mut report) else {
            continue;
        };
        let siblings = of_building
            .entry(entrance.building_ref.clone())
            .or_default();
        let found = |wanted: &dyn Fn(&EntranceRecord) -> bool| {
            siblings
                .iter()
                .find_map(|(at, line)| entrances.get(*at).filter(|e| wanted(e)).map(|e| (e, *line)))
        };
        if let Some((first, line)) = found(&|e| e.number == entrance.number) {
            let cell = row.cell(&columns.number);
            report.refuse(row.line, cell, &Reason::DuplicateEntrance { line });
            if (first.first_flat, first.last_flat) != (entrance.first_flat, entrance.last_flat) {
                report.suspect(
                    line,
                    cell,
                    &Reason::ContradictedBy {
                        line: row.line,
                        metres: None,
                    },
                );
            }
            continue;
        }
        if let Some((_, line)) = found(&|e| overlap(e, &entrance)) {
            report.suspect(
                row.line,
                row.cell(&columns.first_flat),
                &Reason::FlatsOverlap { line },
            );
        }
        if !multi_flat {
            report.suspect(row.line, row.cell(&columns.building), &Reason::NotMultiFlat);
        }
        row.remark_on_defects(mapping, &mut report);
        siblings.push((entrances.len(), row.line));
        report.taken += 1;
        entrances.push(entrance);
    }
    Ok((entrances, report))
}

fn overlap(one: &EntranceRecord, other: &EntranceRecord) -> bool {
    match (
        one.first_flat.zip(one.last_flat),
        other.first_flat.zip(other.last_flat),
    ) {
        (Some(one), Some(other)) => one.0 <= other.1 && other.0 <= one.1,
        _ => false,
    }
}

fn parse(
    columns: &Entrances,
    buildings: &BuildingIndex,
    row: Cells<'_>,
    report: &mut FileReport,
) -> Option<(EntranceRecord, bool)> {
    let mut refuse = |column: &str, reason: &Reason| {
        report.refuse(row.line, (column, row.get(column)), reason);
        None
    };
    let code = row.get(&columns.building);
    let lost = buildings.refused.get(code).map_or(&[][..], Vec::as_slice);
    let building = match (
        buildings.taken.get(code).map_or(&[][..], Vec::as_slice),
        lost,
    ) {
        ([one], []) => one,
        ([], []) => return refuse(&columns.building, &Reason::UnknownBuilding),
        ([], [line, ..]) => {
            return refuse(&columns.building, &Reason::BuildingRefused { line: *line });
        }
        (several, lost) => {
            let lines = several
                .iter()
                .map(|taken| taken.line)
                .chain(lost.iter().copied())
                .collect();
            return refuse(&columns.building, &Reason::AmbiguousBuilding { lines });
        }
    };
    let positive = |column: &str| row.get(column).parse::<i32>().ok().filter(|n| *n > 0);
    let Some(number) = positive(&columns.number) else {
        return refuse(&columns.number, &Reason::NumberNotUnderstood);
    };
    let unnamed = row.get(&columns.first_flat).is_empty() && row.get(&columns.last_flat).is_empty();
    let flats = positive(&columns.first_flat)
        .zip(positive(&columns.last_flat))
        .filter(|f| f.0 <= f.1);
    if !unnamed && flats.is_none() {
        return refuse(&columns.first_flat, &Reason::FlatsNotUnderstood);
    }
    let entrance = EntranceRecord {
        source_ref: row.get(&columns.code).to_owned(),
        building_ref: building.source_ref.clone(),
        number,
        first_flat: flats.map(|f| f.0),
        last_flat: flats.map(|f| f.1),
    };
    Some((entrance, building.multi_flat))
}
