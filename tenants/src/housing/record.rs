//! What any source of housing data yields, whatever its files look like. Pure.

use chrono::NaiveDate;

use super::entry::Management;
use super::house_number::HouseNumber;
use super::measure::OutageQueue;
use super::street::StreetKind;
use crate::db::words;
use crate::text::Name;

/// A settlement of the community, by its code in the national classifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementRecord {
    pub katottg: String,
    pub name: String,
    /// The classifier's letter: M, X, C and so on.
    pub category: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreetRecord {
    /// How the source names this row; unique within one import.
    pub source_ref: String,
    /// The settlement's KATOTTG code.
    pub settlement_ref: String,
    pub kind: StreetKind,
    pub name: String,
    pub other_names: Vec<OtherName>,
}

/// A name that a street had or goes by, as its source writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherName {
    pub kind: OtherNameKind,
    pub name: String,
    pub used_from: Option<NaiveDate>,
    /// The first day on which it was no longer used.
    pub used_to: Option<NaiveDate>,
}

words! {
    OtherNameKind {
        Old = "old",
        Russian = "russian",
        Colloquial = "colloquial",
    }
}

/// What a source does not say is nothing, and stays as the registry has it.
#[derive(Clone, Debug, PartialEq)]
pub struct BuildingRecord {
    pub source_ref: String,
    pub street_ref: String,
    pub number: HouseNumber,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub multi_flat: Option<bool>,
    pub known: KnownOfBuilding,
}

/// What else a source may say of a building.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownOfBuilding {
    pub storeys: Option<i32>,
    pub lifts: Option<i32>,
    pub flats: Option<i32>,
    pub management: Option<Management>,
    pub manager: Option<Name>,
    pub electricity_queue: Option<OutageQueue>,
    pub feeder: Option<Name>,
    pub boiler_house: Option<Name>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntranceRecord {
    pub source_ref: String,
    pub building_ref: String,
    pub number: i32,
    pub first_flat: Option<i32>,
    pub last_flat: Option<i32>,
    pub riser: Option<Name>,
}

/// All that an import brings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registry {
    pub settlements: Vec<SettlementRecord>,
    pub streets: Vec<StreetRecord>,
    pub buildings: Vec<BuildingRecord>,
    pub entrances: Vec<EntranceRecord>,
}
