//! Entrances of a building: create, change, retire.

use actix_web::{patch, post, web};
use serde::Deserialize;
use tenants::db::CommunityTx;
use tenants::housing::measure::Ordinal;
use tenants::housing::{self, EntranceChange, EntryState, NewEntrance};
use tenants::ids::{BuildingId, CommunityId, EntranceId};
use tenants::text::Name;
use utoipa::ToSchema;

use super::out::{self, EntranceOut};
use crate::app::App;
use crate::document::shapes::{EntryStateIn, NameIn};
use crate::error::{Code, Problem};
use crate::extract::{Caller, Command, IfMatch, Json, Path, given};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EntranceIn {
    #[schema(value_type = i32, minimum = 1, maximum = 10_000)]
    number: Ordinal,
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 10_000)]
    first_flat: Option<Ordinal>,
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 10_000)]
    last_flat: Option<Ordinal>,
    /// The riser that feeds it, where that is known
    #[schema(value_type = Option<NameIn>)]
    riser: Option<Name>,
}

/// What is missing stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EntranceChangeIn {
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 10_000)]
    number: Option<Ordinal>,
    /// Together with the last; null takes both away
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 10_000)]
    first_flat: Option<Option<Ordinal>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 10_000)]
    last_flat: Option<Option<Ordinal>>,
    /// null takes it away
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<NameIn>)]
    riser: Option<Option<Name>>,
    /// active, retired
    #[schema(value_type = Option<EntryStateIn>)]
    state: Option<EntryState>,
}

fn alone(missing: &str) -> Problem {
    Problem::new(Code::InvalidField)
        .field(missing)
        .reason("the first and the last flat are given together")
}

/// Takes an entrance of a building into the registry
#[utoipa::path(
    operation_id = "housing.create_entrance",
    tag = "housing",
    params(("community_id" = Uuid, Path), ("building_id" = Uuid, Path)),
    request_body = EntranceIn,
    responses((status = 201, description = "The entrance", body = EntranceOut))
)]
#[post("/communities/{community_id}/buildings/{building_id}/entrances")]
pub async fn create_entrance(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, BuildingId)>,
    command: Command<EntranceIn>,
) -> Result<Reply, Problem> {
    let ((community, building), body) = (path.0, command.body);
    let flats = match (body.first_flat, body.last_flat) {
        (Some(_), None) => return Err(alone("last_flat")),
        (None, Some(_)) => return Err(alone("first_flat")),
        (first, last) => first.zip(last),
    };
    let new = NewEntrance {
        number: body.number,
        flats,
        riser: body.riser,
    };
    let work = move |tx: &mut CommunityTx<'_>| {
        let entry = housing::create_entrance(tx, building, &new)?;
        // It is shown on its building's card.
        let place = format!("/api/v1/communities/{community}/buildings/{building}");
        let version = entry.version;
        Ok(Reply::created(place, &EntranceOut::from(entry))?.version(version))
    };
    let name = "housing.create_entrance";
    app.database
        .write_community(name, &caller, command.key, community, work)
        .await
}

/// Changes an entrance; retires it, or takes it back
#[utoipa::path(
    operation_id = "housing.change_entrance",
    tag = "housing",
    params(
        ("community_id" = Uuid, Path),
        ("building_id" = Uuid, Path),
        ("entrance_id" = Uuid, Path),
    ),
    request_body = EntranceChangeIn,
    responses((status = 200, description = "The entrance as it is now", body = EntranceOut))
)]
#[patch("/communities/{community_id}/buildings/{building_id}/entrances/{entrance_id}")]
pub async fn change_entrance(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, BuildingId, EntranceId)>,
    if_match: IfMatch,
    body: Json<EntranceChangeIn>,
) -> Result<Reply, Problem> {
    let ((community, building, id), body) = (path.0, body.0);
    let flats = match (body.first_flat, body.last_flat) {
        (None, None) => None,
        (Some(None), Some(None)) => Some(None),
        (Some(Some(first)), Some(Some(last))) => Some(Some((first, last))),
        (Some(Some(_)), _) => return Err(alone("last_flat")),
        _ => return Err(alone("first_flat")),
    };
    let change = EntranceChange {
        number: body.number,
        flats,
        riser: body.riser,
        state: body.state,
    };
    let work = move |tx: &mut CommunityTx<'_>| {
        let expected = if_match.expected();
        Ok(housing::change_entrance(
            tx, building, id, &change, expected,
        )?)
    };
    let entry = app
        .database
        .change_community("housing.change_entrance", &caller, community, work)
        .await?;
    let version = entry.version;
    out::reply(&EntranceOut::from(entry), version)
}
