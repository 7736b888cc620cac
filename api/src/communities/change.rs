//! Renames, suspends or activates a community.

use actix_web::{patch, web};
use serde::Deserialize;
use tenants::access::Action;
use tenants::communities::{self, CommunityChange, CommunityState};
use tenants::db::{CommunityTx, Denied, RegionTx};
use tenants::ids::CommunityId;
use tenants::text::Name;
use utoipa::ToSchema;

use super::CommunityOut;
use crate::app::App;
use crate::document::shapes::{CommunityStateIn, NameIn};
use crate::error::Problem;
use crate::extract::{Caller, IfMatch, Json, Path};
use crate::reply::Reply;

/// What is missing stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommunityChangeIn {
    #[schema(value_type = Option<NameIn>)]
    name_uk: Option<Name>,
    #[schema(value_type = Option<NameIn>)]
    name_en: Option<Name>,
    /// active, suspended: people of a suspended community cannot sign in
    #[schema(value_type = Option<CommunityStateIn>)]
    state: Option<CommunityState>,
}

/// Changes a community, as its region's administrator
#[utoipa::path(
    operation_id = "communities.change",
    tag = "communities",
    params(("community_id" = Uuid, Path)),
    request_body = CommunityChangeIn,
    responses((status = 200, description = "The community as it is now", body = CommunityOut))
)]
#[patch("/communities/{community_id}")]
pub async fn change(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    if_match: IfMatch,
    body: Json<CommunityChangeIn>,
) -> Result<Reply, Problem> {
    let id = community.0;
    if caller.actor.roles_in_region().next().is_none() {
        return Err(refusal(&app, &caller, id).await);
    }
    let CommunityChangeIn {
        name_uk,
        name_en,
        state,
    } = body.0;
    let change = CommunityChange {
        name_uk,
        name_en,
        state,
    };
    let region = caller.actor.region();
    let work = move |tx: &mut RegionTx<'_>| {
        Ok(communities::change(
            tx,
            id,
            change.clone(),
            if_match.expected(),
        )?)
    };
    let community = app
        .database
        .change_region("communities.change", &caller, region, work)
        .await?;
    let version = community.version;
    Ok(Reply::ok(&CommunityOut::from(community))?.version(version))
}

/// A community changes in the region's transaction, which is closed to its own people: they
/// see it, so they learn that they may not; to all others it does not exist.
async fn refusal(app: &App, caller: &Caller, id: CommunityId) -> Problem {
    let work = |tx: &mut CommunityTx<'_>| Ok(communities::own(tx)?);
    match app
        .database
        .read_community("communities.find", caller, id, work)
        .await
    {
        Ok(_) => Denied::Forbidden(Action::ManageCommunities).into(),
        Err(problem) => problem,
    }
}
