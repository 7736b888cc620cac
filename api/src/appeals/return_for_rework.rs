//! Returns an appeal to its utility.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::appeals;
use tenants::ids::{AppealId, CommunityId};
use tenants::text::Words;
use utoipa::ToSchema;

use super::edit::ChangedOut;
use crate::app::App;
use crate::document::shapes::WordsIn;
use crate::error::Problem;
use crate::extract::{Caller, Command, IfMatch, Path};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnIn {
    /// What the caller says is not done
    #[schema(value_type = WordsIn)]
    reason: Words,
}

/// Returns a reported appeal for rework
#[utoipa::path(
    operation_id = "appeals.return",
    tag = "appeals",
    params(
        ("community_id" = Uuid, Path),
        ("appeal_id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The appeal's ETag, or *"),
    ),
    request_body = ReturnIn,
    responses((status = 200, description = "Returned", body = ChangedOut))
)]
#[post("/communities/{community_id}/appeals/{appeal_id}/return")]
pub async fn return_for_rework(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, AppealId)>,
    if_match: IfMatch,
    command: Command<ReturnIn>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let reason = command.body.reason;
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let version = appeals::return_for_rework(tx, id, if_match.expected(), &reason)?;
        Ok(Reply::ok(&ChangedOut { version })?.version(version))
    };
    app.database
        .write_community("appeals.return", &caller, command.key, community, work)
        .await
}
