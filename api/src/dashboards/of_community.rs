//! A community's own counts.

use std::collections::BTreeMap;

use actix_web::{get, web};
use serde::Serialize;
use tenants::dashboards;
use tenants::ids::CommunityId;
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;

#[derive(Debug, Serialize, ToSchema)]
pub struct OwnCountsOut {
    /// Metric → number; a metric that never moved is missing, and is zero
    counts: BTreeMap<String, i64>,
}

/// The counts of one community
#[utoipa::path(
    operation_id = "dashboards.of_community",
    tag = "dashboards",
    params(("community_id" = Uuid, Path)),
    responses((status = 200, description = "Counts", body = OwnCountsOut))
)]
#[get("/communities/{community_id}/counts")]
pub async fn of_community(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
) -> Result<Reply, Problem> {
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| Ok(dashboards::of_community(tx)?);
    let counts = app
        .database
        .read_community("dashboards.of_community", &caller, community.0, work)
        .await?;
    Reply::ok(&OwnCountsOut { counts })
}
