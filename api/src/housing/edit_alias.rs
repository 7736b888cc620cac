//! Other names of a street: add, change, retire.

use actix_web::{patch, post, web};
use serde::Deserialize;
use tenants::db::CommunityTx;
use tenants::housing::record::OtherNameKind;
use tenants::housing::{self, AliasChange, EntryState, NewAlias};
use tenants::ids::{CommunityId, StreetAliasId, StreetId};
use tenants::text::Name;
use utoipa::ToSchema;

use super::out::{self, AliasOut};
use crate::app::App;
use crate::document::shapes::{EntryStateIn, NameIn, OtherNameKindIn};
use crate::error::Problem;
use crate::extract::{Caller, Command, IfMatch, Json, Path, given};
use crate::reply::Reply;
use crate::time::Day;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AliasIn {
    /// old, russian, colloquial
    #[schema(value_type = OtherNameKindIn)]
    kind: OtherNameKind,
    #[schema(value_type = NameIn)]
    name: Name,
    /// When the street began to be called so, where that is known
    used_from: Option<Day>,
    /// The first day on which it was no longer called so; absent while it is
    used_to: Option<Day>,
}

/// What is missing stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AliasChangeIn {
    #[schema(value_type = Option<OtherNameKindIn>)]
    kind: Option<OtherNameKind>,
    #[schema(value_type = Option<NameIn>)]
    name: Option<Name>,
    /// null takes the day away
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Day>)]
    used_from: Option<Option<Day>>,
    /// null takes the day away
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Day>)]
    used_to: Option<Option<Day>>,
    /// active, retired
    #[schema(value_type = Option<EntryStateIn>)]
    state: Option<EntryState>,
}

/// Says how else a street was or is called
#[utoipa::path(
    operation_id = "housing.create_alias",
    tag = "housing",
    params(("community_id" = Uuid, Path), ("street_id" = Uuid, Path)),
    request_body = AliasIn,
    responses((status = 201, description = "The other name", body = AliasOut))
)]
#[post("/communities/{community_id}/streets/{street_id}/aliases")]
pub async fn create_alias(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, StreetId)>,
    command: Command<AliasIn>,
) -> Result<Reply, Problem> {
    let ((community, street), body) = (path.0, command.body);
    let new = NewAlias {
        kind: body.kind,
        name: body.name,
        used_from: body.used_from.map(|Day(day)| day),
        used_to: body.used_to.map(|Day(day)| day),
    };
    let work = move |tx: &mut CommunityTx<'_>| {
        let entry = housing::create_alias(tx, street, &new)?;
        // It is shown on its street's card.
        let place = format!("/api/v1/communities/{community}/streets/{street}");
        let version = entry.version;
        Ok(Reply::created(place, &AliasOut::from(entry))?.version(version))
    };
    let name = "housing.create_alias";
    app.database
        .write_community(name, &caller, command.key, community, work)
        .await
}

/// Changes another name of a street; retires it, or takes it back
#[utoipa::path(
    operation_id = "housing.change_alias",
    tag = "housing",
    params(("community_id" = Uuid, Path), ("street_id" = Uuid, Path), ("alias_id" = Uuid, Path)),
    request_body = AliasChangeIn,
    responses((status = 200, description = "The other name as it is now", body = AliasOut))
)]
#[patch("/communities/{community_id}/streets/{street_id}/aliases/{alias_id}")]
pub async fn change_alias(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, StreetId, StreetAliasId)>,
    if_match: IfMatch,
    body: Json<AliasChangeIn>,
) -> Result<Reply, Problem> {
    let ((community, street, id), body) = (path.0, body.0);
    let day = |given: Option<Option<Day>>| given.map(|day| day.map(|Day(day)| day));
    let change = AliasChange {
        kind: body.kind,
        name: body.name,
        used_from: day(body.used_from),
        used_to: day(body.used_to),
        state: body.state,
    };
    let work = move |tx: &mut CommunityTx<'_>| {
        let expected = if_match.expected();
        Ok(housing::change_alias(tx, street, id, &change, expected)?)
    };
    let entry = app
        .database
        .change_community("housing.change_alias", &caller, community, work)
        .await?;
    let version = entry.version;
    out::reply(&AliasOut::from(entry), version)
}
