//! Shows one responsibility.

use actix_web::{get, web};
use tenants::db::CommunityTx;
use tenants::ids::{CommunityId, ResponsibilityId};
use tenants::responsibility;

use super::{ResponsibilityOut, out};
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;

/// One responsibility
#[utoipa::path(
    operation_id = "responsibilities.find",
    tag = "responsibilities",
    params(("community_id" = Uuid, Path), ("responsibility_id" = Uuid, Path)),
    responses((status = 200, description = "The responsibility", body = ResponsibilityOut))
)]
#[get("/communities/{community_id}/responsibilities/{responsibility_id}")]
pub async fn find(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, ResponsibilityId)>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let work = move |tx: &mut CommunityTx<'_>| Ok(responsibility::find(tx, id)?);
    let found = app
        .database
        .read_community("responsibilities.find", &caller, community, work)
        .await?;
    out::reply(found)
}
