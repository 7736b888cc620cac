//! Brings a registry that was read into a community's own, in one transaction.
//!
//! Natural keys decide what is the same thing, so that a second run of the same files changes
//! nothing. What the files no longer name stays: a registry is not emptied by a shorter file.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::building::stored_kind;
use super::mapping::Mapping;
use super::read::ReadRegistry;
use super::record::{BuildingRecord, OtherName};
use super::remark::FileReport;
use super::spelling::{exact_key, lossy_key};
use super::store::{self, AliasRow, BuildingRow, EntranceRow, SettlementRow, StreetRow};
use super::street::{StreetKind, parse_street};
use super::{Error, record::Registry};
use crate::access::Action;
use crate::db::{self, CommunityTx, Tx};
use crate::ids::{BuildingId, EntranceId, SettlementId, StreetAliasId, StreetId};
use crate::ledger::{Kind, NewEvent};

/// What an import did to one table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    pub source: String,
    pub settlements: Tally,
    pub streets: Tally,
    pub aliases: Tally,
    pub buildings: Tally,
    pub entrances: Tally,
    /// What became of every row of every file.
    pub files: Vec<FileReport>,
}

#[derive(Serialize)]
struct Imported<'a> {
    source: &'a str,
    settlements: Tally,
    streets: Tally,
    aliases: Tally,
    buildings: Tally,
    entrances: Tally,
    files: Vec<Counts<'a>>,
}

#[derive(Serialize)]
struct Counts<'a> {
    file: &'a str,
    read: usize,
    taken: usize,
    refused: usize,
    suspicious: usize,
}

/// Imports what was read from files. Refuses files that the mapping says are another community's.
pub fn import(
    tx: &mut CommunityTx<'_>,
    mapping: &Mapping,
    read: &ReadRegistry,
) -> Result<ImportReport, Error> {
    tx.require(Action::ImportHousing)?;
    let community = store::own_katottg(tx)?;
    if community != mapping.community {
        return Err(Error::OtherCommunity {
            files: mapping.community.clone(),
            community,
        });
    }
    take_over(tx, &mapping.source, &read.registry, &read.reports)
}

/// Imports records that come from no files, such as generated ones.
pub fn import_records(
    tx: &mut CommunityTx<'_>,
    source: &str,
    registry: &Registry,
) -> Result<ImportReport, Error> {
    tx.require(Action::ImportHousing)?;
    take_over(tx, source, registry, &[])
}

fn take_over(
    tx: &mut CommunityTx<'_>,
    source: &str,
    registry: &Registry,
    files: &[FileReport],
) -> Result<ImportReport, Error> {
    let mut report = ImportReport {
        source: source.to_owned(),
        files: files.to_vec(),
        ..ImportReport::default()
    };
    let settlements = write_settlements(tx, registry, &mut report.settlements)?;
    let streets = write_streets(tx, registry, &settlements, &mut report.streets)?;
    write_aliases(tx, registry, &streets, &mut report.aliases)?;
    let buildings = write_buildings(tx, registry, &streets, &mut report.buildings)?;
    write_entrances(tx, registry, &buildings, &mut report.entrances)?;
    let body = Imported {
        source: &report.source,
        settlements: report.settlements,
        streets: report.streets,
        aliases: report.aliases,
        buildings: report.buildings,
        entrances: report.entrances,
        files: report.files.iter().map(Counts::of).collect(),
    };
    let event = NewEvent::new(tx.community(), Kind::HousingImported, tx.community(), &body)?;
    tx.record(event);
    Ok(report)
}

impl<'a> Counts<'a> {
    fn of(report: &'a FileReport) -> Self {
        Self {
            file: &report.file,
            read: report.read,
            taken: report.taken,
            refused: report.refused.len(),
            suspicious: report.suspicious.len(),
        }
    }
}

/// Counts a row and keeps it if it has to be written.
fn note<R: PartialEq>(row: R, known: Option<&R>, tally: &mut Tally, write: &mut Vec<R>) {
    match known {
        Some(known) if *known == row => tally.unchanged += 1,
        Some(_) => {
            tally.changed += 1;
            write.push(row);
        }
        None => {
            tally.added += 1;
            write.push(row);
        }
    }
}

/// A record that names something which the same registry does not hold.
fn dangling(what: &'static str, value: &str) -> db::Error {
    db::Error::Unreadable {
        what,
        value: value.to_owned(),
    }
}

fn write_settlements(
    tx: &mut CommunityTx<'_>,
    registry: &Registry,
    tally: &mut Tally,
) -> Result<HashMap<String, SettlementId>, Error> {
    let known: HashMap<String, SettlementRow> = SettlementRow::all(tx)?
        .into_iter()
        .map(|row| (row.katottg.clone(), row))
        .collect();
    let (mut write, mut ids) = (Vec::new(), HashMap::new());
    for record in &registry.settlements {
        let before = known.get(&record.katottg);
        let row = SettlementRow {
            community_id: tx.community(),
            id: before.map_or_else(SettlementId::new, |row| row.id),
            katottg: record.katottg.clone(),
            name: record.name.clone(),
            category: record.category.clone(),
        };
        ids.insert(record.katottg.clone(), row.id);
        note(row, before, tally, &mut write);
    }
    SettlementRow::write(tx, &write)?;
    Ok(ids)
}

