//! Takes in records that come from no files, such as generated ones, in one transaction.

use std::collections::HashMap;
use std::time::Instant;

use serde::Serialize;

use super::Mode;
use super::buildings::{self, PendingBuilding};
use super::entrances::{self, PendingEntrance};
use super::known::{Known, Street};
use super::report::{ImportReport, Progress, Table, Tally};
use super::settlements;
use super::streets::{self, PendingStreet};
use super::write::Written;
use crate::access::Action;
use crate::db::{self, CommunityTx, Tx};
use crate::housing::entry::EntryState;
use crate::housing::record::Registry;
use crate::housing::{Error, store_import as store};
use crate::ids::{BuildingId, SettlementId, StreetId};
use crate::ledger::{Kind, NewEvent};

/// Entries of one statement.
const BATCH: usize = 1_000;

#[derive(Serialize)]
struct Imported<'a> {
    source: &'a str,
    tallies: &'a [(Table, Tally)],
}

/// How far it has come, and who wants to know.
struct Taking<'w> {
    report: ImportReport,
    progress: Progress,
    begun: Instant,
    tell: &'w mut dyn FnMut(&Progress),
}

impl<'w> Taking<'w> {
    fn new(source: &str, tell: &'w mut dyn FnMut(&Progress)) -> Self {
        Self {
            report: ImportReport {
                source: source.to_owned(),
                ..ImportReport::default()
            },
            progress: Progress::none_of(Table::Settlements, 0),
            begun: Instant::now(),
            tell,
        }
    }

    fn begin(&mut self, table: Table, rows: usize) {
        self.progress = Progress::none_of(table, u64::try_from(rows).unwrap_or(u64::MAX));
        self.begun = Instant::now();
    }

    fn count(&mut self, rows: usize, written: &Written) {
        for (table, tally) in &written.tallies {
            self.report.count(*table, *tally);
        }
        self.progress.read += u64::try_from(rows).unwrap_or(u64::MAX);
        self.progress.elapsed = self.begun.elapsed();
        (self.tell)(&self.progress);
    }
}

/// Imports records whose references are whole: one that names what the same registry does not
/// hold is an error. `tell` hears of each batch.
pub fn import_records(
    tx: &mut CommunityTx<'_>,
    source: &str,
    registry: &Registry,
    tell: &mut dyn FnMut(&Progress),
) -> Result<ImportReport, Error> {
    tx.require(Action::ImportHousing)?;
    let mut taking = Taking::new(source, tell);
    store::plan_anew(tx)?;
    let mut known = Known::load(tx)?;
    let settlements = take_settlements(tx, registry, &mut known, &mut taking)?;
    let streets = take_streets(tx, registry, &settlements, &mut known, &mut taking)?;
    let buildings = take_buildings(tx, registry, &streets, &mut taking)?;
    take_entrances(tx, registry, &buildings, &mut taking)?;
    let body = Imported {
        source,
        tallies: &taking.report.tallies,
    };
    let event = NewEvent::new(tx.community(), Kind::HousingImported, tx.community(), &body)?;
    tx.record(event);
    Ok(taking.report)
}

fn dangling(what: &'static str, value: &str) -> db::Error {
    db::Error::Unreadable {
        what,
        value: value.to_owned(),
    }
}

fn take_settlements<'r>(
    tx: &mut CommunityTx<'_>,
    registry: &'r Registry,
    known: &mut Known,
    taking: &mut Taking<'_>,
) -> Result<HashMap<&'r str, SettlementId>, Error> {
    let with_ids = registry.settlements.iter().map(|record| {
        let id = known.settlements.with_katottg(&record.katottg);
        (id.unwrap_or_else(SettlementId::new), record.clone())
    });
    let pending: Vec<_> = with_ids.collect();
    taking.begin(Table::Settlements, pending.len());
    let written = settlements::write(tx, &pending, Mode::Take)?;
    taking.count(pending.len(), &written);
    let names = registry
        .settlements
        .iter()
        .map(|record| record.katottg.as_str());
    Ok(names.zip(pending.iter().map(|(id, _)| *id)).collect())
}

fn take_streets<'r>(
    tx: &mut CommunityTx<'_>,
    registry: &'r Registry,
    settlements: &HashMap<&str, SettlementId>,
    known: &mut Known,
    taking: &mut Taking<'_>,
) -> Result<HashMap<&'r str, StreetId>, Error> {
    let mut ids = HashMap::new();
    taking.begin(Table::Streets, registry.streets.len());
    for records in registry.streets.chunks(BATCH) {
        let mut pending = Vec::with_capacity(records.len());
        for record in records {
            let settlement = *settlements
                .get(record.settlement_ref.as_str())
                .ok_or_else(|| dangling("settlement of a street", &record.settlement_ref))?;
            let called = known.streets.called(settlement, record.kind, &record.name);
            let street = called.and_then(|at| known.streets.get(at));
            let id = street.map_or_else(StreetId::new, |street| street.id);
            if street.is_none() {
                let street = Street {
                    id,
                    settlement,
                    kind: record.kind,
                    name: record.name.clone(),
                    state: EntryState::Active,
                    line: 0,
                };
                known.streets.put(street);
            }
            ids.insert(record.source_ref.as_str(), id);
            pending.push(PendingStreet {
                id,
                settlement,
                kind: record.kind,
                name: record.name.clone(),
                source_ref: record.source_ref.clone(),
                other_names: record.other_names.clone(),
            });
        }
        taking.count(records.len(), &streets::write(tx, &pending, Mode::Take)?);
    }
    Ok(ids)
}

fn take_buildings<'r>(
    tx: &mut CommunityTx<'_>,
    registry: &'r Registry,
    streets: &HashMap<&str, StreetId>,
    taking: &mut Taking<'_>,
) -> Result<HashMap<&'r str, BuildingId>, Error> {
    let mut ids = HashMap::new();
    taking.begin(Table::Buildings, registry.buildings.len());
    for records in registry.buildings.chunks(BATCH) {
        let mut pending = Vec::with_capacity(records.len());
        for record in records {
            let street = *streets
                .get(record.street_ref.as_str())
                .ok_or_else(|| dangling("street of a building", &record.street_ref))?;
            pending.push(PendingBuilding {
                at: 0,
                id: BuildingId::new(),
                street,
                number: record.number,
                source_ref: record.source_ref.clone(),
                place: record.latitude.zip(record.longitude),
                multi_flat: record.multi_flat,
                known: record.known.clone(),
            });
        }
        let written = buildings::write(tx, &pending, Mode::Take)?;
        taking.count(records.len(), &written);
        let names = records.iter().map(|record| record.source_ref.as_str());
        ids.extend(names.zip(written.buildings));
    }
    Ok(ids)
}

fn take_entrances(
    tx: &mut CommunityTx<'_>,
    registry: &Registry,
    buildings: &HashMap<&str, BuildingId>,
    taking: &mut Taking<'_>,
) -> Result<(), Error> {
    taking.begin(Table::Entrances, registry.entrances.len());
    for records in registry.entrances.chunks(BATCH) {
        let mut pending = Vec::with_capacity(records.len());
        for record in records {
            let building = *buildings
                .get(record.building_ref.as_str())
                .ok_or_else(|| dangling("building of an entrance", &record.building_ref))?;
            pending.push(PendingEntrance {
                building,
                number: record.number,
                flats: record.first_flat.zip(record.last_flat),
                riser: record.riser.clone(),
            });
        }
        taking.count(
            records.len(),
            &entrances::write(tx, &pending, Mode::Take, |_, _| true)?,
        );
    }
    Ok(())
}
