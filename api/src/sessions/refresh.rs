//! Goes on with a session.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::accounts::{self, Secret};
use utoipa::ToSchema;

use super::out::SessionOut;
use crate::app::App;
use crate::error::{Code, Problem};
use crate::extract::Json;
use crate::reply::Reply;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefreshIn {
    refresh_token: String,
}

impl std::fmt::Debug for RefreshIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RefreshIn(…)")
    }
}

/// Exchanges a refresh token for the next one and a new access token
///
/// A token is good for one exchange. When the answer is lost, the same token is taken again,
/// and what was lost is void. Any other token that comes a second time ends the session.
#[utoipa::path(
    operation_id = "sessions.refresh",
    tag = "sessions",
    security(()),
    request_body = RefreshIn,
    responses((status = 200, description = "The session goes on", body = SessionOut))
)]
#[post("/sessions/refresh")]
pub async fn refresh(app: web::Data<App>, body: Json<RefreshIn>) -> Result<Reply, Problem> {
    let shown =
        Secret::parse(&body.0.refresh_token).ok_or_else(|| Problem::new(Code::SessionOver))?;
    let signed_in = app
        .database
        .blocking("accounts.refresh", move |db| {
            Ok(accounts::refresh(db, &shown)?)
        })
        .await?;
    Reply::ok(&SessionOut::of(&app, signed_in)?)
}
