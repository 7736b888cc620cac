//! Renames a utility, gives it another duty phone, closes or reopens it.

use actix_web::{patch, web};
use serde::Deserialize;
use tenants::calls::Phone;
use tenants::db::{CommunityTx, RegionTx};
use tenants::ids::{CommunityId, RegionId, UtilityId};
use tenants::text::Name;
use tenants::utilities::{self, UtilityChange, UtilityState};
use utoipa::ToSchema;

use super::{UtilityOut, find};
use crate::app::App;
use crate::document::shapes::{NameIn, PhoneIn, UtilityStateIn};
use crate::error::Problem;
use crate::extract::{Caller, IfMatch, Json, Path, given};
use crate::reply::Reply;

/// What is missing stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UtilityChangeIn {
    #[schema(value_type = Option<NameIn>)]
    name: Option<Name>,
    /// null takes the number away
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<PhoneIn>)]
    duty_phone: Option<Option<Phone>>,
    /// active, closed
    #[schema(value_type = Option<UtilityStateIn>)]
    state: Option<UtilityState>,
}

impl From<UtilityChangeIn> for UtilityChange {
    fn from(body: UtilityChangeIn) -> Self {
        Self {
            name: body.name,
            duty_phone: body.duty_phone,
            state: body.state,
        }
    }
}

/// Changes a utility of the community
#[utoipa::path(
    operation_id = "utilities.change",
    tag = "utilities",
    params(("community_id" = Uuid, Path), ("utility_id" = Uuid, Path)),
    request_body = UtilityChangeIn,
    responses((status = 200, description = "The utility as it is now", body = UtilityOut))
)]
#[patch("/communities/{community_id}/utilities/{utility_id}")]
pub async fn change(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, UtilityId)>,
    if_match: IfMatch,
    body: Json<UtilityChangeIn>,
) -> Result<Reply, Problem> {
    let ((community, id), wanted) = (path.0, UtilityChange::from(body.0));
    let work = move |tx: &mut CommunityTx<'_>| {
        Ok(utilities::change(
            tx,
            id,
            wanted.clone(),
            if_match.expected(),
        )?)
    };
    let changed = app
        .database
        .change_community("utilities.change", &caller, community, work)
        .await?;
    find::reply(changed)
}

/// Changes a utility of the region
#[utoipa::path(
    operation_id = "utilities.change_regional",
    tag = "utilities",
    params(("region_id" = Uuid, Path), ("utility_id" = Uuid, Path)),
    request_body = UtilityChangeIn,
    responses((status = 200, description = "The utility as it is now", body = UtilityOut))
)]
#[patch("/regions/{region_id}/utilities/{utility_id}")]
pub async fn change_regional(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(RegionId, UtilityId)>,
    if_match: IfMatch,
    body: Json<UtilityChangeIn>,
) -> Result<Reply, Problem> {
    let ((region, id), wanted) = (path.0, UtilityChange::from(body.0));
    let work = move |tx: &mut RegionTx<'_>| {
        let expected = if_match.expected();
        Ok(utilities::change_regional(
            tx,
            id,
            wanted.clone(),
            expected,
        )?)
    };
    let changed = app
        .database
        .change_region("utilities.change_regional", &caller, region, work)
        .await?;
    find::reply(changed)
}
