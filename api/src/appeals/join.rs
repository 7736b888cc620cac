//! Joins one more caller to an open appeal.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use tenants::appeals;
use tenants::calls::Applicant;
use tenants::ids::{AppealId, CommunityId};
use tenants::text::Words;
use utoipa::ToSchema;

use super::ApplicantIn;
use crate::app::App;
use crate::document::shapes::WordsIn;
use crate::error::Problem;
use crate::extract::{Caller, Command, Path, object};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinIn {
    #[serde(default, deserialize_with = "object")]
    applicant: ApplicantIn,
    #[schema(value_type = WordsIn)]
    words: Words,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JoinedOut {
    /// How many people called about it, this one included
    callers: i32,
    version: i32,
}

/// Adds a caller to an open appeal: "+1"
#[utoipa::path(
    operation_id = "appeals.join",
    tag = "appeals",
    params(("community_id" = Uuid, Path), ("appeal_id" = Uuid, Path)),
    request_body = JoinIn,
    responses((status = 200, description = "Joined", body = JoinedOut))
)]
#[post("/communities/{community_id}/appeals/{appeal_id}/calls")]
pub async fn join(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, AppealId)>,
    command: Command<JoinIn>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let (applicant, words) = (Applicant::from(command.body.applicant), command.body.words);
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let joined = appeals::join(tx, id, &applicant, &words)?;
        let out = JoinedOut {
            callers: joined.callers,
            version: joined.version,
        };
        Ok(Reply::ok(&out)?.version(joined.version))
    };
    app.database
        .write_community("appeals.join", &caller, command.key, community, work)
        .await
}
