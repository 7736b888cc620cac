//! Gives an assignment back.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::assignments;
use tenants::ids::{AssignmentId, UtilityId};
use tenants::text::Words;
use utoipa::ToSchema;

use super::WorkedOut;
use crate::app::App;
use crate::document::shapes::WordsIn;
use crate::error::Problem;
use crate::extract::{Caller, Command, IfMatch, Path};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineIn {
    #[schema(value_type = WordsIn)]
    reason: Words,
    /// Whose it is instead
    #[schema(value_type = WordsIn)]
    addressee: Words,
}

/// Gives an assignment back: not ours, and whose it is
#[utoipa::path(
    operation_id = "assignments.decline",
    tag = "assignments",
    params(
        ("utility_id" = Uuid, Path),
        ("assignment_id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The assignment's ETag, or *"),
    ),
    request_body = DeclineIn,
    responses((status = 200, description = "Done", body = WorkedOut))
)]
#[post("/utilities/{utility_id}/assignments/{assignment_id}/decline")]
pub async fn decline(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(UtilityId, AssignmentId)>,
    if_match: IfMatch,
    command: Command<DeclineIn>,
) -> Result<Reply, Problem> {
    let (utility, id) = path.0;
    let DeclineIn { reason, addressee } = command.body;
    let work = move |tx: &mut tenants::db::UtilityTx<'_>| {
        let worked = assignments::decline(tx, id, if_match.expected(), &reason, &addressee)?;
        Ok(Reply::ok(&WorkedOut::from(worked))?.version(worked.version))
    };
    app.database
        .write_utility("assignments.decline", &caller, command.key, utility, work)
        .await
}
