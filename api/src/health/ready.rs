//! Whether the program can serve: the database is there, migrated and as it must be, and nobody
//! has asked it to stop.

use actix_web::{get, web};
use serde::Serialize;
use tenants::db::{self, Finding};
use tokio::time::timeout;
use utoipa::ToSchema;

use crate::app::App;
use crate::error::{Code, Problem};
use crate::reply::Reply;

#[derive(Debug, Serialize, ToSchema)]
pub struct ReadyOut {
    ready: bool,
}

/// Ready to serve
#[utoipa::path(
    operation_id = "health.ready",
    tag = "health",
    security(()),
    responses(
        (status = 200, description = "The program can serve", body = ReadyOut),
        (status = 503, description = "It cannot, and `findings` say why", body = crate::error::ProblemOut,
         content_type = "application/problem+json"),
    )
)]
#[get("/readyz")]
pub async fn ready(app: web::Data<App>) -> Result<Reply, Problem> {
    if app.stopping.has_begun() {
        return Err(not_ready(&[Finding {
            code: "stopping",
            message: "The program stops: send nobody here any more.".to_owned(),
        }]));
    }
    let db = app.background.clone();
    let look = web::block(move || db::check(&db));
    let findings = timeout(app.settings.database.answer(), look)
        .await
        .map_err(|_elapsed| Problem::new(Code::Unavailable).retry_after(2))?
        .map_err(|_| Problem::new(Code::Internal))??;
    if findings.is_empty() {
        return Reply::ok(&ReadyOut { ready: true });
    }
    Err(not_ready(&findings))
}

fn not_ready(findings: &[Finding]) -> Problem {
    let findings: Vec<_> = findings
        .iter()
        .map(|finding| serde_json::json!({ "code": finding.code, "message": finding.message }))
        .collect();
    Problem::new(Code::NotReady).with("findings", findings)
}
