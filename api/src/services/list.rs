//! What people call about.

use actix_web::{get, web};
use tenants::catalogue;
use tenants::db::CommunityTx;
use tenants::ids::CommunityId;

use super::ServiceOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::{Page, Reply};

/// The service catalogue as the community has it, in its own order
#[utoipa::path(
    operation_id = "services.list",
    tag = "services",
    params(("community_id" = Uuid, Path)),
    responses((status = 200, description = "The catalogue", body = Page<ServiceOut>))
)]
#[get("/communities/{community_id}/services")]
pub async fn list(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
) -> Result<Reply, Problem> {
    let work = |tx: &mut CommunityTx<'_>| Ok(catalogue::list(tx)?);
    let services = app
        .database
        .read_community("services.list", &caller, community.0, work)
        .await?;
    let items = services.into_iter().map(ServiceOut::from).collect();
    Reply::page(&Page { items, next: None })
}
