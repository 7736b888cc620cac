//! Takes an assignment on.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::assignments;
use tenants::ids::{AssignmentId, UtilityId};
use utoipa::ToSchema;

use super::WorkedOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Command, IfMatch, Path};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptIn {}

/// Takes an assignment on: ours, we go
#[utoipa::path(
    operation_id = "assignments.accept",
    tag = "assignments",
    params(
        ("utility_id" = Uuid, Path),
        ("assignment_id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The assignment's ETag, or *"),
    ),
    request_body = AcceptIn,
    responses((status = 200, description = "Done", body = WorkedOut))
)]
#[post("/utilities/{utility_id}/assignments/{assignment_id}/accept")]
pub async fn accept(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(UtilityId, AssignmentId)>,
    if_match: IfMatch,
    command: Command<AcceptIn>,
) -> Result<Reply, Problem> {
    let (utility, id) = path.0;
    let AcceptIn {} = command.body;
    let work = move |tx: &mut tenants::db::UtilityTx<'_>| {
        let worked = assignments::accept(tx, id, if_match.expected())?;
        Ok(Reply::ok(&WorkedOut::from(worked))?.version(worked.version))
    };
    app.database
        .write_utility("assignments.accept", &caller, command.key, utility, work)
        .await
}
