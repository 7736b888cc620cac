//! The utility's inbox.

use actix_web::{get, web};
use serde::Deserialize;
use tenants::assignments::{self, AssignmentState, InboxCursor};
use tenants::ids::{AssignmentId, UtilityId};
use utoipa::IntoParams;

use super::AssignmentOut;
use crate::app::App;
use crate::document::shapes::AssignmentStateIn;
use crate::error::{Code, Problem};
use crate::extract::{Caller, Path, Query};
use crate::reply::{Cursor, Limit, Page, Reply};
use crate::time::When;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InboxIn {
    /// Only those in this state
    #[param(value_type = Option<AssignmentStateIn>, inline)]
    state: Option<String>,
    #[serde(default)]
    #[param(inline)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<(When, AssignmentId)>>,
}

/// Open assignments from all communities that the utility serves, the nearest deadline first
#[utoipa::path(
    operation_id = "assignments.inbox",
    tag = "assignments",
    params(("utility_id" = Uuid, Path), InboxIn),
    responses((status = 200, description = "A page of the inbox", body = Page<AssignmentOut>))
)]
#[get("/utilities/{utility_id}/assignments")]
pub async fn inbox(
    app: web::Data<App>,
    caller: Caller,
    utility: Path<UtilityId>,
    query: Query<InboxIn>,
) -> Result<Reply, Problem> {
    let InboxIn {
        state,
        limit,
        after,
    } = query.0;
    let state = state.as_deref().map(state_of).transpose()?;
    let after = after.map(|Cursor((When(due_at), id))| InboxCursor { due_at, id });
    let work = move |tx: &mut tenants::db::UtilityTx<'_>| {
        let rows = assignments::inbox(tx, state, after, limit.rows())?;
        Page::cut(rows, limit, |row| (When(row.deadlines.next), row.id))
    };
    let page = app
        .database
        .read_utility("assignments.inbox", &caller, utility.0, work)
        .await?;
    Reply::page(&page.map(AssignmentOut::from))
}

fn state_of(code: &str) -> Result<AssignmentState, Problem> {
    code.parse().map_err(|_| {
        let known: Vec<&str> = AssignmentState::ALL
            .iter()
            .map(|state| state.code())
            .collect();
        Problem::new(Code::InvalidParameter)
            .field("state")
            .with("allowed", known)
    })
}
