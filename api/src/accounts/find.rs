//! Shows one account.

use actix_web::{get, web};
use tenants::accounts;
use tenants::ids::{AccountId, CommunityId, RegionId};

use super::{AccountOut, out};
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;

/// One account that the community keeps
#[utoipa::path(
    operation_id = "accounts.find",
    tag = "accounts",
    params(("community_id" = Uuid, Path), ("account_id" = Uuid, Path)),
    responses((status = 200, description = "The account", body = AccountOut))
)]
#[get("/communities/{community_id}/accounts/{account_id}")]
pub async fn find(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, AccountId)>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let found = app
        .database
        .read_community("accounts.find", &caller, community, move |tx| {
            Ok(accounts::find(tx, id)?)
        })
        .await?;
    out::reply(found)
}

/// One account of the region
#[utoipa::path(
    operation_id = "accounts.find_in_region",
    tag = "accounts",
    params(("region_id" = Uuid, Path), ("account_id" = Uuid, Path)),
    responses((status = 200, description = "The account", body = AccountOut))
)]
#[get("/regions/{region_id}/accounts/{account_id}")]
pub async fn find_in_region(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(RegionId, AccountId)>,
) -> Result<Reply, Problem> {
    let (region, id) = path.0;
    let found = app
        .database
        .read_region("accounts.find_in_region", &caller, region, move |tx| {
            Ok(accounts::find(tx, id)?)
        })
        .await?;
    out::reply(found)
}
