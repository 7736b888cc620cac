//! Gives an appeal to a utility.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use tenants::appeals;
use tenants::ids::{AppealId, AssignmentId, CommunityId, UtilityId};
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Command, IfMatch, Path};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignIn {
    /// Absent: whoever was responsible when it was registered
    #[schema(value_type = Option<Uuid>)]
    utility_id: Option<UtilityId>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AssignedOut {
    #[schema(value_type = Uuid)]
    assignment_id: AssignmentId,
    #[schema(value_type = Uuid)]
    utility_id: UtilityId,
    /// Of the appeal
    version: i32,
}

/// Offers an appeal to a utility; an offer that nobody has accepted is withdrawn
#[utoipa::path(
    operation_id = "appeals.assign",
    tag = "appeals",
    params(
        ("community_id" = Uuid, Path),
        ("appeal_id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The appeal's ETag, or *"),
    ),
    request_body = AssignIn,
    responses((status = 201, description = "Offered", body = AssignedOut))
)]
#[post("/communities/{community_id}/appeals/{appeal_id}/assignments")]
pub async fn assign(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, AppealId)>,
    if_match: IfMatch,
    command: Command<AssignIn>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let utility = command.body.utility_id;
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let assigned = appeals::assign(tx, id, utility, if_match.expected())?;
        let out = AssignedOut {
            assignment_id: assigned.assignment,
            utility_id: assigned.utility,
            version: assigned.version,
        };
        let place = format!(
            "/api/v1/utilities/{}/assignments/{}",
            assigned.utility, assigned.assignment
        );
        Ok(Reply::created(place, &out)?.version(assigned.version))
    };
    app.database
        .write_community("appeals.assign", &caller, command.key, community, work)
        .await
}
