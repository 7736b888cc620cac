//! The stream of a utility.

use actix_web::{HttpResponse, get, web};
use tenants::ids::UtilityId;
use tenants::live::Place;

use super::follow::{LastEventId, follow};
use super::out::StreamOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};

/// What happens to a utility's assignments, in every community that it serves
///
/// Begins with an event `ready` (ask for what was before), `resumed` (nothing was missed) or `reset`
/// (too much was missed: ask for everything anew); all others have no name. Every id is good as `Last-Event-ID`.
#[utoipa::path(
    operation_id = "live.of_utility",
    tag = "live",
    params(
        ("utility_id" = Uuid, Path),
        ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that was seen"),
    ),
    responses((
        status = 200,
        description = "Server-sent events, each of them this",
        body = StreamOut,
        content_type = "text/event-stream",
    ))
)]
#[get("/utilities/{utility_id}/events")]
pub async fn of_utility(
    app: web::Data<App>,
    caller: Caller,
    utility: Path<UtilityId>,
    last: LastEventId,
) -> Result<HttpResponse, Problem> {
    follow(&app, &caller, Place::Utility(utility.0), last).await
}
