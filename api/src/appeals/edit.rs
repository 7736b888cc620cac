//! Corrects what was taken down.

use actix_web::{patch, web};
use serde::{Deserialize, Serialize};
use tenants::appeals::{self, Edit};
use tenants::ids::{AppealId, CommunityId};
use tenants::text::Words;
use utoipa::ToSchema;

use super::ApplicantIn;
use crate::app::App;
use crate::document::shapes::WordsIn;
use crate::error::{Code, Problem};
use crate::extract::{Caller, IfMatch, Json, Path, object};
use crate::reply::Reply;

/// What is missing stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditIn {
    #[serde(default, deserialize_with = "object")]
    applicant: ApplicantIn,
    #[schema(value_type = Option<WordsIn>)]
    words: Option<Words>,
}

/// The version that the appeal has now.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangedOut {
    pub version: i32,
}

/// Corrects the first caller and their words
#[utoipa::path(
    operation_id = "appeals.edit",
    tag = "appeals",
    params(("community_id" = Uuid, Path), ("appeal_id" = Uuid, Path)),
    request_body = EditIn,
    responses((status = 200, description = "Corrected", body = ChangedOut))
)]
#[patch("/communities/{community_id}/appeals/{appeal_id}")]
pub async fn edit(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, AppealId)>,
    if_match: IfMatch,
    body: Json<EditIn>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let edit = Edit {
        applicant: body.0.applicant.into(),
        words: body.0.words,
    };
    if edit == Edit::default() {
        return Err(Problem::new(Code::InvalidField)
            .field("words")
            .reason("there is nothing to change: give words, or something of the applicant"));
    }
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        Ok(appeals::edit(tx, id, if_match.expected(), &edit)?)
    };
    let version = app
        .database
        .change_community("appeals.edit", &caller, community, work)
        .await?;
    Ok(Reply::ok(&ChangedOut { version })?.version(version))
}
