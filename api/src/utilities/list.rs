//! Lists utilities.

use actix_web::{get, web};
use tenants::db::{CommunityTx, RegionTx};
use tenants::ids::{CommunityId, RegionId};
use tenants::utilities::{self, Utility};

use super::UtilityOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::{Page, Reply};

/// The utilities that serve a community: its own and the region's
#[utoipa::path(
    operation_id = "utilities.list",
    tag = "utilities",
    params(("community_id" = Uuid, Path)),
    responses((status = 200, description = "The utilities", body = Page<UtilityOut>))
)]
#[get("/communities/{community_id}/utilities")]
pub async fn list(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
) -> Result<Reply, Problem> {
    let work = |tx: &mut CommunityTx<'_>| Ok(utilities::list(tx)?);
    let found = app
        .database
        .read_community("utilities.list", &caller, community.0, work)
        .await?;
    page(found)
}

/// All utilities of the region, whoever owns them
#[utoipa::path(
    operation_id = "utilities.list_in_region",
    tag = "utilities",
    params(("region_id" = Uuid, Path)),
    responses((status = 200, description = "The utilities", body = Page<UtilityOut>))
)]
#[get("/regions/{region_id}/utilities")]
pub async fn list_in_region(
    app: web::Data<App>,
    caller: Caller,
    region: Path<RegionId>,
) -> Result<Reply, Problem> {
    let work = |tx: &mut RegionTx<'_>| Ok(utilities::list_in_region(tx)?);
    let found = app
        .database
        .read_region("utilities.list_in_region", &caller, region.0, work)
        .await?;
    page(found)
}

fn page(found: Vec<Utility>) -> Result<Reply, Problem> {
    let items = found.into_iter().map(UtilityOut::from).collect();
    Reply::page(&Page { items, next: None })
}
