//! Lists communities, in the order of the Ukrainian alphabet.

use actix_web::{get, web};
use tenants::communities::{self, Community};
use tenants::db::{CommunityTx, RegionTx};
use tenants::ids::{CommunityId, RegionId};

use super::CommunityOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::{Page, Reply};

/// All communities of the region
#[utoipa::path(
    operation_id = "communities.list",
    tag = "communities",
    params(("region_id" = Uuid, Path)),
    responses((status = 200, description = "The communities", body = Page<CommunityOut>))
)]
#[get("/regions/{region_id}/communities")]
pub async fn list(
    app: web::Data<App>,
    caller: Caller,
    region: Path<RegionId>,
) -> Result<Reply, Problem> {
    let work = |tx: &mut RegionTx<'_>| Ok(communities::list(tx)?);
    let found = app
        .database
        .read_region("communities.list", &caller, region.0, work)
        .await?;
    page(found)
}

/// The other communities of the region: to whom an appeal may be handed over
#[utoipa::path(
    operation_id = "communities.neighbours",
    tag = "communities",
    params(("community_id" = Uuid, Path)),
    responses((status = 200, description = "The neighbours", body = Page<CommunityOut>))
)]
#[get("/communities/{community_id}/neighbours")]
pub async fn neighbours(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
) -> Result<Reply, Problem> {
    let work = |tx: &mut CommunityTx<'_>| Ok(communities::neighbours(tx)?);
    let found = app
        .database
        .read_community("communities.neighbours", &caller, community.0, work)
        .await?;
    page(found)
}

fn page(found: Vec<Community>) -> Result<Reply, Problem> {
    let items = found.into_iter().map(CommunityOut::from).collect();
    Reply::page(&Page { items, next: None })
}
