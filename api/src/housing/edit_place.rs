//! Places that are no building: create, change, retire.

use actix_web::{patch, post, web};
use serde::Deserialize;
use tenants::db::CommunityTx;
use tenants::housing::measure::{Latitude, Longitude};
use tenants::housing::{self, EntryState, NamedPlaceKind, NewPlace, PlaceChange};
use tenants::ids::{CommunityId, PlaceId, SettlementId, StreetId};
use tenants::text::Name;
use utoipa::ToSchema;

use super::out::{self, PlaceOut};
use super::position::position;
use crate::app::App;
use crate::document::shapes::{EntryStateIn, NameIn, NamedPlaceKindIn};
use crate::error::Problem;
use crate::extract::{Caller, Command, IfMatch, Json, Path, given};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceIn {
    #[schema(value_type = Uuid)]
    settlement_id: SettlementId,
    /// crossroads, microdistrict, park, square, bridge, other
    #[schema(value_type = NamedPlaceKindIn)]
    kind: NamedPlaceKind,
    /// Without its kind
    #[schema(value_type = NameIn)]
    name: Name,
    /// Degrees, WGS 84; together with the longitude
    #[schema(value_type = Option<f64>, minimum = 44, maximum = 53)]
    latitude: Option<Latitude>,
    #[schema(value_type = Option<f64>, minimum = 22, maximum = 41)]
    longitude: Option<Longitude>,
    /// The street along which it lies, or one of the two that cross here
    #[schema(value_type = Option<Uuid>)]
    street_id: Option<StreetId>,
    #[schema(value_type = Option<Uuid>)]
    crossing_street_id: Option<StreetId>,
}

/// What is missing stays as it is; null takes a value away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceChangeIn {
    #[schema(value_type = Option<NamedPlaceKindIn>)]
    kind: Option<NamedPlaceKind>,
    #[schema(value_type = Option<NameIn>)]
    name: Option<Name>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<f64>, minimum = 44, maximum = 53)]
    latitude: Option<Option<Latitude>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<f64>, minimum = 22, maximum = 41)]
    longitude: Option<Option<Longitude>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Uuid>)]
    street_id: Option<Option<StreetId>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Uuid>)]
    crossing_street_id: Option<Option<StreetId>>,
    /// active, retired
    #[schema(value_type = Option<EntryStateIn>)]
    state: Option<EntryState>,
}

/// Takes a place into the registry
#[utoipa::path(
    operation_id = "housing.create_place",
    tag = "housing",
    params(("community_id" = Uuid, Path)),
    request_body = PlaceIn,
    responses((status = 201, description = "The place", body = PlaceOut))
)]
#[post("/communities/{community_id}/places")]
pub async fn create_place(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    command: Command<PlaceIn>,
) -> Result<Reply, Problem> {
    let (community, body) = (community.0, command.body);
    let new = NewPlace {
        settlement: body.settlement_id,
        kind: body.kind,
        name: body.name,
        position: position(body.latitude.map(Some), body.longitude.map(Some))?.flatten(),
        street: body.street_id,
        crossing_street: body.crossing_street_id,
    };
    let work = move |tx: &mut CommunityTx<'_>| {
        let made = housing::create_place(tx, &new)?;
        let (id, version) = (made.entry.id, made.entry.version);
        let place = format!("/api/v1/communities/{community}/places/{id}");
        Ok(Reply::created(place, &PlaceOut::from(made))?.version(version))
    };
    let name = "housing.create_place";
    app.database
        .write_community(name, &caller, command.key, community, work)
        .await
}

/// Changes a place; retires it, or takes it back
#[utoipa::path(
    operation_id = "housing.change_place",
    tag = "housing",
    params(("community_id" = Uuid, Path), ("place_id" = Uuid, Path)),
    request_body = PlaceChangeIn,
    responses((status = 200, description = "The place as it is now", body = PlaceOut))
)]
#[patch("/communities/{community_id}/places/{place_id}")]
pub async fn change_place(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, PlaceId)>,
    if_match: IfMatch,
    body: Json<PlaceChangeIn>,
) -> Result<Reply, Problem> {
    let ((community, id), body) = (path.0, body.0);
    let change = PlaceChange {
        kind: body.kind,
        name: body.name,
        position: position(body.latitude, body.longitude)?,
        street: body.street_id,
        crossing_street: body.crossing_street_id,
        state: body.state,
    };
    let work = move |tx: &mut CommunityTx<'_>| {
        Ok(housing::change_place(tx, id, &change, if_match.expected())?)
    };
    let place = app
        .database
        .change_community("housing.change_place", &caller, community, work)
        .await?;
    let version = place.entry.version;
    out::reply(&PlaceOut::from(place), version)
}
