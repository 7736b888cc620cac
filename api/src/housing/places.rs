//! Places that are no building: their list, and one of them.

use actix_web::{get, web};
use serde::Deserialize;
use tenants::db::CommunityTx;
use tenants::housing;
use tenants::ids::{CommunityId, PlaceId, SettlementId};
use utoipa::IntoParams;

use super::out::{self, PlaceOut};
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::{Cursor, Limit, Page, Reply};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PlacesIn {
    /// Only those of this settlement
    #[param(value_type = Option<Uuid>)]
    settlement_id: Option<SettlementId>,
    #[serde(default)]
    #[param(inline)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<(String, PlaceId)>>,
}

/// Crossroads, microdistricts, parks, bridges, in the order of their names
#[utoipa::path(
    operation_id = "housing.places",
    tag = "housing",
    params(("community_id" = Uuid, Path), PlacesIn),
    responses((status = 200, description = "A page of places", body = Page<PlaceOut>))
)]
#[get("/communities/{community_id}/places")]
pub async fn places(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<PlacesIn>,
) -> Result<Reply, Problem> {
    let PlacesIn {
        settlement_id,
        limit,
        after,
    } = query.0;
    let after = after.map(|Cursor(key)| key);
    let work = move |tx: &mut CommunityTx<'_>| {
        let rows = housing::places(tx, settlement_id, after.as_ref(), limit.rows())?;
        let page = Page::cut(rows, limit, |row| (row.entry.name.clone(), row.entry.id))?;
        Ok(page.map(PlaceOut::from))
    };
    Reply::page(
        &app.database
            .read_community("housing.places", &caller, community.0, work)
            .await?,
    )
}

/// One place, also a retired one
#[utoipa::path(
    operation_id = "housing.place",
    tag = "housing",
    params(("community_id" = Uuid, Path), ("place_id" = Uuid, Path)),
    responses((status = 200, description = "The place", body = PlaceOut))
)]
#[get("/communities/{community_id}/places/{place_id}")]
pub async fn place(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, PlaceId)>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let work = move |tx: &mut CommunityTx<'_>| Ok(housing::place(tx, id)?);
    let found = app
        .database
        .read_community("housing.place", &caller, community, work)
        .await?;
    let version = found.entry.version;
    out::reply(&PlaceOut::from(found), version)
}
