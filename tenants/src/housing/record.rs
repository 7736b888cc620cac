//! What any source of housing data yields, whatever its files look like. Pure.

use super::{house_number::HouseNumber, street::StreetKind};
use crate::db::words;

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
}

words! {
    OtherNameKind {
        Old = "old",
        Russian = "russian",
        Colloquial = "colloquial",
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct BuildingRecord {
    pub source_ref: String,
    pub street_ref: String,
    pub number: HouseNumber,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub multi_flat: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntranceRecord {
    pub source_ref: String,
    pub building_ref: String,
    pub number: i32,
    pub first_flat: Option<i32>,
    pub last_flat: Option<i32>,
}

/// All that an import brings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registry {
    pub settlements: Vec<SettlementRecord>,
    pub streets: Vec<StreetRecord>,
    pub buildings: Vec<BuildingRecord>,
    pub entrances: Vec<EntranceRecord>,
}
