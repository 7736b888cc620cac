//! Offers an appeal to another community.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use tenants::handovers::{self, NewHandover};
use tenants::ids::{AppealId, CommunityId, HandoverId};
use tenants::text::Words;
use utoipa::ToSchema;

use crate::app::App;
use crate::document::shapes::WordsIn;
use crate::error::Problem;
use crate::extract::{Caller, Command, IfMatch, Path};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferIn {
    /// To whom
    #[schema(value_type = Uuid)]
    community_id: CommunityId,
    #[schema(value_type = WordsIn)]
    reason: Words,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OfferedOut {
    #[schema(value_type = Uuid)]
    handover_id: HandoverId,
    /// Of the appeal
    version: i32,
}

/// Offers an appeal to another community of the region
#[utoipa::path(
    operation_id = "handovers.offer",
    tag = "handovers",
    params(
        ("community_id" = Uuid, Path),
        ("appeal_id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The appeal's ETag, or *"),
    ),
    request_body = OfferIn,
    responses((status = 201, description = "Offered", body = OfferedOut))
)]
#[post("/communities/{community_id}/appeals/{appeal_id}/handovers")]
pub async fn offer(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, AppealId)>,
    if_match: IfMatch,
    command: Command<OfferIn>,
) -> Result<Reply, Problem> {
    let (community, appeal) = path.0;
    let new = NewHandover {
        appeal,
        to: command.body.community_id,
        reason: command.body.reason,
    };
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let offered = handovers::offer(tx, &new, if_match.expected())?;
        let place = format!(
            "/api/v1/communities/{community}/handovers/{}",
            offered.handover
        );
        let out = OfferedOut {
            handover_id: offered.handover,
            version: offered.appeal_version,
        };
        Ok(Reply::created(place, &out)?.version(offered.appeal_version))
    };
    app.database
        .write_community("handovers.offer", &caller, command.key, community, work)
        .await
}
