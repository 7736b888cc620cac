//! Reports an assignment done.

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
pub struct ReportIn {
    /// What was done
    #[schema(value_type = WordsIn)]
    text: Words,
}

/// Reports an assignment done
#[utoipa::path(
    operation_id = "assignments.report",
    tag = "assignments",
    params(
        ("utility_id" = Uuid, Path),
        ("assignment_id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The assignment's ETag, or *"),
    ),
    request_body = ReportIn,
    responses((status = 200, description = "Done", body = WorkedOut))
)]
#[post("/utilities/{utility_id}/assignments/{assignment_id}/report")]
pub async fn report(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(UtilityId, AssignmentId)>,
    if_match: IfMatch,
    command: Command<ReportIn>,
) -> Result<Reply, Problem> {
    let (utility, id) = path.0;
    let ReportIn { text } = command.body;
    let work = move |tx: &mut tenants::db::UtilityTx<'_>| {
        let worked = assignments::report(tx, id, if_match.expected(), &text)?;
        Ok(Reply::ok(&WorkedOut::from(worked))?.version(worked.version))
    };
    app.database
        .write_utility("assignments.report", &caller, command.key, utility, work)
        .await
}
