//! Signs somebody in.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::accounts::SessionKind;
use utoipa::ToSchema;

use super::out::SessionOut;
use super::sign_in::sign_in;
use crate::app::App;
use crate::error::Problem;
use crate::extract::Json;
use crate::reply::Reply;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StartIn {
    #[schema(max_length = 64)]
    login: String,
    #[schema(format = Password)]
    password: String,
}

impl std::fmt::Debug for StartIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StartIn(…)")
    }
}

/// Signs in with login and password
#[utoipa::path(
    operation_id = "sessions.start",
    tag = "sessions",
    security(()),
    request_body = StartIn,
    responses((status = 200, description = "Signed in", body = SessionOut))
)]
#[post("/sessions")]
pub async fn start(app: web::Data<App>, body: Json<StartIn>) -> Result<Reply, Problem> {
    let StartIn { login, password } = body.0;
    let signed_in = sign_in(&app, login, password, SessionKind::Client).await?;
    Reply::ok(&SessionOut::of(&app, signed_in)?)
}
