//! Signs somebody out.

use actix_web::{delete, web};
use tenants::accounts;

use crate::app::App;
use crate::error::Problem;
use crate::extract::Caller;
use crate::reply::Reply;

/// Ends the caller's session; its access token runs out by itself
#[utoipa::path(
    operation_id = "sessions.end",
    tag = "sessions",
    responses((status = 204, description = "Signed out"))
)]
#[delete("/sessions/current")]
pub async fn end(app: web::Data<App>, caller: Caller) -> Result<Reply, Problem> {
    let session = caller.session;
    app.database
        .blocking("accounts.sign_out", move |db| {
            Ok(accounts::sign_out_session(db, session)?)
        })
        .await?;
    Ok(Reply::done())
}
