//! The stream of a region.

use actix_web::{HttpResponse, get, web};
use tenants::ids::RegionId;
use tenants::live::Place;

use super::follow::{LastEventId, follow};
use super::out::StreamOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};

/// The counts of every community as they change, hand-overs, and the region's own affairs
///
/// Begins with an event `ready` (ask for what was before), `resumed` (nothing was missed) or `reset`
/// (too much was missed: ask for everything anew); all others have no name. Every id is good as `Last-Event-ID`.
#[utoipa::path(
    operation_id = "live.of_region",
    tag = "live",
    params(
        ("region_id" = Uuid, Path),
        ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that was seen"),
    ),
    responses((
        status = 200,
        description = "Server-sent events, each of them this",
        body = StreamOut,
        content_type = "text/event-stream",
    ))
)]
#[get("/regions/{region_id}/events")]
pub async fn of_region(
    app: web::Data<App>,
    caller: Caller,
    region: Path<RegionId>,
    last: LastEventId,
) -> Result<HttpResponse, Problem> {
    follow(&app, &caller, Place::Region(region.0), last).await
}
