//! The document, for whoever writes a client.

use actix_web::{HttpResponse, get, web};

use crate::app::App;

/// This document
#[utoipa::path(
    operation_id = "document.read",
    tag = "document",
    security(()),
    responses((status = 200, description = "OpenAPI 3.1", content_type = "application/json", body = Object))
)]
#[get("/openapi.json")]
pub async fn read(app: web::Data<App>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .body(app.document.json.clone())
}
