//! Opens a browser session that locked itself.

use actix_web::{HttpRequest, post, web};
use serde::Deserialize;
use tenants::accounts;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{browser, cookie, hashing};
use crate::error::{Code, Problem};
use crate::extract::Json;
use crate::reply::Reply;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnlockIn {
    #[schema(format = Password)]
    password: String,
}

impl std::fmt::Debug for UnlockIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnlockIn(…)")
    }
}

/// Unlocks the browser session that nobody has used for a while
///
/// With the password of whoever began it, and like any change by a browser with `X-Varta-CSRF`,
/// which the problem `session_locked` tells as `csrf_token`.
#[utoipa::path(
    operation_id = "sessions.unlock",
    tag = "sessions",
    security(("cookie" = [])),
    request_body = UnlockIn,
    responses((status = 204, description = "The session goes on"))
)]
#[post("/sessions/current/unlock")]
pub async fn unlock(
    app: web::Data<App>,
    req: HttpRequest,
    body: Json<UnlockIn>,
) -> Result<Reply, Problem> {
    let secret = cookie::shown(&req).ok_or_else(|| Problem::new(Code::Unauthenticated))?;
    browser::refuse_other_sites(&req, &secret)?;
    let begun = secret.clone();
    let candidate = app
        .database
        .blocking("accounts.unlock_begin", move |db| {
            Ok(accounts::begin_unlock(db, &begun)?)
        })
        .await?;
    let password = body.0.password;
    let verified = hashing(&app, move || candidate.verify(&password)).await??;
    app.database
        .blocking("accounts.unlock", move |db| {
            Ok(accounts::unlock(db, &secret, &verified)?)
        })
        .await?;
    Ok(Reply::done())
}
