//! Settlements: rows of the national classifier. Those of other communities are passed over.

use std::collections::HashMap;

use super::cells::{Cells, Notes};
use super::known::Known;
use super::report::Table;
use super::write::{Comparison, Written};
use super::{Mode, Takes};
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::entry::{EntryState, SettlementCategory, SettlementEntry};
use crate::housing::mapping::{Classifier, Mapping};
use crate::housing::record::SettlementRecord;
use crate::housing::remark::Reason;
use crate::housing::spelling::tidy;
use crate::housing::store_import::Batched;
use crate::ids::SettlementId;
use crate::regions::Katottg;

pub(super) struct Settlements<'m> {
    columns: &'m Classifier,
    /// Whose rows are taken.
    community: String,
    seen: HashMap<String, u64>,
}

impl<'m> Settlements<'m> {
    pub(super) fn new(columns: &'m Classifier, community: String) -> Self {
        Self {
            columns,
            community,
            seen: HashMap::new(),
        }
    }
}

impl Takes for Settlements<'_> {
    type Pending = (SettlementId, SettlementRecord);
    type Found = ();
    const TABLE: Table = Table::Settlements;

    fn columns(&self) -> Vec<String> {
        self.columns.columns()
    }

    fn read(
        &mut self,
        known: &mut Known,
        (): &(),
        row: Cells<'_>,
        notes: &mut Notes<'_>,
    ) -> Option<Self::Pending> {
        let columns = self.columns;
        if let Some(community) = &columns.community {
            let Ok(read) = Katottg::read(row.get(community)) else {
                return notes.refuse(row, community, &Reason::KatottgNotUnderstood);
            };
            if read.code.as_str() != self.community {
                notes.report.passed_over += 1;
                return None;
            }
        }
        let Ok(read) = Katottg::read(row.get(&columns.katottg)) else {
            return notes.refuse(row, &columns.katottg, &Reason::KatottgNotUnderstood);
        };
        let katottg = read.code.to_string();
        let name = tidy(row.get(&columns.name));
        let category = category(row.get(&columns.category));
        for (column, value) in [(&columns.name, &name), (&columns.category, &category)] {
            if value.is_empty() {
                return notes.refuse(row, column, &Reason::MissingColumn);
            }
        }
        if category.parse::<SettlementCategory>().is_err() {
            return notes.refuse(row, &columns.category, &Reason::CategoryNotUnderstood);
        }
        if let Some(line) = self.seen.get(&katottg) {
            let reason = Reason::DuplicateSettlement { line: *line };
            return notes.refuse(row, &columns.katottg, &reason);
        }
        self.seen.insert(katottg.clone(), row.line());
        let id = known
            .settlements
            .with_katottg(&katottg)
            .unwrap_or_else(SettlementId::new);
        known.settlements.put(&katottg, &name, id);
        let record = SettlementRecord {
            katottg,
            name,
            category,
        };
        Some((id, record))
    }

    fn named_by(&self) -> &str {
        &self.columns.katottg
    }

    fn write(
        &self,
        tx: &mut CommunityTx<'_>,
        pending: &[Self::Pending],
        mode: Mode,
    ) -> Result<Written, Error> {
        write(tx, pending, mode)
    }
}

/// Those that the mapping itself describes.
pub(super) fn described(
    known: &mut Known,
    mapping: &Mapping,
) -> Vec<(SettlementId, SettlementRecord)> {
    let mut pending = Vec::new();
    for settlement in &mapping.settlements {
        let katottg = settlement.katottg.to_string();
        let id = known.settlements.with_katottg(&katottg);
        let id = id.unwrap_or_else(SettlementId::new);
        known.settlements.put(&katottg, &settlement.name, id);
        let record = SettlementRecord {
            katottg,
            name: settlement.name.clone(),
            category: settlement.category.clone(),
        };
        pending.push((id, record));
    }
    known.settlements.name_after(mapping);
    pending
}

/// The classifier's letters are Latin; some editions write the Cyrillic ones that look alike.
fn category(text: &str) -> String {
    let twin = |letter| match letter {
        'С' => 'C',
        'М' => 'M',
        'Х' => 'X',
        'Т' => 'T',
        other => other,
    };
    if text.chars().count() == 1 {
        text.chars().map(twin).collect()
    } else {
        text.to_owned()
    }
}

pub(super) fn write(
    tx: &mut CommunityTx<'_>,
    pending: &[(SettlementId, SettlementRecord)],
    mode: Mode,
) -> Result<Written, Error> {
    let ids: Vec<_> = pending.iter().map(|(id, _)| *id).collect();
    let before = SettlementEntry::with_ids(tx, &ids)?;
    let before: HashMap<_, _> = before.into_iter().map(|entry| (entry.id, entry)).collect();
    let mut comparison = Comparison::new();
    for (at, (id, record)) in pending.iter().enumerate() {
        let known = before.get(id);
        let after = SettlementEntry {
            community_id: tx.community(),
            id: *id,
            katottg: record.katottg.clone(),
            name: record.name.clone(),
            category: record.category.clone(),
            state: known.map_or(EntryState::Active, |entry| entry.state),
            version: known.map_or(1, |entry| entry.version),
        };
        comparison.note(at, known, after);
    }
    comparison.write(tx, Table::Settlements, mode)
}