fn write_streets(
    tx: &mut CommunityTx<'_>,
    registry: &Registry,
    settlements: &HashMap<String, SettlementId>,
    tally: &mut Tally,
) -> Result<HashMap<String, StreetId>, Error> {
    let mut known = HashMap::new();
    for row in StreetRow::all(tx)? {
        known.insert(
            (
                row.settlement_id,
                stored_kind(&row.kind)?,
                exact_key(&row.name),
            ),
            row,
        );
    }
    let (mut write, mut ids) = (Vec::new(), HashMap::new());
    for record in &registry.streets {
        let settlement = *settlements
            .get(&record.settlement_ref)
            .ok_or_else(|| dangling("settlement of a street", &record.settlement_ref))?;
        let before = known.get(&(settlement, record.kind, exact_key(&record.name)));
        let row = StreetRow {
            community_id: tx.community(),
            id: before.map_or_else(StreetId::new, |row| row.id),
            settlement_id: settlement,
            kind: record.kind.code().to_owned(),
            name: record.name.clone(),
            search_key: lossy_key(&record.name),
            source_ref: Some(record.source_ref.clone()),
        };
        ids.insert(record.source_ref.clone(), row.id);
        note(row, before, tally, &mut write);
    }
    StreetRow::write(tx, &write)?;
    Ok(ids)
}

/// Another name as it is shown, without its type when the street has that type still; and its key.
fn shown(other: &OtherName, street: StreetKind) -> Option<(String, String)> {
    let reading = parse_street(&other.name).into_iter().next()?;
    let shown = match reading.kind {
        Some(kind) if kind != street => {
            format!("{} {}", StreetKind::short(kind), reading.name)
        }
        _ => reading.name.clone(),
    };
    Some((shown, lossy_key(&reading.name)))
}

fn write_aliases(
    tx: &mut CommunityTx<'_>,
    registry: &Registry,
    streets: &HashMap<String, StreetId>,
    tally: &mut Tally,
) -> Result<(), Error> {
    let known: HashMap<(StreetId, String), AliasRow> = AliasRow::all(tx)?
        .into_iter()
        .map(|row| ((row.street_id, row.name.clone()), row))
        .collect();
    let (mut write, mut named) = (Vec::new(), HashSet::new());
    for record in &registry.streets {
        let street = *streets
            .get(&record.source_ref)
            .ok_or_else(|| dangling("street", &record.source_ref))?;
        for other in &record.other_names {
            let Some((name, search_key)) = shown(other, record.kind) else {
                continue;
            };
            // Some names are the same in both languages: the first kind named stands.
            if !named.insert((street, name.clone())) {
                continue;
            }
            let before = known.get(&(street, name.clone()));
            let row = AliasRow {
                community_id: tx.community(),
                id: before.map_or_else(StreetAliasId::new, |row| row.id),
                street_id: street,
                kind: before.map_or_else(|| other.kind.code().to_owned(), |row| row.kind.clone()),
                name,
                search_key,
            };
            note(row, before, tally, &mut write);
        }
    }
    AliasRow::write(tx, &write)?;
    Ok(())
}

fn write_buildings(
    tx: &mut CommunityTx<'_>,
    registry: &Registry,
    streets: &HashMap<String, StreetId>,
    tally: &mut Tally,
) -> Result<HashMap<String, BuildingId>, Error> {
    let known: HashMap<(StreetId, String), BuildingRow> = BuildingRow::all(tx)?
        .into_iter()
        .map(|row| ((row.street_id, row.number_key.clone()), row))
        .collect();
    let (mut write, mut ids) = (Vec::new(), HashMap::new());
    for record in &registry.buildings {
        let BuildingRecord {
            source_ref,
            street_ref,
            number,
            latitude,
            longitude,
            multi_flat,
        } = record;
        let street = *streets
            .get(street_ref)
            .ok_or_else(|| dangling("street of a building", street_ref))?;
        let before = known.get(&(street, number.key()));
        let row = BuildingRow {
            community_id: tx.community(),
            id: before.map_or_else(BuildingId::new, |row| row.id),
            street_id: street,
            number: number.to_string(),
            number_key: number.key(),
            latitude: *latitude,
            longitude: *longitude,
            multi_flat: *multi_flat,
            source_ref: Some(source_ref.clone()),
        };
        ids.insert(source_ref.clone(), row.id);
        note(row, before, tally, &mut write);
    }
    BuildingRow::write(tx, &write)?;
    Ok(ids)
}

fn write_entrances(
    tx: &mut CommunityTx<'_>,
    registry: &Registry,
    buildings: &HashMap<String, BuildingId>,
    tally: &mut Tally,
) -> Result<(), Error> {
    let known: HashMap<(BuildingId, i32), EntranceRow> = EntranceRow::all(tx)?
        .into_iter()
        .map(|row| ((row.building_id, row.number), row))
        .collect();
    let mut write = Vec::new();
    for record in &registry.entrances {
        let building = *buildings
            .get(&record.building_ref)
            .ok_or_else(|| dangling("building of an entrance", &record.building_ref))?;
        let before = known.get(&(building, record.number));
        let row = EntranceRow {
            community_id: tx.community(),
            id: before.map_or_else(EntranceId::new, |row| row.id),
            building_id: building,
            number: record.number,
            first_flat: record.first_flat,
            last_flat: record.last_flat,
        };
        note(row, before, tally, &mut write);
    }
    EntranceRow::write(tx, &write)?;
    Ok(())
}
