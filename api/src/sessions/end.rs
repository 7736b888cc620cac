//! Signs somebody out.

use actix_web::{HttpResponse, delete, web};
use tenants::accounts;

use crate::app::App;
use crate::auth::cookie;
use crate::error::{Code, Problem};
use crate::extract::Leaving;

/// Ends the caller's session, locked or not; a browser forgets its cookie
#[utoipa::path(
    operation_id = "sessions.end",
    tag = "sessions",
    responses((status = 204, description = "Signed out"))
)]
#[delete("/sessions/current")]
pub async fn end(app: web::Data<App>, leaving: Leaving) -> Result<HttpResponse, Problem> {
    let caller = leaving.0;
    let session = caller.session;
    app.database
        .blocking("accounts.sign_out", move |db| {
            Ok(accounts::sign_out_session(db, session)?)
        })
        .await?;
    let mut response = HttpResponse::NoContent().finish();
    if caller.browser.is_some() {
        response
            .add_cookie(&cookie::taken())
            .map_err(|_| Problem::new(Code::Internal))?;
    }
    Ok(response)
}
