//! Hand-overs that a community sent or received.

use actix_web::{get, web};
use serde::Deserialize;
use tenants::access::Action;
use tenants::handovers::{self, Direction};
use tenants::ids::CommunityId;
use utoipa::{IntoParams, ToSchema};

use super::HandoverOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::{Limit, Page, Reply};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListIn {
    direction: DirectionIn,
    #[serde(default)]
    limit: Limit,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum DirectionIn {
    Sent,
    Received,
}

/// Hand-overs of one direction; those that wait for an answer first
#[utoipa::path(
    operation_id = "handovers.list",
    tag = "handovers",
    params(("community_id" = Uuid, Path), ListIn),
    responses((status = 200, description = "Hand-overs", body = Page<HandoverOut>))
)]
#[get("/communities/{community_id}/handovers")]
pub async fn list(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<ListIn>,
) -> Result<Reply, Problem> {
    let direction = match query.0.direction {
        DirectionIn::Sent => Direction::Sent,
        DirectionIn::Received => Direction::Received,
    };
    let limit = query.0.limit;
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let persons = tx.may(Action::SeePersons);
        let found = handovers::list(tx, direction, limit.shown())?;
        Ok(found
            .into_iter()
            .map(|handover| HandoverOut::of(handover, persons))
            .collect())
    };
    let items = app
        .database
        .read_community("handovers.list", &caller, community.0, work)
        .await?;
    Reply::page(&Page { items, next: None })
}
