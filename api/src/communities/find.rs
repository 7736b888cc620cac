//! Shows a community.

use actix_web::{get, web};
use tenants::communities;
use tenants::db::CommunityTx;
use tenants::ids::CommunityId;

use super::CommunityOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;

/// One community
#[utoipa::path(
    operation_id = "communities.find",
    tag = "communities",
    params(("community_id" = Uuid, Path)),
    responses((status = 200, description = "The community", body = CommunityOut))
)]
#[get("/communities/{community_id}")]
pub async fn find(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
) -> Result<Reply, Problem> {
    let work = |tx: &mut CommunityTx<'_>| Ok(communities::own(tx)?);
    let community = app
        .database
        .read_community("communities.find", &caller, community.0, work)
        .await?;
    let version = community.version;
    Ok(Reply::ok(&CommunityOut::from(community))?.version(version))
}
