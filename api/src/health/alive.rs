//! Whether the program lives. Looks at nothing else: a database that is away is no reason to
//! start the program anew.

use actix_web::get;

/// Alive
#[utoipa::path(
    operation_id = "health.alive",
    tag = "health",
    security(()),
    responses((status = 200, description = "The program runs", content_type = "text/plain", body = String))
)]
#[get("/healthz")]
pub async fn alive() -> &'static str {
    "alive\n"
}
