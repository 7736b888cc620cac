//! One assignment.

use actix_web::{get, web};
use tenants::assignments;
use tenants::ids::{AssignmentId, UtilityId};

use super::AssignmentOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;

/// One assignment of the utility, open or ended
#[utoipa::path(
    operation_id = "assignments.find",
    tag = "assignments",
    params(("utility_id" = Uuid, Path), ("assignment_id" = Uuid, Path)),
    responses((status = 200, description = "The assignment", body = AssignmentOut))
)]
#[get("/utilities/{utility_id}/assignments/{assignment_id}")]
pub async fn find(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(UtilityId, AssignmentId)>,
) -> Result<Reply, Problem> {
    let (utility, id) = path.0;
    let work = move |tx: &mut tenants::db::UtilityTx<'_>| Ok(assignments::find(tx, id)?);
    let found = app
        .database
        .read_utility("assignments.find", &caller, utility, work)
        .await?;
    let version = found.version;
    Ok(Reply::ok(&AssignmentOut::from(found))?.version(version))
}
