//! What was brought in before.

use actix_web::{get, web};
use serde::Deserialize;
use tenants::db::CommunityTx;
use tenants::ids::{CommunityId, ImportId};
use tenants::imports;
use utoipa::IntoParams;

use super::ImportOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::{Cursor, Limit, Page, Reply};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportsIn {
    #[serde(default)]
    #[param(inline)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<ImportId>>,
}

/// Files that were given, the latest first; what came of them stays for 90 days
#[utoipa::path(
    operation_id = "imports.list",
    tag = "imports",
    params(("community_id" = Uuid, Path), ImportsIn),
    responses((status = 200, description = "A page", body = Page<ImportOut>))
)]
#[get("/communities/{community_id}/imports")]
pub async fn list(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<ImportsIn>,
) -> Result<Reply, Problem> {
    let ImportsIn { limit, after } = query.0;
    let before = after.map(|cursor| cursor.0);
    let work = move |tx: &mut CommunityTx<'_>| {
        let rows = imports::list(tx, before, limit.rows())?;
        Ok(Page::cut(rows, limit, |row| row.id)?.map(ImportOut::from))
    };
    Reply::page(
        &app.database
            .read_community("imports.list", &caller, community.0, work)
            .await?,
    )
}
