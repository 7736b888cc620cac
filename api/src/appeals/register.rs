//! Takes an appeal down.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::appeals::{self, AppealKind, NewAppeal};
use tenants::catalogue::ServiceCode;
use tenants::db::Tx;
use tenants::ids::{BuildingId, CommunityId};
use tenants::text::Words;
use utoipa::ToSchema;

use super::{AppealOut, ApplicantIn};
use crate::app::App;
use crate::document::shapes::{ServiceCodeIn, WordsIn};
use crate::error::Problem;
use crate::extract::{Caller, Command, Path, object};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterIn {
    #[schema(value_type = Uuid)]
    building_id: BuildingId,
    /// Code of a service in the catalogue, such as WAT-NO
    #[schema(value_type = ServiceCodeIn)]
    service: ServiceCode,
    #[serde(default)]
    kind: KindIn,
    #[serde(default, deserialize_with = "object")]
    applicant: ApplicantIn,
    /// What the caller says
    #[schema(value_type = WordsIn)]
    words: Words,
}

/// Which of the two kinds of record it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum KindIn {
    #[default]
    Operational,
    /// Under the law on citizens' appeals, 393/96-ВР
    Statutory,
}

impl From<RegisterIn> for NewAppeal {
    fn from(body: RegisterIn) -> Self {
        Self {
            kind: match body.kind {
                KindIn::Operational => AppealKind::Operational,
                KindIn::Statutory => AppealKind::Statutory,
            },
            building: body.building_id,
            service: body.service.to_string(),
            applicant: body.applicant.into(),
            words: body.words,
        }
    }
}

/// Registers an appeal at a building for a service
#[utoipa::path(
    operation_id = "appeals.register",
    tag = "appeals",
    params(("community_id" = Uuid, Path)),
    request_body = RegisterIn,
    responses((status = 201, description = "The appeal, with its number and deadlines", body = AppealOut))
)]
#[post("/communities/{community_id}/appeals")]
pub async fn register(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    command: Command<RegisterIn>,
) -> Result<Reply, Problem> {
    let community = community.0;
    let new = NewAppeal::from(command.body);
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let appeal = appeals::register(tx, &new)?;
        let (place, version) = (location(community, &appeal), appeal.version);
        Ok(Reply::created(place, &AppealOut::of(appeal, tx.now()))?.version(version))
    };
    app.database
        .write_community("appeals.register", &caller, command.key, community, work)
        .await
}

pub(super) fn location(community: CommunityId, appeal: &appeals::Appeal) -> String {
    format!("/api/v1/communities/{community}/appeals/{}", appeal.id)
}
