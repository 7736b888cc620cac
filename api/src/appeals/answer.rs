//! Answers a call without giving anybody work.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::appeals::{self, Answer};
use tenants::catalogue::ServiceCode;
use tenants::db::Tx;
use tenants::ids::{BuildingId, CommunityId};
use tenants::text::Words;
use utoipa::ToSchema;

use super::register::location;
use super::{AppealOut, ApplicantIn};
use crate::app::App;
use crate::document::shapes::{ServiceCodeIn, WordsIn};
use crate::error::Problem;
use crate::extract::{Caller, Command, Path, object};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerIn {
    #[schema(value_type = Uuid)]
    building_id: BuildingId,
    /// Code of a service in the catalogue
    #[schema(value_type = ServiceCodeIn)]
    service: ServiceCode,
    #[serde(default, deserialize_with = "object")]
    applicant: ApplicantIn,
    /// What was asked and what was answered
    #[schema(value_type = WordsIn)]
    words: Words,
}

/// Keeps a call that was answered at once: a consultation
#[utoipa::path(
    operation_id = "appeals.answer",
    tag = "appeals",
    params(("community_id" = Uuid, Path)),
    request_body = AnswerIn,
    responses((status = 201, description = "The consultation, closed as explained", body = AppealOut))
)]
#[post("/communities/{community_id}/consultations")]
pub async fn answer(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    command: Command<AnswerIn>,
) -> Result<Reply, Problem> {
    let community = community.0;
    let body = command.body;
    let given = Answer {
        building: body.building_id,
        service: body.service.to_string(),
        applicant: body.applicant.into(),
        words: body.words,
    };
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let appeal = appeals::answer(tx, &given)?;
        let (place, version) = (location(community, &appeal), appeal.version);
        Ok(Reply::created(place, &AppealOut::of(appeal, tx.now()))?.version(version))
    };
    app.database
        .write_community("appeals.answer", &caller, command.key, community, work)
        .await
}
