//! Streets: two rows with one code are two streets, and nobody may refer to that code.

use super::{Cells, ReadError, Table};
use crate::housing::{
    mapping::Mapping,
    record::{OtherName, OtherNameKind, StreetRecord},
    remark::{FileReport, Reason},
    spelling::{exact_key, tidy},
    street::{StreetReading, parse_street},
};
use std::{collections::HashMap, io::Read};

/// Source references of the streets with a code, each with its line.
pub(super) type StreetIndex = HashMap<(String, String), Vec<(String, u64)>>;

pub(super) fn read(
    mapping: &Mapping,
    input: impl Read,
) -> Result<(Vec<StreetRecord>, StreetIndex, FileReport), ReadError> {
    let columns = &mapping.streets;
    let mut needed = vec![columns.settlement.as_str(), &columns.code, &columns.name];
    needed.extend(columns.old_name.as_deref());
    let table = Table::open(mapping, &columns.file, &needed, input)?;
    let mut report = FileReport::new(&table.file);
    let mut streets: Vec<StreetRecord> = Vec::new();
    let mut index = StreetIndex::new();
    let mut seen: HashMap<(String, &'static str, String), u64> = HashMap::new();
    for row in table.rows(&mut report) {
        let Some(mut street) = parse(mapping, row, &mut report) else {
            continue;
        };
        let natural = (
            street.settlement_ref.clone(),
            street.kind.code(),
            exact_key(&street.name),
        );
        let code = (
            row.get(&columns.settlement).to_owned(),
            row.get(&columns.code).to_owned(),
        );
        if let Some(&line) = seen.get(&natural) {
            report.refuse(
                row.line,
                row.cell(&columns.name),
                &Reason::DuplicateStreet { line },
            );
            continue;
        }
        let same = index.entry(code).or_default();
        if let Some((_, line)) = same.first() {
            report.suspect(
                row.line,
                row.cell(&columns.code),
                &Reason::RepeatedRef { line: *line },
            );
            street.source_ref = format!("{}~{}", street.source_ref, natural.2);
        }
        same.push((street.source_ref.clone(), row.line));
        seen.insert(natural, row.line);
        row.remark_on_defects(mapping, &mut report);
        report.taken += 1;
        streets.push(street);
    }
    Ok((streets, index, report))
}

fn parse(mapping: &Mapping, row: Cells<'_>, report: &mut FileReport) -> Option<StreetRecord> {
    let columns = &mapping.streets;
    let settlement_code = row.get(&columns.settlement);
    let Some(settlement) = mapping
        .settlements
        .iter()
        .find(|s| s.code == settlement_code)
    else {
        report.refuse(
            row.line,
            row.cell(&columns.settlement),
            &Reason::UnknownSettlement,
        );
        return None;
    };
    let code = row.get(&columns.code);
    if code.is_empty() {
        report.refuse(row.line, row.cell(&columns.code), &Reason::MissingColumn);
        return None;
    }
    let readings = parse_street(row.get(&columns.name));
    let [
        StreetReading {
            kind: Some(kind),
            name,
        },
    ] = readings.as_slice()
    else {
        report.refuse(
            row.line,
            row.cell(&columns.name),
            &Reason::StreetNotUnderstood,
        );
        return None;
    };
    let old_name = columns
        .old_name
        .as_deref()
        .map(|column| tidy(row.get(column)));
    Some(StreetRecord {
        source_ref: format!("{settlement_code}:{code}"),
        settlement_ref: settlement.katottg.clone(),
        kind: *kind,
        name: name.clone(),
        other_names: old_name
            .filter(|name| !name.is_empty())
            .map(|name| OtherName {
                kind: OtherNameKind::Old,
                name,
            })
            .into_iter()
            .collect(),
    })
}
