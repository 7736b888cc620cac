//! Shows a region.

use actix_web::{get, web};
use tenants::db::RegionTx;
use tenants::ids::RegionId;
use tenants::regions;

use super::RegionOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;

/// The region
#[utoipa::path(
    operation_id = "regions.find",
    tag = "regions",
    params(("region_id" = Uuid, Path)),
    responses((status = 200, description = "The region", body = RegionOut))
)]
#[get("/regions/{region_id}")]
pub async fn find(
    app: web::Data<App>,
    caller: Caller,
    region: Path<RegionId>,
) -> Result<Reply, Problem> {
    let work = |tx: &mut RegionTx<'_>| Ok(regions::find(tx)?);
    let region = app
        .database
        .read_region("regions.find", &caller, region.0, work)
        .await?;
    let version = region.version;
    Ok(Reply::ok(&RegionOut::from(region))?.version(version))
}
