//! Lists responsibilities.

use actix_web::{get, web};
use serde::Deserialize;

use tenants::db::CommunityTx;
use tenants::ids::{CommunityId, ResponsibilityId, UtilityId};
use tenants::responsibility;
use utoipa::IntoParams;

use super::ResponsibilityOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::{Cursor, Limit, Page, Reply};
use crate::time::When;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListIn {
    /// Only those of this utility
    #[param(value_type = Option<Uuid>)]
    utility_id: Option<UtilityId>,
    /// Only those that hold at this moment
    #[param(inline)]
    valid_at: Option<When>,
    #[serde(default)]
    #[param(inline)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<ResponsibilityId>>,
}

/// Responsibilities, in the order in which they were recorded
#[utoipa::path(
    operation_id = "responsibilities.list",
    tag = "responsibilities",
    params(("community_id" = Uuid, Path), ListIn),
    responses((status = 200, description = "A page", body = Page<ResponsibilityOut>))
)]
#[get("/communities/{community_id}/responsibilities")]
pub async fn list(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<ListIn>,
) -> Result<Reply, Problem> {
    let ListIn {
        utility_id,
        valid_at,
        limit,
        after,
    } = query.0;
    let after = after.map(|cursor| cursor.0);
    let work = move |tx: &mut CommunityTx<'_>| {
        let rows = responsibility::list(
            tx,
            utility_id,
            valid_at.map(|When(at)| at),
            after,
            limit.rows(),
        )?;
        Ok(Page::cut(rows, limit, |row| row.id)?.map(ResponsibilityOut::from))
    };
    Reply::page(
        &app.database
            .read_community("responsibilities.list", &caller, community.0, work)
            .await?,
    )
}
