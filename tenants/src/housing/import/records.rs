//! Takes in records that come from no files, such as generated ones, in one transaction.

use std::collections::HashMap;

use serde::Serialize;

use super::Mode;
use super::buildings::{self, PendingBuilding};
use super::entrances::{self, PendingEntrance};
use super::known::{Known, Street};
use super::report::{ImportReport, Table, Tally};
use super::settlements;
use super::streets::{self, PendingStreet};
use super::write::Written;
use crate::access::Action;
use crate::db::{self, CommunityTx, Tx};
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

/// Imports records whose references are whole: one that names what the same registry does not
/// hold is an error.
pub fn import_records(
    tx: &mut CommunityTx<'_>,
    source: &str,
    registry: &Registry,
) -> Result<ImportReport, Error> {
    tx.require(Action::ImportHousing)?;
    let mut report = ImportReport {
        source: source.to_owned(),
        ..ImportReport::default()
    };
    store::plan_anew(tx)?;
    let mut known = Known::load(tx)?;
    let settlements = take_settlements(tx, registry, &mut known, &mut report)?;
    let streets = take_streets(tx, registry, &settlements, &mut known, &mut report)?;
    let buildings = take_buildings(tx, registry, &streets, &mut report)?;
    take_entrances(tx, registry, &buildings, &mut report)?;
    let body = Imported {
        source,
        tallies: &report.tallies,
    };
    let event = NewEvent::new(tx.community(), Kind::HousingImported, tx.community(), &body)?;
    tx.record(event);
    Ok(report)
}

fn dangling(what: &'static str, value: &str) -> db::Error {
    db::Error::Unreadable {
        what,
        value: value.to_owned(),
    }
}

fn count(report: &mut ImportReport, written: &Written) {
    for (table, tally) in &written.tallies {
        report.count(*table, *tally);
    }
}

fn take_settlements<'r>(
    tx: &mut CommunityTx<'_>,
    registry: &'r Registry,
    known: &mut Known,
    report: &mut ImportReport,
) -> Result<HashMap<&'r str, SettlementId>, Error> {
    let with_ids = registry.settlements.iter().map(|record| {
        let id = known.settlements.with_katottg(&record.katottg);
        (id.unwrap_or_else(SettlementId::new), record.clone())
    });
    let pending: Vec<_> = with_ids.collect();
    count(report, &settlements::write(tx, &pending, Mode::Take)?);
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
    report: &mut ImportReport,
) -> Result<HashMap<&'r str, StreetId>, Error> {
    let mut ids = HashMap::new();
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
                    line: 0,
                };
                known.streets.put(street, &record.name);
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
        count(report, &streets::write(tx, &pending, Mode::Take)?);
    }
    Ok(ids)
}

fn take_buildings<'r>(
    tx: &mut CommunityTx<'_>,
    registry: &'r Registry,
    streets: &HashMap<&str, StreetId>,
    report: &mut ImportReport,
) -> Result<HashMap<&'r str, BuildingId>, Error> {
    let mut ids = HashMap::new();
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
        count(report, &written);
        let names = records.iter().map(|record| record.source_ref.as_str());
        ids.extend(names.zip(written.buildings));
    }
    Ok(ids)
}

fn take_entrances(
    tx: &mut CommunityTx<'_>,
    registry: &Registry,
    buildings: &HashMap<&str, BuildingId>,
    report: &mut ImportReport,
) -> Result<(), Error> {
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
        count(report, &entrances::write(tx, &pending, Mode::Take)?);
    }
    Ok(())
}
