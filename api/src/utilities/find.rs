//! Shows one utility.

use actix_web::{get, web};
use tenants::db::{CommunityTx, RegionTx};
use tenants::ids::{CommunityId, RegionId, UtilityId};
use tenants::utilities::{self, Utility};

use super::UtilityOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;

/// One utility that serves the community
#[utoipa::path(
    operation_id = "utilities.find",
    tag = "utilities",
    params(("community_id" = Uuid, Path), ("utility_id" = Uuid, Path)),
    responses((status = 200, description = "The utility", body = UtilityOut))
)]
#[get("/communities/{community_id}/utilities/{utility_id}")]
pub async fn find(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, UtilityId)>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let work = move |tx: &mut CommunityTx<'_>| Ok(utilities::find(tx, id)?);
    let found = app
        .database
        .read_community("utilities.find", &caller, community, work)
        .await?;
    reply(found)
}

/// One utility of the region
#[utoipa::path(
    operation_id = "utilities.find_in_region",
    tag = "utilities",
    params(("region_id" = Uuid, Path), ("utility_id" = Uuid, Path)),
    responses((status = 200, description = "The utility", body = UtilityOut))
)]
#[get("/regions/{region_id}/utilities/{utility_id}")]
pub async fn find_in_region(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(RegionId, UtilityId)>,
) -> Result<Reply, Problem> {
    let (region, id) = path.0;
    let work = move |tx: &mut RegionTx<'_>| Ok(utilities::find_in_region(tx, id)?);
    let found = app
        .database
        .read_region("utilities.find_in_region", &caller, region, work)
        .await?;
    reply(found)
}

pub(super) fn reply(utility: Utility) -> Result<Reply, Problem> {
    let version = utility.version;
    Ok(Reply::ok(&UtilityOut::from(utility))?.version(version))
}
