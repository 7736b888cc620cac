//! How far the services of the catalogue are covered.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use tenants::db::CommunityTx;
use tenants::ids::CommunityId;
use tenants::responsibility::{self, Coverage};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::{Page, Reply};
use crate::time::When;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CoverageIn {
    /// As of this moment, past or to come; now when absent
    #[param(inline)]
    at: Option<When>,
}

/// A service, and what is missing of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct CoverageOut {
    service: String,
    name_uk: String,
    name_en: String,
    /// All buildings of the registry that are in use, as are their streets and settlements
    buildings: i64,
    /// Those for which nobody answers: work through them with `gaps`
    uncovered: i64,
    uncovered_percent: f64,
    /// Those where nobody answers on one side of the house inlet: `gaps` lists them as well
    half_covered: i64,
    /// Pairs that answer for the same at the same place: see `overlaps`
    overlaps: i64,
}

impl From<Coverage> for CoverageOut {
    fn from(one: Coverage) -> Self {
        Self {
            uncovered_percent: one.uncovered_percent(),
            service: one.service.to_string(),
            name_uk: one.name_uk,
            name_en: one.name_en,
            buildings: one.buildings,
            uncovered: one.uncovered,
            half_covered: one.half_covered,
            overlaps: one.overlaps,
        }
    }
}

/// For every service that is given to somebody, the buildings that nobody answers for
#[utoipa::path(
    operation_id = "responsibilities.coverage",
    tag = "responsibilities",
    params(("community_id" = Uuid, Path), CoverageIn),
    responses((status = 200, description = "All on one page", body = Page<CoverageOut>))
)]
#[get("/communities/{community_id}/responsibilities/coverage")]
pub async fn coverage(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<CoverageIn>,
) -> Result<Reply, Problem> {
    let at = query.0.at.map(|When(at)| at);
    let work = move |tx: &mut CommunityTx<'_>| Ok(responsibility::coverage(tx, at)?);
    let all = app
        .database
        .read_community("responsibilities.coverage", &caller, community.0, work)
        .await?;
    let items = all.into_iter().map(CoverageOut::from).collect();
    Reply::page(&Page { items, next: None })
}
