//! Rows that an import gives back.

use actix_web::http::header::{ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpResponse, get, web};
use serde::Deserialize;
use tenants::db::CommunityTx;
use tenants::ids::{CommunityId, ImportId};
use tenants::imports::{self, GivenRows};
use utoipa::IntoParams;

use crate::app::App;
use crate::document::shapes::GivenRowsIn;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RowsIn {
    #[param(value_type = GivenRowsIn, inline)]
    kind: GivenRows,
}

/// Rows to be corrected and given again, or doubts, as CSV
///
/// The first 20,000 of each kind; empty when there are none.
#[utoipa::path(
    operation_id = "imports.rows",
    tag = "imports",
    params(("community_id" = Uuid, Path), ("import_id" = Uuid, Path), RowsIn),
    responses((status = 200, description = "The rows", body = String, content_type = "text/csv"))
)]
#[get("/communities/{community_id}/imports/{import_id}/rows")]
pub async fn rows(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, ImportId)>,
    query: Query<RowsIn>,
) -> Result<HttpResponse, Problem> {
    let ((community, id), kind) = (path.0, query.0.kind);
    let work = move |tx: &mut CommunityTx<'_>| Ok(imports::rows(tx, id, kind)?);
    let csv = app
        .database
        .read_community("imports.rows", &caller, community, work)
        .await?;
    let name = DispositionParam::Filename(format!("{kind}.csv"));
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![name],
        })
        .body(csv))
}
