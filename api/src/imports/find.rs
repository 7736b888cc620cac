//! How one import stands.

use actix_web::{get, web};
use tenants::db::CommunityTx;
use tenants::ids::{CommunityId, ImportId};
use tenants::imports;

use super::ImportOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;

/// How far a file has come, or what came of it
#[utoipa::path(
    operation_id = "imports.find",
    tag = "imports",
    params(("community_id" = Uuid, Path), ("import_id" = Uuid, Path)),
    responses((status = 200, description = "The import", body = ImportOut))
)]
#[get("/communities/{community_id}/imports/{import_id}")]
pub async fn find(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, ImportId)>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let work = move |tx: &mut CommunityTx<'_>| Ok(imports::find(tx, id)?);
    let found = app
        .database
        .read_community("imports.find", &caller, community, work)
        .await?;
    Reply::ok(&ImportOut::from(found))
}
