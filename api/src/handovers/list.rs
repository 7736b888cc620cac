//! Hand-overs that a community sent or received.

use actix_web::{get, web};
use serde::Deserialize;
use tenants::access::Action;
use tenants::handovers::{self, Direction, HandoverState, ListCursor};
use tenants::ids::{CommunityId, HandoverId};
use utoipa::{IntoParams, ToSchema};

use super::HandoverOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::{Cursor, Limit, Page, Reply};
use crate::time::When;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListIn {
    #[param(inline)]
    direction: DirectionIn,
    #[serde(default)]
    #[param(inline)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<(bool, When, HandoverId)>>,
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
    let after = query
        .0
        .after
        .map(|Cursor((offered, When(offered_at), id))| ListCursor {
            offered,
            offered_at,
            id,
        });
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let persons = tx.may(Action::SeePersons);
        let found = handovers::list(tx, direction, after, limit.rows())?;
        let page = Page::cut(found, limit, |handover| {
            let offered = handover.state == HandoverState::Offered;
            (offered, When(handover.offered_at), handover.id)
        })?;
        Ok(page.map(|handover| HandoverOut::of(handover, persons)))
    };
    Reply::page(
        &app.database
            .read_community("handovers.list", &caller, community.0, work)
            .await?,
    )
}
