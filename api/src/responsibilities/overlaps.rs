//! Where two answer at once.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use tenants::db::CommunityTx;
use tenants::ids::{CommunityId, ResponsibilityId, UtilityId};
use tenants::responsibility::{self, Overlap};
use utoipa::{IntoParams, ToSchema};

use super::out::PlaceIo;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::{Cursor, Limit, Page, Reply};
use crate::time::When;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OverlapsIn {
    /// As of this moment, past or to come; now when absent
    #[param(inline)]
    at: Option<When>,
    #[serde(default)]
    #[param(inline)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<(ResponsibilityId, ResponsibilityId)>>,
}

/// Two that answer for one service at one place, on the same side of the house inlet.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverlapOut {
    service: String,
    place: PlaceIo,
    first: OverlappingOut,
    second: OverlappingOut,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OverlappingOut {
    #[schema(value_type = Uuid)]
    responsibility_id: ResponsibilityId,
    #[schema(value_type = Uuid)]
    utility_id: UtilityId,
}

impl From<(ResponsibilityId, UtilityId)> for OverlappingOut {
    fn from((responsibility_id, utility_id): (ResponsibilityId, UtilityId)) -> Self {
        Self {
            responsibility_id,
            utility_id,
        }
    }
}

impl From<Overlap> for OverlapOut {
    fn from(overlap: Overlap) -> Self {
        Self {
            service: overlap.service.to_string(),
            place: overlap.place.into(),
            first: overlap.first.into(),
            second: overlap.second.into(),
        }
    }
}

/// Pairs that answer for the same at the same place
#[utoipa::path(
    operation_id = "responsibilities.overlaps",
    tag = "responsibilities",
    params(("community_id" = Uuid, Path), OverlapsIn),
    responses((status = 200, description = "A page of pairs", body = Page<OverlapOut>))
)]
#[get("/communities/{community_id}/responsibilities/overlaps")]
pub async fn overlaps(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<OverlapsIn>,
) -> Result<Reply, Problem> {
    let OverlapsIn { at, limit, after } = query.0;
    let (at, after) = (at.map(|When(at)| at), after.map(|cursor| cursor.0));
    let work = move |tx: &mut CommunityTx<'_>| {
        let rows = responsibility::overlaps(tx, at, after, limit.rows())?;
        let page = Page::cut(rows, limit, |pair| (pair.first.0, pair.second.0))?;
        Ok(page.map(OverlapOut::from))
    };
    Reply::page(
        &app.database
            .read_community("responsibilities.overlaps", &caller, community.0, work)
            .await?,
    )
}
