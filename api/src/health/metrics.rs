//! The program's numbers, for Prometheus.

use actix_web::{HttpResponse, get, web};

use crate::app::App;

/// Metrics
#[utoipa::path(
    operation_id = "health.metrics",
    tag = "health",
    security(()),
    responses((status = 200, description = "OpenMetrics text", content_type = "application/openmetrics-text", body = String))
)]
#[get("/metrics")]
pub async fn metrics(app: web::Data<App>) -> HttpResponse {
    let pools = [
        ("requests", app.database.db()),
        ("background", &app.background),
    ];
    app.metrics.streams(app.live.listeners());
    HttpResponse::Ok()
        .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
        .body(app.metrics.write(&pools))
}
