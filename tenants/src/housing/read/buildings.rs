//! Buildings: one number on one street is one building; the first row that names it is taken.

use super::{Cells, ReadError, Table, streets::StreetIndex};
use crate::housing::{
    house_number::{HouseNumber, HouseNumberError},
    mapping::{Buildings, Mapping},
    record::BuildingRecord,
    remark::{FileReport, Reason},
};
use std::{collections::HashMap, io::Read};

/// What entrances may refer to.
#[derive(Default)]
pub(super) struct BuildingIndex {
    pub taken: HashMap<String, Vec<Taken>>,
    /// Codes of rows that were refused, with their lines.
    pub refused: HashMap<String, Vec<u64>>,
}

pub(super) struct Taken {
    pub source_ref: String,
    pub line: u64,
    pub multi_flat: bool,
}

pub(super) fn read(
    mapping: &Mapping,
    streets: &StreetIndex,
    input: impl Read,
) -> Result<(Vec<BuildingRecord>, BuildingIndex, FileReport), ReadError> {
    let columns = &mapping.buildings;
    let mut needed = vec![
        columns.code.as_str(),
        &columns.settlement,
        &columns.street,
        &columns.number,
    ];
    needed.extend([columns.latitude.as_str(), &columns.longitude]);
    needed.extend(columns.multi_flat.as_deref());
    let table = Table::open(mapping, &columns.file, &needed, input)?;
    let mut report = FileReport::new(&table.file);
    let mut buildings: Vec<BuildingRecord> = Vec::new();
    let mut index = BuildingIndex::default();
    let mut seen = HashMap::new();
    let mut places = HashMap::new();
    for row in table.rows(&mut report) {
        let code = row.get(&columns.code).to_owned();
        let Some((street_ref, number)) = identify(mapping, streets, row, &mut report) else {
            index.refused.entry(code).or_default().push(row.line);
            continue;
        };
        let natural = (street_ref.clone(), number.key());
        if let Some(&(line, at)) = seen.get(&natural) {
            refuse_repeated(row, columns, (line, buildings.get(at)), &mut report);
            index.refused.entry(code).or_default().push(row.line);
            continue;
        }
        seen.insert(natural, (row.line, buildings.len()));
        let same = index.taken.entry(code.clone()).or_default();
        let mut source_ref = code;
        if let Some(first) = same.first() {
            let reason = Reason::RepeatedRef { line: first.line };
            report.suspect(row.line, row.cell(&columns.code), &reason);
            source_ref = format!("{source_ref}~{street_ref}~{}", number.key());
        }
        let multi_flat = flag(mapping, row, &mut report);
        let (latitude, longitude) = believe(mapping, row, &mut places, &mut report).unzip();
        row.remark_on_defects(mapping, &mut report);
        same.push(Taken {
            source_ref: source_ref.clone(),
            line: row.line,
            multi_flat,
        });
        report.taken += 1;
        buildings.push(BuildingRecord {
            source_ref,
            street_ref,
            number,
            latitude,
            longitude,
            multi_flat,
        });
    }
    Ok((buildings, index, report))
}

/// The second row of one building. What it says otherwise casts doubt on the first.
fn refuse_repeated(
    row: Cells<'_>,
    columns: &Buildings,
    (line, first): (u64, Option<&BuildingRecord>),
    report: &mut FileReport,
) {
    let cell = row.cell(&columns.number);
    report.refuse(row.line, cell, &Reason::DuplicateBuilding { line });
    let (here, there) = (position(row, columns), position_of(first));
    let metres = apart(here, there);
    if here.is_some() != there.is_some() || metres.is_some_and(|metres| metres > 0) {
        let reason = Reason::ContradictedBy {
            line: row.line,
            metres,
        };
        report.suspect(line, cell, &reason);
    }
}

