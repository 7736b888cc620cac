//! Opens a browser session that locked itself.

use actix_web::{HttpRequest, post, web};
use serde::Deserialize;
use tenants::accounts::{self, FactorCode, Second};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{browser, cookie, hashing};
use crate::document::shapes::FactorCodeIn;
use crate::error::{Code, Problem};
use crate::extract::Json;
use crate::reply::Reply;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnlockIn {
    #[schema(format = Password)]
    password: String,
    /// Of the second factor, where the account has one
    #[schema(value_type = Option<FactorCodeIn>)]
    code: Option<FactorCode>,
}

impl std::fmt::Debug for UnlockIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnlockIn(…)")
    }
}

/// Unlocks the browser session that nobody has used for a while
///
/// With the password of whoever began it, a code where they have a second factor
/// (`session_locked` tells it as `second_factor`), and like any change by a browser with `X-Varta-CSRF`,
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
    let UnlockIn { password, code } = body.0;
    let key = app.factor_key.clone();
    let second = Second { code, key };
    let tried = hashing(&app, move || candidate.verify(&password)).await??;
    app.database
        .blocking("accounts.unlock", move |db| {
            Ok(accounts::unlock(db, &secret, &tried, &second)?)
        })
        .await?;
    Ok(Reply::done())
}
