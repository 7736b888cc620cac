//! One hand-over.

use actix_web::{get, web};
use tenants::access::Action;
use tenants::handovers;
use tenants::ids::{CommunityId, HandoverId};

use super::HandoverOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;

/// One hand-over of which the community is a side
#[utoipa::path(
    operation_id = "handovers.find",
    tag = "handovers",
    params(("community_id" = Uuid, Path), ("handover_id" = Uuid, Path)),
    responses((status = 200, description = "The hand-over", body = HandoverOut))
)]
#[get("/communities/{community_id}/handovers/{handover_id}")]
pub async fn find(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, HandoverId)>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let persons = tx.may(Action::SeePersons);
        let found = handovers::find(tx, id)?;
        let version = found.version;
        Ok((HandoverOut::of(found, persons), version))
    };
    let (out, version) = app
        .database
        .read_community("handovers.find", &caller, community, work)
        .await?;
    Ok(Reply::ok(&out)?.version(version))
}
