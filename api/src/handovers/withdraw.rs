//! Takes an offer back.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::handovers;
use tenants::ids::{CommunityId, HandoverId};
use utoipa::ToSchema;

use crate::app::App;
use crate::appeals::ChangedOut;
use crate::error::Problem;
use crate::extract::{Caller, Command, IfMatch, Path};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawIn {}

/// Takes back an offer that nobody has answered; the appeal is the sender's again
#[utoipa::path(
    operation_id = "handovers.withdraw",
    tag = "handovers",
    params(
        ("community_id" = Uuid, Path),
        ("handover_id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The hand-over's ETag, or *"),
    ),
    request_body = WithdrawIn,
    responses((status = 200, description = "Withdrawn", body = ChangedOut))
)]
#[post("/communities/{community_id}/handovers/{handover_id}/withdraw")]
pub async fn withdraw(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, HandoverId)>,
    if_match: IfMatch,
    command: Command<WithdrawIn>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let version = handovers::withdraw(tx, id, if_match.expected())?;
        Ok(Reply::ok(&ChangedOut { version })?.version(version))
    };
    app.database
        .write_community("handovers.withdraw", &caller, command.key, community, work)
        .await
}
