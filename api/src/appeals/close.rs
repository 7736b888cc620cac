//! Closes an appeal.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::appeals::{self, Outcome};
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
pub struct CloseIn {
    outcome: OutcomeIn,
    /// What the caller said when they were asked
    #[schema(value_type = Option<WordsIn>)]
    note: Option<Words>,
}

/// How it ended.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum OutcomeIn {
    Resolved,
    /// The caller was told how things stand
    Explained,
    Refused,
    Withdrawn,
}

impl From<OutcomeIn> for Outcome {
    fn from(outcome: OutcomeIn) -> Self {
        match outcome {
            OutcomeIn::Resolved => Self::Resolved,
            OutcomeIn::Explained => Self::Explained,
            OutcomeIn::Refused => Self::Refused,
            OutcomeIn::Withdrawn => Self::Withdrawn,
        }
    }
}

/// Closes an appeal, after the caller was asked
#[utoipa::path(
    operation_id = "appeals.close",
    tag = "appeals",
    params(
        ("community_id" = Uuid, Path),
        ("appeal_id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The appeal's ETag, or *"),
    ),
    request_body = CloseIn,
    responses((status = 200, description = "Closed", body = ChangedOut))
)]
#[post("/communities/{community_id}/appeals/{appeal_id}/close")]
pub async fn close(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, AppealId)>,
    if_match: IfMatch,
    command: Command<CloseIn>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let CloseIn { outcome, note } = command.body;
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let version = appeals::close(tx, id, if_match.expected(), outcome.into(), note.as_ref())?;
        Ok(Reply::ok(&ChangedOut { version })?.version(version))
    };
    app.database
        .write_community("appeals.close", &caller, command.key, community, work)
        .await
}
