//! Places that are no building: a kind and a name in a settlement are one place.

use std::collections::HashMap;

use super::address::street_of;
use super::cells::{Cells, Notes};
use super::coordinates::Coordinates;
use super::known::Known;
use super::report::Table;
use super::write::{Comparison, Written};
use super::{Mode, Takes};
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::entry::{EntryState, NamedPlaceKind, PlaceEntry};
use crate::housing::mapping::{Area, Places as Columns};
use crate::housing::remark::Reason;
use crate::housing::spelling::lossy_key;
use crate::housing::store_import as store;
use crate::ids::{PlaceId, SettlementId, StreetId};
use crate::text::Name;

type Key = (SettlementId, NamedPlaceKind, String);

pub(super) struct PendingPlace {
    key: Key,
    place: Option<(f64, f64)>,
    street: Option<StreetId>,
    crossing_street: Option<StreetId>,
}

pub(super) struct Places<'m> {
    columns: &'m Columns,
    area: Option<Area>,
    seen: HashMap<Key, u64>,
}

impl<'m> Places<'m> {
    pub(super) fn new(columns: &'m Columns, area: Option<Area>) -> Self {
        Self {
            columns,
            area,
            seen: HashMap::new(),
        }
    }

    /// A street of the row by its name, when it names one.
    fn street(
        &self,
        known: &Known,
        row: Cells<'_>,
        column: Option<&'m String>,
    ) -> Result<Option<StreetId>, (&'m str, Reason)> {
        if row.maybe(column).is_empty() {
            return Ok(None);
        }
        let at = street_of(known, row, (Some(&self.columns.settlement), None, column))?;
        Ok(known.streets.get(at).map(|street| street.id))
    }

    fn key(&self, known: &Known, row: Cells<'_>) -> Result<Key, (&'m str, Reason)> {
        let columns = self.columns;
        let settlement = known.settlements.find(row.get(&columns.settlement));
        let settlement = settlement.map_err(|reason| (columns.settlement.as_str(), reason))?;
        let kind = kind_of(row.get(&columns.kind))
            .ok_or((columns.kind.as_str(), Reason::PlaceKindNotUnderstood))?;
        let name: Name = match row.get(&columns.name).parse() {
            Ok(name) => name,
            Err(_) => return Err((&columns.name, Reason::MissingColumn)),
        };
        if lossy_key(name.as_str()).is_empty() {
            return Err((&columns.name, Reason::MissingColumn));
        }
        Ok((settlement, kind, name.to_string()))
    }
}

/// By its code, or by its Ukrainian word.
fn kind_of(text: &str) -> Option<NamedPlaceKind> {
    let text = text.to_lowercase();
    let mut all = NamedPlaceKind::ALL.iter().copied();
    all.find(|kind| text == kind.code() || text == kind.word())
}

impl Takes for Places<'_> {
    type Pending = PendingPlace;
    type Found = ();
    const TABLE: Table = Table::Places;

    fn columns(&self) -> Vec<String> {
        self.columns.columns()
    }

    fn read(
        &mut self,
        known: &mut Known,
        (): &(),
        row: Cells<'_>,
        notes: &mut Notes<'_>,
    ) -> Option<PendingPlace> {
        let columns = self.columns;
        let key = match self.key(known, row) {
            Ok(key) => key,
            Err((column, reason)) => return notes.refuse(row, column, &reason),
        };
        let street = self.street(known, row, columns.street.as_ref());
        let crossing = self.street(known, row, columns.crossing_street.as_ref());
        let (street, crossing_street) = match (street, crossing) {
            (Ok(street), Ok(crossing)) => (street, crossing),
            (Err((column, reason)), _) | (_, Err((column, reason))) => {
                return notes.refuse(row, column, &reason);
            }
        };
        if let (None, Some(_), Some(column)) = (street, crossing_street, &columns.street) {
            return notes.refuse(row, column, &Reason::MissingColumn);
        }
        if let Some(line) = self.seen.get(&key) {
            return notes.refuse(row, &columns.name, &Reason::DuplicateRow { line: *line });
        }
        self.seen.insert(key.clone(), row.line());
        notes.remark_on_defects(row);
        let coordinates = Coordinates {
            latitude: columns.latitude.as_ref(),
            longitude: columns.longitude.as_ref(),
            area: self.area,
        };
        Some(PendingPlace {
            key,
            place: coordinates.believe(row, notes),
            street,
            crossing_street,
        })
    }

    fn named_by(&self) -> &str {
        &self.columns.name
    }

    /// What the source does not say stays.
    fn write(
        &self,
        tx: &mut CommunityTx<'_>,
        pending: &[PendingPlace],
        mode: Mode,
    ) -> Result<Written, Error> {
        let settlements: Vec<_> = pending.iter().map(|place| place.key.0).collect();
        let before = store::places_of_all(tx, &settlements)?;
        let before: HashMap<Key, PlaceEntry> = before
            .into_iter()
            .map(|entry| ((entry.settlement_id, entry.kind, entry.name.clone()), entry))
            .collect();
        let mut comparison = Comparison::new();
        for (at, place) in pending.iter().enumerate() {
            let known = before.get(&place.key);
            let (settlement_id, kind, name) = place.key.clone();
            let after = PlaceEntry {
                community_id: tx.community(),
                id: known.map_or_else(PlaceId::new, |entry| entry.id),
                settlement_id,
                kind,
                search_key: lossy_key(&name),
                name,
                latitude: place
                    .place
                    .map(|place| place.0)
                    .or(known.and_then(|one| one.latitude)),
                longitude: place
                    .place
                    .map(|place| place.1)
                    .or(known.and_then(|one| one.longitude)),
                street_id: place.street.or(known.and_then(|one| one.street_id)),
                crossing_street_id: place
                    .crossing_street
                    .or(known.and_then(|one| one.crossing_street_id)),
                state: known.map_or(EntryState::Active, |entry| entry.state),
                version: known.map_or(1, |entry| entry.version),
            };
            comparison.note(at, known, after);
        }
        comparison.write(tx, Table::Places, mode)
    }
}
