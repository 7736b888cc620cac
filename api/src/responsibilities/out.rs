//! A responsibility as it is sent, and its place as it is taken.

use serde::{Deserialize, Serialize};
use tenants::ids::{ResponsibilityId, UtilityId};
use tenants::responsibility::{Place, PlaceKind, Responsibility};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::document::shapes::PlaceKindIn;
use crate::error::{Code, Problem};
use crate::reply::Reply;
use crate::time::At;

/// Where a responsibility holds.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceIo {
    /// building, street, settlement, community
    #[schema(value_type = PlaceKindIn)]
    pub kind: PlaceKind,
    /// Of the building, street or settlement; absent for the whole community
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
}

impl PlaceIo {
    pub(super) fn parse(&self) -> Result<Place, Problem> {
        use tenants::ids::{BuildingId, SettlementId, StreetId};
        match (self.kind, self.id) {
            (PlaceKind::Building, Some(id)) => Ok(Place::Building(BuildingId::from_uuid(id))),
            (PlaceKind::Street, Some(id)) => Ok(Place::Street(StreetId::from_uuid(id))),
            (PlaceKind::Settlement, Some(id)) => Ok(Place::Settlement(SettlementId::from_uuid(id))),
            (PlaceKind::Community, None) => Ok(Place::Community),
            (PlaceKind::Community, Some(_)) => Err(Problem::new(Code::InvalidField)
                .field("place.id")
                .reason("must be absent: the community is that of the address")),
            (_, None) => Err(Problem::new(Code::InvalidField)
                .field("place.id")
                .reason("is missing")),
        }
    }
}

impl From<Place> for PlaceIo {
    fn from(place: Place) -> Self {
        let id = match place {
            Place::Building(id) => Some(id.uuid()),
            Place::Street(id) => Some(id.uuid()),
            Place::Settlement(id) => Some(id.uuid()),
            Place::Community => None,
        };
        Self {
            kind: place.kind(),
            id,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ResponsibilityOut {
    #[schema(value_type = Uuid)]
    id: ResponsibilityId,
    /// Code of the service in the catalogue
    service: String,
    #[schema(value_type = Uuid)]
    utility_id: UtilityId,
    place: PlaceIo,
    /// before_inlet, after_inlet; null: both sides of the house inlet
    boundary: Option<&'static str>,
    valid_from: At,
    /// null: without end
    valid_to: Option<At>,
    /// Its ETag, without the quotation marks
    version: i32,
}

impl From<Responsibility> for ResponsibilityOut {
    fn from(responsibility: Responsibility) -> Self {
        Self {
            id: responsibility.id,
            service: responsibility.service.to_string(),
            utility_id: responsibility.utility,
            place: responsibility.place.into(),
            boundary: responsibility.boundary.map(|side| side.code()),
            valid_from: At(responsibility.period.from()),
            valid_to: responsibility.period.to().map(At),
            version: responsibility.version,
        }
    }
}

pub(super) fn reply(responsibility: Responsibility) -> Result<Reply, Problem> {
    let version = responsibility.version;
    Ok(Reply::ok(&ResponsibilityOut::from(responsibility))?.version(version))
}
