//! Entries of the registry as they are sent.

use serde::Serialize;
use tenants::housing::{AliasEntry, EntranceEntry, FlatQueue, Place, SettlementEntry, StreetCard};
use tenants::ids::{EntranceId, PlaceId, SettlementId, StreetAliasId, StreetId};
use utoipa::ToSchema;

use crate::error::Problem;
use crate::reply::Reply;
use crate::time::Day;

#[derive(Debug, Serialize, ToSchema)]
pub struct SettlementCardOut {
    #[schema(value_type = Uuid)]
    id: SettlementId,
    /// Code in the national classifier
    katottg: String,
    name: String,
    /// The classifier's letter: M, T, C, X
    category: String,
    /// active, retired
    state: &'static str,
    /// Its ETag, without the quotation marks
    version: i32,
}

impl From<SettlementEntry> for SettlementCardOut {
    fn from(entry: SettlementEntry) -> Self {
        Self {
            id: entry.id,
            katottg: entry.katottg,
            name: entry.name,
            category: entry.category,
            state: entry.state.code(),
            version: entry.version,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct StreetCardOut {
    #[schema(value_type = Uuid)]
    id: StreetId,
    #[schema(value_type = Uuid)]
    settlement_id: SettlementId,
    /// vulytsia, provulok, prospekt and so on
    kind: &'static str,
    name: String,
    /// With its kind before it, as it is printed
    printed: String,
    other_names: Vec<AliasOut>,
    /// active, retired
    state: &'static str,
    /// Its ETag, without the quotation marks
    version: i32,
}

impl From<StreetCard> for StreetCardOut {
    fn from(card: StreetCard) -> Self {
        Self {
            id: card.street.id,
            settlement_id: card.street.settlement_id,
            kind: card.kind.code(),
            printed: format!("{} {}", card.kind.short(), card.street.name),
            name: card.street.name,
            other_names: card.aliases.into_iter().map(AliasOut::from).collect(),
            state: card.street.state.code(),
            version: card.street.version,
        }
    }
}

/// A name that a street had or goes by.
#[derive(Debug, Serialize, ToSchema)]
pub struct AliasOut {
    #[schema(value_type = Uuid)]
    id: StreetAliasId,
    /// old, russian, colloquial
    kind: &'static str,
    name: String,
    /// When the street began to be called so, where that is known
    used_from: Option<Day>,
    /// The first day on which it was no longer called so
    used_to: Option<Day>,
    /// active, retired
    state: &'static str,
    /// Its ETag, without the quotation marks
    version: i32,
}

impl From<AliasEntry> for AliasOut {
    fn from(entry: AliasEntry) -> Self {
        Self {
            id: entry.id,
            kind: entry.kind.code(),
            name: entry.name,
            used_from: entry.used_from.map(Day),
            used_to: entry.used_to.map(Day),
            state: entry.state.code(),
            version: entry.version,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EntranceOut {
    #[schema(value_type = Uuid)]
    id: EntranceId,
    number: i32,
    first_flat: Option<i32>,
    last_flat: Option<i32>,
    /// The riser that feeds it, where that is known
    riser: Option<String>,
    /// active, retired
    state: &'static str,
    /// Its ETag, without the quotation marks
    version: i32,
}

impl From<EntranceEntry> for EntranceOut {
    fn from(entry: EntranceEntry) -> Self {
        Self {
            id: entry.id,
            number: entry.number,
            first_flat: entry.first_flat,
            last_flat: entry.last_flat,
            riser: entry.riser.map(|riser| riser.to_string()),
            state: entry.state.code(),
            version: entry.version,
        }
    }
}

/// Flats that hang on another queue than their building does.
#[derive(Debug, Serialize, ToSchema)]
pub struct FlatQueueOut {
    first_flat: i32,
    last_flat: i32,
    queue: String,
}

impl From<FlatQueue> for FlatQueueOut {
    fn from(entry: FlatQueue) -> Self {
        Self {
            first_flat: entry.first_flat,
            last_flat: entry.last_flat,
            queue: entry.queue.to_string(),
        }
    }
}

/// A place that is no building.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceOut {
    #[schema(value_type = Uuid)]
    id: PlaceId,
    #[schema(value_type = Uuid)]
    settlement_id: SettlementId,
    /// crossroads, microdistrict, park, square, bridge, other
    kind: &'static str,
    name: String,
    /// With its kind before it, as it is printed; crossroads by the present names of their streets
    printed: String,
    /// Degrees, WGS 84
    latitude: Option<f64>,
    longitude: Option<f64>,
    #[schema(value_type = Option<Uuid>)]
    street_id: Option<StreetId>,
    #[schema(value_type = Option<Uuid>)]
    crossing_street_id: Option<StreetId>,
    /// active, retired
    state: &'static str,
    /// Its ETag, without the quotation marks
    version: i32,
}

impl From<Place> for PlaceOut {
    fn from(Place { entry, printed }: Place) -> Self {
        Self {
            id: entry.id,
            settlement_id: entry.settlement_id,
            kind: entry.kind.code(),
            printed,
            name: entry.name,
            latitude: entry.latitude,
            longitude: entry.longitude,
            street_id: entry.street_id,
            crossing_street_id: entry.crossing_street_id,
            state: entry.state.code(),
            version: entry.version,
        }
    }
}

/// The entry as it is now.
pub(super) fn reply<T: Serialize>(out: &T, version: i32) -> Result<Reply, Problem> {
    Ok(Reply::ok(out)?.version(version))
}
