//! Ends a responsibility.

use actix_web::{post, web};
use serde::Deserialize;

use tenants::db::CommunityTx;
use tenants::ids::{CommunityId, ResponsibilityId};
use tenants::responsibility;
use utoipa::ToSchema;

use super::{ResponsibilityOut, out};
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Command, IfMatch, Path};
use crate::reply::Reply;
use crate::time::When;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndIn {
    /// Now when absent
    valid_to: Option<When>,
}

/// Ends a responsibility, now or at a moment; what has ended stays readable
#[utoipa::path(
    operation_id = "responsibilities.end",
    tag = "responsibilities",
    params(
        ("community_id" = Uuid, Path),
        ("responsibility_id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The responsibility's ETag, or *"),
    ),
    request_body = EndIn,
    responses((status = 200, description = "The responsibility as it is now", body = ResponsibilityOut))
)]
#[post("/communities/{community_id}/responsibilities/{responsibility_id}/end")]
pub async fn end(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, ResponsibilityId)>,
    if_match: IfMatch,
    command: Command<EndIn>,
) -> Result<Reply, Problem> {
    let ((community, id), at) = (path.0, command.body.valid_to.map(|When(at)| at));
    let work = move |tx: &mut CommunityTx<'_>| {
        out::reply(responsibility::end(tx, id, at, if_match.expected())?)
    };
    app.database
        .write_community(
            "responsibilities.end",
            &caller,
            command.key,
            community,
            work,
        )
        .await
}
