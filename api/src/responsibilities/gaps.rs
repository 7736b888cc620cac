//! Buildings for which nobody answers.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use tenants::catalogue::ServiceCode;
use tenants::db::CommunityTx;
use tenants::ids::{BuildingId, CommunityId};
use tenants::responsibility::{self, Gap};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::document::shapes::ServiceCodeIn;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::{Cursor, Limit, Page, Reply};
use crate::time::When;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GapsIn {
    /// Code of a service in the catalogue
    #[param(value_type = ServiceCodeIn, inline)]
    service: ServiceCode,
    /// As of this moment, past or to come; now when absent
    #[param(inline)]
    at: Option<When>,
    #[serde(default)]
    #[param(inline)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<BuildingId>>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct GapOut {
    #[schema(value_type = Uuid)]
    building_id: BuildingId,
    /// As it is printed
    address: String,
    /// The side of the inlet on which nobody answers; null: neither
    missing: Option<&'static str>,
}

impl From<Gap> for GapOut {
    fn from(gap: Gap) -> Self {
        Self {
            building_id: gap.building,
            address: gap.address,
            missing: gap.missing.map(|side| side.code()),
        }
    }
}

/// Buildings for which nobody answers for a service, at least on one side of the inlet
#[utoipa::path(
    operation_id = "responsibilities.gaps",
    tag = "responsibilities",
    params(("community_id" = Uuid, Path), GapsIn),
    responses((status = 200, description = "A page of buildings", body = Page<GapOut>))
)]
#[get("/communities/{community_id}/responsibilities/gaps")]
pub async fn gaps(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<GapsIn>,
) -> Result<Reply, Problem> {
    let GapsIn {
        service,
        at,
        limit,
        after,
    } = query.0;
    let (at, after) = (at.map(|When(at)| at), after.map(|cursor| cursor.0));
    let work = move |tx: &mut CommunityTx<'_>| {
        let rows = responsibility::gaps(tx, &service, at, after, limit.rows())?;
        Ok(Page::cut(rows, limit, |gap| gap.building)?.map(GapOut::from))
    };
    Reply::page(
        &app.database
            .read_community("responsibilities.gaps", &caller, community.0, work)
            .await?,
    )
}
