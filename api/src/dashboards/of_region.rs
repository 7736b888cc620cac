//! The coordinator's counts.

use std::collections::BTreeMap;

use actix_web::{get, web};
use serde::Serialize;
use tenants::dashboards::{self, CommunityCounts};
use tenants::ids::{CommunityId, RegionId};
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::{Page, Reply};

/// The numbers of one community.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountsOut {
    #[schema(value_type = Uuid)]
    community_id: CommunityId,
    name_uk: String,
    /// Metric → number; a metric that never moved is missing, and is zero.
    /// `open.*` are how things stand now, `total.*` only grow.
    counts: BTreeMap<String, i64>,
}

impl From<CommunityCounts> for CountsOut {
    fn from(counts: CommunityCounts) -> Self {
        Self {
            community_id: counts.community,
            name_uk: counts.name,
            counts: counts.values,
        }
    }
}

/// The counts of every community of the region
#[utoipa::path(
    operation_id = "dashboards.of_region",
    tag = "dashboards",
    params(("region_id" = Uuid, Path)),
    responses((status = 200, description = "Counts by community", body = Page<CountsOut>))
)]
#[get("/regions/{region_id}/counts")]
pub async fn of_region(
    app: web::Data<App>,
    caller: Caller,
    region: Path<RegionId>,
) -> Result<Reply, Problem> {
    let work = move |tx: &mut tenants::db::RegionTx<'_>| Ok(dashboards::of_region(tx)?);
    let counts = app
        .database
        .read_region("dashboards.of_region", &caller, region.0, work)
        .await?;
    Reply::page(&Page {
        items: counts.into_iter().map(CountsOut::from).collect(),
        next: None,
    })
}
