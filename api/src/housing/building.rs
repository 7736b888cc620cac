//! The card of one building.

use actix_web::{get, web};
use serde::Serialize;
use tenants::housing::{self, Building, Entrance};
use tenants::ids::{BuildingId, CommunityId, SettlementId, StreetId};
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;

#[derive(Debug, Serialize, ToSchema)]
pub struct BuildingOut {
    #[schema(value_type = Uuid)]
    id: BuildingId,
    /// As it is printed
    address: String,
    #[schema(value_type = Uuid)]
    settlement_id: SettlementId,
    #[schema(value_type = Uuid)]
    street_id: StreetId,
    number: String,
    /// Names that the street had or goes by
    other_names: Vec<OtherNameOut>,
    /// Degrees, WGS 84
    latitude: Option<f64>,
    longitude: Option<f64>,
    multi_flat: bool,
    entrances: Vec<EntranceOut>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OtherNameOut {
    /// old, russian, colloquial
    kind: String,
    name: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EntranceOut {
    number: i32,
    first_flat: Option<i32>,
    last_flat: Option<i32>,
}

impl From<Entrance> for EntranceOut {
    fn from(entrance: Entrance) -> Self {
        Self {
            number: entrance.number,
            first_flat: entrance.first_flat,
            last_flat: entrance.last_flat,
        }
    }
}

impl From<Building> for BuildingOut {
    fn from(card: Building) -> Self {
        let other_names = card
            .other_names
            .iter()
            .cloned()
            .map(|(kind, name)| OtherNameOut { kind, name })
            .collect();
        Self {
            id: card.id,
            address: card.address(),
            settlement_id: card.settlement_id,
            street_id: card.street_id,
            other_names,
            latitude: card.latitude,
            longitude: card.longitude,
            multi_flat: card.multi_flat,
            entrances: card.entrances.into_iter().map(EntranceOut::from).collect(),
            number: card.number,
        }
    }
}

/// One building with its entrances
#[utoipa::path(
    operation_id = "housing.building",
    tag = "housing",
    params(("community_id" = Uuid, Path), ("building_id" = Uuid, Path)),
    responses((status = 200, description = "The card", body = BuildingOut))
)]
#[get("/communities/{community_id}/buildings/{building_id}")]
pub async fn building(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, BuildingId)>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| Ok(housing::building(tx, id)?);
    let card = app
        .database
        .read_community("housing.building", &caller, community, work)
        .await?;
    Reply::ok(&BuildingOut::from(card))
}
