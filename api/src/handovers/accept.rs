//! Accepts a hand-over.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use tenants::db::Tx;
use tenants::handovers;
use tenants::ids::{BuildingId, CommunityId, HandoverId};
use utoipa::ToSchema;

use crate::app::App;
use crate::appeals::AppealOut;
use crate::error::Problem;
use crate::extract::{Caller, Command, IfMatch, Path};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptHandoverIn {
    /// Where it is in the receiver's own registry; absent: only in the sender's words
    #[schema(value_type = Option<Uuid>)]
    building_id: Option<BuildingId>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AcceptedHandoverOut {
    /// The receiver's own appeal
    appeal: AppealOut,
    /// Of the hand-over
    version: i32,
}

/// Accepts what another community offers: an appeal of one's own is registered
#[utoipa::path(
    operation_id = "handovers.accept",
    tag = "handovers",
    params(
        ("community_id" = Uuid, Path),
        ("handover_id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The hand-over's ETag, or *"),
    ),
    request_body = AcceptHandoverIn,
    responses((status = 201, description = "Accepted", body = AcceptedHandoverOut))
)]
#[post("/communities/{community_id}/handovers/{handover_id}/accept")]
pub async fn accept(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, HandoverId)>,
    if_match: IfMatch,
    command: Command<AcceptHandoverIn>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let building = command.body.building_id;
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let accepted = handovers::accept(tx, id, building, if_match.expected())?;
        let place = format!(
            "/api/v1/communities/{community}/appeals/{}",
            accepted.appeal.id
        );
        let appeal = AppealOut::of(accepted.appeal, tx.now());
        let out = AcceptedHandoverOut {
            appeal,
            version: accepted.version,
        };
        Ok(Reply::created(place, &out)?.version(accepted.version))
    };
    app.database
        .write_community("handovers.accept", &caller, command.key, community, work)
        .await
}
