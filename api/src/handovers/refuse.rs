//! Refuses a hand-over.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::handovers::{self, Refusal};
use tenants::ids::{CommunityId, HandoverId};
use tenants::text::Words;
use utoipa::ToSchema;

use crate::app::App;
use crate::appeals::ChangedOut;
use crate::document::shapes::WordsIn;
use crate::error::Problem;
use crate::extract::{Caller, Command, IfMatch, Path};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefuseIn {
    #[schema(value_type = WordsIn)]
    reason: Words,
    /// Whose it is instead, if that is known
    #[schema(value_type = Option<Uuid>)]
    community_id: Option<CommunityId>,
}

/// Refuses what another community offers; the appeal goes back to it
#[utoipa::path(
    operation_id = "handovers.refuse",
    tag = "handovers",
    params(
        ("community_id" = Uuid, Path),
        ("handover_id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The hand-over's ETag, or *"),
    ),
    request_body = RefuseIn,
    responses((status = 200, description = "Refused", body = ChangedOut))
)]
#[post("/communities/{community_id}/handovers/{handover_id}/refuse")]
pub async fn refuse(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, HandoverId)>,
    if_match: IfMatch,
    command: Command<RefuseIn>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let refusal = Refusal {
        reason: command.body.reason,
        proposed: command.body.community_id,
    };
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let version = handovers::refuse(tx, id, &refusal, if_match.expected())?;
        Ok(Reply::ok(&ChangedOut { version })?.version(version))
    };
    app.database
        .write_community("handovers.refuse", &caller, command.key, community, work)
        .await
}
