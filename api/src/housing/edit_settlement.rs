//! Settlements of the registry: create, look at, change, retire.

use actix_web::{get, patch, post, web};
use serde::Deserialize;
use tenants::db::CommunityTx;
use tenants::housing::{self, EntryState, NewSettlement, SettlementCategory, SettlementChange};
use tenants::ids::{CommunityId, SettlementId};
use tenants::regions::Katottg;
use tenants::text::Name;
use utoipa::ToSchema;

use super::out::{self, SettlementCardOut};
use crate::app::App;
use crate::document::shapes::{EntryStateIn, KatottgIn, NameIn, SettlementCategoryIn};
use crate::error::Problem;
use crate::extract::{Caller, Command, IfMatch, Json, Path};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettlementIn {
    /// Code in the national classifier; it begins as the community's does
    #[schema(value_type = KatottgIn)]
    katottg: Katottg,
    #[schema(value_type = NameIn)]
    name: Name,
    /// The classifier's letter: M, T, C, X
    #[schema(value_type = SettlementCategoryIn)]
    category: SettlementCategory,
}

/// What is missing stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettlementChangeIn {
    #[schema(value_type = Option<NameIn>)]
    name: Option<Name>,
    /// The classifier's letter: M, T, C, X
    #[schema(value_type = Option<SettlementCategoryIn>)]
    category: Option<SettlementCategory>,
    /// active, retired
    #[schema(value_type = Option<EntryStateIn>)]
    state: Option<EntryState>,
}

/// Takes a settlement into the registry
#[utoipa::path(
    operation_id = "housing.create_settlement",
    tag = "housing",
    params(("community_id" = Uuid, Path)),
    request_body = SettlementIn,
    responses((status = 201, description = "The settlement", body = SettlementCardOut))
)]
#[post("/communities/{community_id}/settlements")]
pub async fn create_settlement(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    command: Command<SettlementIn>,
) -> Result<Reply, Problem> {
    let (community, body) = (community.0, command.body);
    let new = NewSettlement {
        katottg: body.katottg,
        name: body.name,
        category: body.category,
    };
    let work = move |tx: &mut CommunityTx<'_>| {
        let entry = housing::create_settlement(tx, &new)?;
        let place = format!("/api/v1/communities/{community}/settlements/{}", entry.id);
        let version = entry.version;
        Ok(Reply::created(place, &SettlementCardOut::from(entry))?.version(version))
    };
    let name = "housing.create_settlement";
    app.database
        .write_community(name, &caller, command.key, community, work)
        .await
}

/// One settlement, also a retired one
#[utoipa::path(
    operation_id = "housing.settlement",
    tag = "housing",
    params(("community_id" = Uuid, Path), ("settlement_id" = Uuid, Path)),
    responses((status = 200, description = "The settlement", body = SettlementCardOut))
)]
#[get("/communities/{community_id}/settlements/{settlement_id}")]
pub async fn settlement(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, SettlementId)>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let work = move |tx: &mut CommunityTx<'_>| Ok(housing::settlement(tx, id)?);
    let entry = app
        .database
        .read_community("housing.settlement", &caller, community, work)
        .await?;
    let version = entry.version;
    out::reply(&SettlementCardOut::from(entry), version)
}

/// Changes a settlement; retires it, or takes it back
#[utoipa::path(
    operation_id = "housing.change_settlement",
    tag = "housing",
    params(("community_id" = Uuid, Path), ("settlement_id" = Uuid, Path)),
    request_body = SettlementChangeIn,
    responses((status = 200, description = "The settlement as it is now", body = SettlementCardOut))
)]
#[patch("/communities/{community_id}/settlements/{settlement_id}")]
pub async fn change_settlement(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, SettlementId)>,
    if_match: IfMatch,
    body: Json<SettlementChangeIn>,
) -> Result<Reply, Problem> {
    let ((community, id), body) = (path.0, body.0);
    let change = SettlementChange {
        name: body.name,
        category: body.category,
        state: body.state,
    };
    let work = move |tx: &mut CommunityTx<'_>| {
        Ok(housing::change_settlement(
            tx,
            id,
            &change,
            if_match.expected(),
        )?)
    };
    let entry = app
        .database
        .change_community("housing.change_settlement", &caller, community, work)
        .await?;
    let version = entry.version;
    out::reply(&SettlementCardOut::from(entry), version)
}
