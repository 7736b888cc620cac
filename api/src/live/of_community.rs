//! The stream of a community.

use actix_web::{HttpResponse, get, web};
use tenants::ids::CommunityId;
use tenants::live::Place;

use super::follow::{LastEventId, follow};
use super::out::StreamOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};

/// What happens in a community, as it happens: appeals, hand-overs and whatever else the caller may read there
///
/// Begins with an event `ready` (ask for what was before), `resumed` (nothing was missed) or `reset`
/// (too much was missed: ask for everything anew); all others have no name. Every id is good as `Last-Event-ID`.
#[utoipa::path(
    operation_id = "live.of_community",
    tag = "live",
    params(
        ("community_id" = Uuid, Path),
        ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that was seen"),
    ),
    responses((
        status = 200,
        description = "Server-sent events, each of them this",
        body = StreamOut,
        content_type = "text/event-stream",
    ))
)]
#[get("/communities/{community_id}/events")]
pub async fn of_community(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    last: LastEventId,
) -> Result<HttpResponse, Problem> {
    follow(&app, &caller, Place::Community(community.0), last).await
}
