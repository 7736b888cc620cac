//! The card of one building.

use actix_web::{get, web};
use serde::Serialize;
use tenants::housing::{self, Building};
use tenants::ids::{BuildingId, CommunityId, SettlementId, StreetId};
use utoipa::ToSchema;

use super::edit_building::reply;
use super::out::{AliasOut, EntranceOut, FlatQueueOut};
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
    other_names: Vec<AliasOut>,
    /// Degrees, WGS 84
    latitude: Option<f64>,
    longitude: Option<f64>,
    /// Has flats behind a common entrance; otherwise it is private
    multi_flat: bool,
    storeys: Option<i32>,
    lifts: Option<i32>,
    flats: Option<i32>,
    /// managing_company, osbb, co_owners
    management: Option<&'static str>,
    /// The managing company or the association, by its name
    manager: Option<String>,
    /// Of scheduled switch-offs
    electricity_queue: Option<String>,
    /// Flats that hang on another queue
    flat_queues: Vec<FlatQueueOut>,
    feeder: Option<String>,
    boiler_house: Option<String>,
    entrances: Vec<EntranceOut>,
    /// active, retired
    state: &'static str,
    /// Its ETag, without the quotation marks
    version: i32,
}

impl From<Building> for BuildingOut {
    fn from(card: Building) -> Self {
        let address = card.address();
        let entry = card.entry;
        Self {
            id: entry.id,
            address,
            settlement_id: card.settlement_id,
            street_id: entry.street_id,
            number: entry.number,
            other_names: card.other_names.into_iter().map(AliasOut::from).collect(),
            latitude: entry.latitude,
            longitude: entry.longitude,
            multi_flat: entry.multi_flat,
            storeys: entry.storeys,
            lifts: entry.lifts,
            flats: entry.flats,
            management: entry.management.map(|management| management.code()),
            manager: entry.manager.map(|name| name.to_string()),
            electricity_queue: entry.electricity_queue.map(|queue| queue.to_string()),
            flat_queues: card
                .flat_queues
                .into_iter()
                .map(FlatQueueOut::from)
                .collect(),
            feeder: entry.feeder.map(|name| name.to_string()),
            boiler_house: entry.boiler_house.map(|name| name.to_string()),
            entrances: card.entrances.into_iter().map(EntranceOut::from).collect(),
            state: entry.state.code(),
            version: entry.version,
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
    reply(card)
}
