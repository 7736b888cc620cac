//! Says that the crew is there.

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
pub struct ArriveIn {}

/// Says that the crew is on site; before it is accepted there is nothing to arrive at
#[utoipa::path(
    operation_id = "assignments.arrive",
    tag = "assignments",
    params(
        ("utility_id" = Uuid, Path),
        ("assignment_id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The assignment's ETag, or *"),
    ),
    request_body = ArriveIn,
    responses((status = 200, description = "Done", body = WorkedOut))
)]
#[post("/utilities/{utility_id}/assignments/{assignment_id}/arrive")]
pub async fn arrive(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(UtilityId, AssignmentId)>,
    if_match: IfMatch,
    command: Command<ArriveIn>,
) -> Result<Reply, Problem> {
    let (utility, id) = path.0;
    let ArriveIn {} = command.body;
    let work = move |tx: &mut tenants::db::UtilityTx<'_>| {
        let worked = assignments::arrive(tx, id, if_match.expected())?;
        Ok(Reply::ok(&WorkedOut::from(worked))?.version(worked.version))
    };
    app.database
        .write_utility("assignments.arrive", &caller, command.key, utility, work)
        .await
}