fn identify(
    mapping: &Mapping,
    streets: &StreetIndex,
    row: Cells<'_>,
    report: &mut FileReport,
) -> Option<(String, HouseNumber)> {
    let columns = &mapping.buildings;
    let mut refuse = |column: &str, reason: &Reason| {
        report.refuse(row.line, (column, row.get(column)), reason);
        None
    };
    if row.get(&columns.code).is_empty() {
        return refuse(&columns.code, &Reason::MissingColumn);
    }
    let settlement = row.get(&columns.settlement);
    if !mapping.settlements.iter().any(|s| s.code == settlement) {
        return refuse(&columns.settlement, &Reason::UnknownSettlement);
    }
    let key = (settlement.to_owned(), row.get(&columns.street).to_owned());
    let street = match streets.get(&key).map_or(&[][..], Vec::as_slice) {
        [(street, _)] => street.clone(),
        [] => return refuse(&columns.street, &Reason::UnknownStreet),
        several => {
            let lines = several.iter().map(|(_, line)| *line).collect();
            return refuse(&columns.street, &Reason::AmbiguousStreet { lines });
        }
    };
    match HouseNumber::parse(row.get(&columns.number)) {
        Ok(number) => Some((street, number)),
        Err(HouseNumberError::NotUnderstood) => {
            refuse(&columns.number, &Reason::NumberNotUnderstood)
        }
        Err(_) => refuse(&columns.number, &Reason::NumberAmbiguous),
    }
}

fn flag(mapping: &Mapping, row: Cells<'_>, report: &mut FileReport) -> bool {
    let Some(column) = mapping.buildings.multi_flat.as_deref() else {
        return false;
    };
    match row.get(column).to_lowercase().as_str() {
        "true" | "1" | "так" | "yes" => true,
        "" | "false" | "0" | "ні" | "no" => false,
        _ => {
            report.suspect(row.line, row.cell(column), &Reason::FlagNotUnderstood);
            false
        }
    }
}

fn position(row: Cells<'_>, columns: &Buildings) -> Option<(f64, f64)> {
    Some((
        row.get(&columns.latitude).parse().ok()?,
        row.get(&columns.longitude).parse().ok()?,
    ))
}

fn position_of(building: Option<&BuildingRecord>) -> Option<(f64, f64)> {
    building.and_then(|b| b.latitude.zip(b.longitude))
}

/// Coordinates that can be believed; every other case is remarked on.
fn believe(
    mapping: &Mapping,
    row: Cells<'_>,
    places: &mut HashMap<(String, String), u64>,
    report: &mut FileReport,
) -> Option<(f64, f64)> {
    let columns = &mapping.buildings;
    let (latitude, longitude) = (row.get(&columns.latitude), row.get(&columns.longitude));
    let cell = row.cell(&columns.latitude);
    if latitude.is_empty() && longitude.is_empty() {
        report.suspect(row.line, cell, &Reason::CoordinatesMissing);
        return None;
    }
    let Some(place) = position(row, columns).filter(|p| p.0.is_finite() && p.1.is_finite()) else {
        report.suspect(row.line, cell, &Reason::CoordinatesNotUnderstood);
        return None;
    };
    let earthly = place.0.abs() <= 90.0 && place.1.abs() <= 180.0;
    if !earthly
        || mapping
            .area
            .is_some_and(|area| !area.holds(place.0, place.1))
    {
        report.suspect(row.line, cell, &Reason::CoordinatesOutside);
        return None;
    }
    match places.get(&(latitude.to_owned(), longitude.to_owned())) {
        Some(&line) => report.suspect(row.line, cell, &Reason::CoordinatesShared { line }),
        None => {
            places.insert((latitude.to_owned(), longitude.to_owned()), row.line);
        }
    }
    Some(place)
}

/// Metres between two places, near enough within a town.
fn apart(one: Option<(f64, f64)>, other: Option<(f64, f64)>) -> Option<u64> {
    let (one, other) = one.zip(other)?;
    let north = (one.0 - other.0) * 111_320.0;
    let east = (one.1 - other.1) * 111_320.0 * one.0.to_radians().cos();
    format!("{:.0}", north.hypot(east)).parse().ok()
}
