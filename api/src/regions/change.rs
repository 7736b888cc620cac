//! Renames a region.

use actix_web::{patch, web};
use serde::Deserialize;
use tenants::db::RegionTx;
use tenants::ids::RegionId;
use tenants::regions::{self, RegionChange};
use tenants::text::Name;
use utoipa::ToSchema;

use super::RegionOut;
use crate::app::App;
use crate::document::shapes::NameIn;
use crate::error::Problem;
use crate::extract::{Caller, IfMatch, Json, Path};
use crate::reply::Reply;

/// What is missing stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegionChangeIn {
    #[schema(value_type = Option<NameIn>)]
    name_uk: Option<Name>,
    #[schema(value_type = Option<NameIn>)]
    name_en: Option<Name>,
}

/// Renames the region
#[utoipa::path(
    operation_id = "regions.change",
    tag = "regions",
    params(("region_id" = Uuid, Path)),
    request_body = RegionChangeIn,
    responses((status = 200, description = "The region as it is now", body = RegionOut))
)]
#[patch("/regions/{region_id}")]
pub async fn change(
    app: web::Data<App>,
    caller: Caller,
    region: Path<RegionId>,
    if_match: IfMatch,
    body: Json<RegionChangeIn>,
) -> Result<Reply, Problem> {
    let RegionChangeIn { name_uk, name_en } = body.0;
    let change = RegionChange { name_uk, name_en };
    let work =
        move |tx: &mut RegionTx<'_>| Ok(regions::change(tx, change.clone(), if_match.expected())?);
    let region = app
        .database
        .change_region("regions.change", &caller, region.0, work)
        .await?;
    let version = region.version;
    Ok(Reply::ok(&RegionOut::from(region))?.version(version))
}
