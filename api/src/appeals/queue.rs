//! The dispatcher's queue.

use actix_web::{get, web};
use serde::Deserialize;
use tenants::appeals::{self, Filter, QueueCursor, State};
use tenants::db::Tx;
use tenants::ids::{AppealId, CommunityId};
use utoipa::IntoParams;

use super::AppealOut;
use crate::app::App;
use crate::document::shapes::AppealStateIn;
use crate::error::{Code, Problem};
use crate::extract::{Caller, Path, Query};
use crate::reply::{Cursor, Limit, Page, Reply};
use crate::time::When;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct QueueIn {
    /// Only those in this state
    #[param(value_type = Option<AppealStateIn>, inline)]
    state: Option<String>,
    /// Only those whose next deadline has passed
    #[serde(default)]
    overdue: bool,
    #[serde(default)]
    #[param(inline)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<(When, AppealId)>>,
}

/// Open appeals, the nearest deadline first
#[utoipa::path(
    operation_id = "appeals.queue",
    tag = "appeals",
    params(("community_id" = Uuid, Path), QueueIn),
    responses((status = 200, description = "A page of the queue", body = Page<AppealOut>))
)]
#[get("/communities/{community_id}/appeals")]
pub async fn queue(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<QueueIn>,
) -> Result<Reply, Problem> {
    let QueueIn {
        state,
        overdue,
        limit,
        after,
    } = query.0;
    let state = state.as_deref().map(state_of).transpose()?;
    let filter = Filter { state, overdue };
    let after = after.map(|Cursor((When(due_at), id))| QueueCursor { due_at, id });
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let rows = appeals::queue(tx, filter, after, limit.rows())?;
        let page = Page::cut(rows, limit, |row| {
            (When(row.appeal.deadlines.next), row.appeal.id)
        })?;
        let now = tx.now();
        Ok(page.map(|row| AppealOut::of(row.appeal, now)))
    };
    Reply::page(
        &app.database
            .read_community("appeals.queue", &caller, community.0, work)
            .await?,
    )
}

fn state_of(code: &str) -> Result<State, Problem> {
    code.parse()
        .ok()
        .filter(|state: &State| state.is_open())
        .ok_or_else(|| {
            let open = State::ALL.iter().filter(|state| state.is_open());
            let known: Vec<&str> = open.map(|state| state.code()).collect();
            Problem::new(Code::InvalidParameter)
                .field("state")
                .with("allowed", known)
        })
}
