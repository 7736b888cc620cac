//! The entries of the registry as they are kept: what stands in each, whatever brought it there.
//!
//! An entry is never deleted, because an appeal may refer to it: it is retired, and may come
//! back. Each has a version, which every change raises by one.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Deserializer, Serialize};

use super::house_number::HouseNumber;
use super::measure::OutageQueue;
use super::record::OtherNameKind;
use super::street::StreetKind;
use crate::db::schema::{
    buildings, entrances, flat_queues, places, settlements, street_aliases, streets,
};
use crate::db::words;
use crate::ids::{
    BuildingId, CommunityId, EntranceId, PlaceId, SettlementId, StreetAliasId, StreetId,
};
use crate::text::{Name, Text};

words! {
    EntryState {
        Active = "active",
        /// Not offered any more; what refers to it goes on doing so.
        Retired = "retired",
    }
}

words! {
    /// What a settlement is, by the letters of the national classifier.
    SettlementCategory {
        /// місто
        City = "M",
        /// селище міського типу
        Town = "T",
        /// селище
        Rural = "X",
        /// село
        Village = "C",
    }
}

words! {
    /// Who runs a building.
    Management {
        ManagingCompany = "managing_company",
        /// ОСББ, the association of its co-owners.
        Osbb = "osbb",
        CoOwners = "co_owners",
    }
}

words! {
    /// A place that is no building.
    NamedPlaceKind {
        Crossroads = "crossroads",
        Microdistrict = "microdistrict",
        Park = "park",
        Square = "square",
        Bridge = "bridge",
        Other = "other",
    }
}

impl NamedPlaceKind {
    /// The Ukrainian word that goes before a name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Crossroads => "перехрестя",
            Self::Microdistrict => "мікрорайон",
            Self::Park => "парк",
            Self::Square => "площа",
            Self::Bridge => "міст",
            Self::Other => "місце",
        }
    }
}

macro_rules! entries {
    ($($(#[$doc:meta])* $entry:ident of $table:ident ($id:ident) {
        $($(#[$field_doc:meta])* $field:ident: $kind:ty,)+
    })+) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, PartialEq, Serialize, Deserialize, Queryable, Selectable, Insertable,
            AsChangeset,
        )]
        #[diesel(table_name = $table, primary_key(community_id, id), treat_none_as_null = true)]
        pub struct $entry {
            #[serde(skip_serializing)]
            pub community_id: CommunityId,
            pub id: $id,
            $($(#[$field_doc])* pub $field: $kind,)+
            pub state: EntryState,
            #[serde(skip_serializing)]
            pub version: i32,
        }
    )+};
}

entries! {
    SettlementEntry of settlements (SettlementId) {
        katottg: String,
        name: String,
        /// The code of a `SettlementCategory`.
        category: String,
    }
    StreetEntry of streets (StreetId) {
        settlement_id: SettlementId,
        /// The code of a `StreetKind`.
        kind: String,
        name: String,
        #[serde(skip_serializing)]
        search_key: String,
        source_ref: Option<String>,
    }
    /// A name that a street had or goes by.
    AliasEntry of street_aliases (StreetAliasId) {
        street_id: StreetId,
        kind: OtherNameKind,
        name: String,
        #[serde(skip_serializing)]
        search_key: String,
        used_from: Option<NaiveDate>,
        /// The first day on which it was no longer called so.
        used_to: Option<NaiveDate>,
    }
    BuildingEntry of buildings (BuildingId) {
        street_id: StreetId,
        number: String,
        #[serde(skip_serializing)]
        number_key: String,
        latitude: Option<f64>,
        longitude: Option<f64>,
        multi_flat: bool,
        source_ref: Option<String>,
        storeys: Option<i32>,
        lifts: Option<i32>,
        flats: Option<i32>,
        management: Option<Management>,
        /// The managing company or the association, by its name.
        manager: Option<Name>,
        electricity_queue: Option<OutageQueue>,
        feeder: Option<Name>,
        boiler_house: Option<Name>,
    }
    EntranceEntry of entrances (EntranceId) {
        building_id: BuildingId,
        number: i32,
        first_flat: Option<i32>,
        last_flat: Option<i32>,
        riser: Option<Name>,
    }
    PlaceEntry of places (PlaceId) {
        settlement_id: SettlementId,
        kind: NamedPlaceKind,
        name: String,
        #[serde(skip_serializing)]
        search_key: String,
        latitude: Option<f64>,
        longitude: Option<f64>,
        street_id: Option<StreetId>,
        crossing_street_id: Option<StreetId>,
    }
}

/// A word that is the code of no kind of street.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be one of: {}", StreetKind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(", "))]
pub struct NotAStreetKind;

impl std::str::FromStr for StreetKind {
    type Err = NotAStreetKind;

    fn from_str(code: &str) -> Result<Self, NotAStreetKind> {
        Self::from_code(code).ok_or(NotAStreetKind)
    }
}

impl<'de> Deserialize<'de> for StreetKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for HouseNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Text::<40>::deserialize(deserializer)?;
        Self::parse(text.as_str()).map_err(serde::de::Error::custom)
    }
}

impl BuildingEntry {
    /// A building of which no more is known than where it stands on its street.
    pub(super) fn bare(
        community: CommunityId,
        id: BuildingId,
        street: StreetId,
        number: &HouseNumber,
    ) -> Self {
        Self {
            community_id: community,
            id,
            street_id: street,
            number: number.to_string(),
            number_key: number.key(),
            latitude: None,
            longitude: None,
            multi_flat: false,
            source_ref: None,
            storeys: None,
            lifts: None,
            flats: None,
            management: None,
            manager: None,
            electricity_queue: None,
            feeder: None,
            boiler_house: None,
            state: EntryState::Active,
            version: 1,
        }
    }
}

/// Flats that hang on another queue than their building does.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Queryable,
    Selectable,
    Insertable,
)]
#[diesel(table_name = flat_queues)]
pub struct FlatQueue {
    pub first_flat: i32,
    pub last_flat: i32,
    pub queue: OutageQueue,
}
