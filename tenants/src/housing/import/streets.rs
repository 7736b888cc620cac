//! Streets: two rows with one code are two streets, and nobody may refer to that code.

use std::collections::HashMap;

use super::aliases::{self, NamedStreet};
use super::cells::{Cells, Notes};
use super::known::Known;
use super::report::Table;
use super::same_street::Printed;
use super::write::{Comparison, Written};
use super::{Mode, Takes};
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::entry::{EntryState, StreetEntry};
use crate::housing::mapping::Streets as Columns;
use crate::housing::record::{OtherName, OtherNameKind};
use crate::housing::remark::Reason;
use crate::housing::spelling::{exact_key, lossy_key, tidy};
use crate::housing::store_import::Batched;
use crate::housing::street::{StreetKind, StreetReading, parse_street};
use crate::ids::{SettlementId, StreetId};

pub(super) struct PendingStreet {
    pub id: StreetId,
    pub settlement: SettlementId,
    pub kind: StreetKind,
    pub name: String,
    pub source_ref: String,
    pub other_names: Vec<OtherName>,
}

pub(super) struct Streets<'m> {
    columns: &'m Columns,
}

impl<'m> Streets<'m> {
    /// From here on a code means what this file says.
    pub(super) fn new(columns: &'m Columns, known: &mut Known) -> Self {
        known.streets.forget_codes();
        Self { columns }
    }
}

impl Takes for Streets<'_> {
    type Pending = PendingStreet;
    type Found = ();
    const TABLE: Table = Table::Streets;

    fn columns(&self) -> Vec<String> {
        self.columns.columns()
    }

    fn read(
        &mut self,
        known: &mut Known,
        (): &(),
        row: Cells<'_>,
        notes: &mut Notes<'_>,
    ) -> Option<PendingStreet> {
        let columns = self.columns;
        let settlement = match known.settlements.find(row.get(&columns.settlement)) {
            Ok(settlement) => settlement,
            Err(reason) => return notes.refuse(row, &columns.settlement, &reason),
        };
        if row.get(&columns.code).is_empty() {
            return notes.refuse(row, &columns.code, &Reason::MissingColumn);
        }
        let readings = parse_street(row.get(&columns.name));
        let [
            StreetReading {
                kind: Some(kind),
                name,
            },
        ] = readings.as_slice()
        else {
            return notes.refuse(row, &columns.name, &Reason::StreetNotUnderstood);
        };
        let code = code_of(row, &columns.settlement, &columns.code);
        let other_names = self.other_names(row);
        let printed = Printed {
            settlement,
            kind: *kind,
            name,
            others: &other_names,
        };
        let (at, remark) = match printed.find(&mut known.streets, &code) {
            Ok(found) => found,
            Err(reason) => return notes.refuse(row, &columns.name, &reason),
        };
        let street = known.streets.get(at)?;
        let (id, kind, name) = (street.id, street.kind, street.name.clone());
        if street.line != 0 {
            let line = street.line;
            return notes.refuse(row, &columns.name, &Reason::DuplicateStreet { line });
        }
        let repeated = known.streets.take(at, &code, row.line());
        let repeated = repeated.map(|line| Reason::RepeatedRef { line });
        let source_ref = match &repeated {
            Some(_) => format!("{code}~{}", exact_key(&name)),
            None => code,
        };
        for (column, reason) in [(&columns.name, remark), (&columns.code, repeated)] {
            if let Some(reason) = reason {
                notes.suspect_cell(row, column, &reason);
            }
        }
        notes.remark_on_defects(row);
        for other in &other_names {
            known.streets.put_alias(id, &other.name);
        }
        Some(PendingStreet {
            id,
            settlement,
            kind,
            name,
            source_ref,
            other_names,
        })
    }

    fn named_by(&self) -> &str {
        &self.columns.name
    }

    fn write(
        &self,
        tx: &mut CommunityTx<'_>,
        pending: &[PendingStreet],
        mode: Mode,
    ) -> Result<Written, Error> {
        write(tx, pending, mode)
    }
}

/// How a file names a street: within its settlement.
pub(super) fn code_of(row: Cells<'_>, settlement: &str, code: &str) -> String {
    format!("{}:{}", row.get(settlement), row.get(code))
}

impl Streets<'_> {
    fn other_names(&self, row: Cells<'_>) -> Vec<OtherName> {
        let columns = [
            (OtherNameKind::Old, &self.columns.old_name),
            (OtherNameKind::Russian, &self.columns.russian_name),
            (OtherNameKind::Colloquial, &self.columns.colloquial_name),
        ];
        let name = |(kind, column): (OtherNameKind, &Option<String>)| OtherName {
            kind,
            name: tidy(row.maybe(column.as_ref())),
            used_from: None,
            used_to: None,
        };
        columns
            .into_iter()
            .map(name)
            .filter(|other| !other.name.is_empty())
            .collect()
    }
}

pub(super) fn write(
    tx: &mut CommunityTx<'_>,
    pending: &[PendingStreet],
    mode: Mode,
) -> Result<Written, Error> {
    let ids: Vec<_> = pending.iter().map(|street| street.id).collect();
    let before = StreetEntry::with_ids(tx, &ids)?;
    let before: HashMap<_, _> = before.into_iter().map(|entry| (entry.id, entry)).collect();
    let mut comparison = Comparison::new();
    for (at, street) in pending.iter().enumerate() {
        let known = before.get(&street.id);
        let after = StreetEntry {
            community_id: tx.community(),
            id: street.id,
            settlement_id: street.settlement,
            kind: street.kind.code().to_owned(),
            name: street.name.clone(),
            search_key: lossy_key(&street.name),
            source_ref: Some(street.source_ref.clone()),
            state: known.map_or(EntryState::Active, |entry| entry.state),
            version: known.map_or(1, |entry| entry.version),
        };
        comparison.note(at, known, after);
    }
    let written = comparison.write(tx, Table::Streets, mode)?;
    let (mut rows, mut named) = (Vec::new(), Vec::new());
    for (at, street) in pending.iter().enumerate() {
        for other in &street.other_names {
            rows.push(at);
            named.push(NamedStreet {
                street: street.id,
                kind: street.kind,
                other: other.clone(),
                says_kind: false,
            });
        }
    }
    let mut others = aliases::write(tx, &named, mode)?;
    for (at, _) in &mut others.doubts {
        *at = rows.get(*at).copied().unwrap_or(*at);
    }
    Ok(written.and(others))
}
