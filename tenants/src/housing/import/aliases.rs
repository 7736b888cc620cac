//! Other names of streets, each with its period where the source knows it.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::address::street_of;
use super::cells::{Cells, Notes};
use super::known::Known;
use super::report::Table;
use super::write::{Comparison, Written};
use super::{Mode, Takes};
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::entry::{AliasEntry, EntryState};
use crate::housing::mapping::Aliases as Columns;
use crate::housing::record::{OtherName, OtherNameKind};
use crate::housing::remark::Reason;
use crate::housing::spelling::{lossy_key, tidy};
use crate::housing::store_import as store;
use crate::housing::street::{StreetKind, parse_street};
use crate::ids::{StreetAliasId, StreetId};

#[derive(Clone)]
pub(super) struct NamedStreet {
    pub street: StreetId,
    pub kind: StreetKind,
    pub other: OtherName,
    /// Else the kind of a name that the registry has stays.
    pub says_kind: bool,
}

pub(super) struct Aliases<'m> {
    columns: &'m Columns,
    seen: HashMap<(StreetId, String), u64>,
}

impl<'m> Aliases<'m> {
    pub(super) fn new(columns: &'m Columns) -> Self {
        Self {
            columns,
            seen: HashMap::new(),
        }
    }

    /// From when until when it was called so, as far as the row says.
    fn days(&self, row: Cells<'_>) -> Result<[Option<NaiveDate>; 2], (&'m str, Reason)> {
        let columns = self.columns;
        let mut days = [None, None];
        for (day, column) in days.iter_mut().zip([&columns.used_from, &columns.used_to]) {
            let Some(column) = column else { continue };
            *day = read_day(row.get(column)).map_err(|reason| (column.as_str(), reason))?;
        }
        let [from, to] = days;
        if from.zip(to).is_some_and(|(from, to)| to <= from) {
            let column = columns.used_to.as_deref().unwrap_or_default();
            return Err((column, Reason::EndsBeforeItBegins));
        }
        Ok(days)
    }
}

impl Takes for Aliases<'_> {
    type Pending = NamedStreet;
    type Found = ();
    const TABLE: Table = Table::Aliases;

    fn columns(&self) -> Vec<String> {
        self.columns.columns()
    }

    fn read(
        &mut self,
        known: &mut Known,
        (): &(),
        row: Cells<'_>,
        notes: &mut Notes<'_>,
    ) -> Option<NamedStreet> {
        let columns = self.columns;
        let place = (
            Some(&columns.settlement),
            columns.street.as_ref(),
            columns.street_name.as_ref(),
        );
        let at = match street_of(known, row, place) {
            Ok(at) => at,
            Err((column, reason)) => return notes.refuse(row, column, &reason),
        };
        let of = known.streets.get(at)?;
        let (street, street_kind, doubt) = (of.id, of.kind, of.doubt());
        let said_kind = row.maybe(columns.kind.as_ref());
        let kind = match said_kind {
            "" => OtherNameKind::Old,
            text => match text.parse() {
                Ok(kind) => kind,
                Err(_) => {
                    let column = columns.kind.as_deref().unwrap_or_default();
                    return notes.refuse(row, column, &Reason::KindNotUnderstood);
                }
            },
        };
        let [used_from, used_to] = match self.days(row) {
            Ok(days) => days,
            Err((column, reason)) => return notes.refuse(row, column, &reason),
        };
        let other = OtherName {
            kind,
            name: tidy(row.get(&columns.name)),
            used_from,
            used_to,
        };
        let Some((shown, _)) = shown(&other, street_kind) else {
            return notes.refuse(row, &columns.name, &Reason::MissingColumn);
        };
        if let Some(line) = self.seen.insert((street, shown), row.line()) {
            return notes.refuse(row, &columns.name, &Reason::DuplicateRow { line });
        }
        if let Some(doubt) = doubt {
            notes.suspect_cell(row, place.2.or(place.1).map_or("", String::as_str), &doubt);
        }
        notes.remark_on_defects(row);
        known.streets.put_alias(street, &other.name);
        Some(NamedStreet {
            street,
            kind: street_kind,
            other,
            says_kind: !said_kind.is_empty(),
        })
    }

    fn named_by(&self) -> &str {
        &self.columns.name
    }

    fn write(
        &self,
        tx: &mut CommunityTx<'_>,
        pending: &[NamedStreet],
        mode: Mode,
    ) -> Result<Written, Error> {
        write(tx, pending, mode)
    }
}

/// `2016-02-19` or `19.02.2016`; nothing when nothing is said.
pub(super) fn read_day(text: &str) -> Result<Option<NaiveDate>, Reason> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = ["%Y-%m-%d", "%d.%m.%Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok());
    match read {
        Some(day) if (1000..=9999).contains(&chrono::Datelike::year(&day)) => Ok(Some(day)),
        _ => Err(Reason::DayNotUnderstood),
    }
}

/// Another name as it is shown, without its type when the street has that type still; and its key.
fn shown(other: &OtherName, street: StreetKind) -> Option<(String, String)> {
    let reading = parse_street(&other.name).into_iter().next()?;
    let shown = match reading.kind {
        Some(kind) if kind != street => format!("{} {}", kind.short(), reading.name),
        _ => reading.name.clone(),
    };
    let key = lossy_key(&reading.name);
    (!key.is_empty()).then_some((shown, key))
}

/// What the source does not say stays, unless it contradicts what the source says.
fn period(other: &OtherName, known: Option<&AliasEntry>) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let from = other.used_from.or(known.and_then(|entry| entry.used_from));
    let to = other.used_to.or(known.and_then(|entry| entry.used_to));
    if from.zip(to).is_some_and(|(from, to)| to <= from) {
        (other.used_from, other.used_to)
    } else {
        (from, to)
    }
}

pub(super) fn write(
    tx: &mut CommunityTx<'_>,
    pending: &[NamedStreet],
    mode: Mode,
) -> Result<Written, Error> {
    let streets: Vec<_> = pending.iter().map(|named| named.street).collect();
    let before = store::aliases_of_all(tx, &streets)?;
    let before: HashMap<_, _> = before
        .into_iter()
        .map(|entry| ((entry.street_id, entry.name.clone()), entry))
        .collect();
    let (mut comparison, mut once) = (Comparison::new(), HashSet::new());
    for (at, named) in pending.iter().enumerate() {
        let NamedStreet { street, other, .. } = named;
        let Some((name, search_key)) = shown(other, named.kind) else {
            continue;
        };
        // Some names are the same in both languages: the first kind named stands.
        if !once.insert((*street, name.clone())) {
            continue;
        }
        let known = before.get(&(*street, name.clone()));
        let (used_from, used_to) = period(other, known);
        let after = AliasEntry {
            community_id: tx.community(),
            id: known.map_or_else(StreetAliasId::new, |entry| entry.id),
            street_id: *street,
            kind: known
                .filter(|_| !named.says_kind)
                .map_or(other.kind, |entry| entry.kind),
            name,
            search_key,
            used_from,
            used_to,
            state: known.map_or(EntryState::Active, |entry| entry.state),
            version: known.map_or(1, |entry| entry.version),
        };
        comparison.note(at, known, after);
    }
    comparison.write(tx, Table::Aliases, mode)
}
