//! Signs somebody in.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use tenants::accounts::{FactorCode, SessionKind, Whence};
use utoipa::ToSchema;

use super::out::SessionOut;
use super::sign_in::{Attempt, Welcome, sign_in};
use crate::app::App;
use crate::document::shapes::FactorCodeIn;
use crate::error::Problem;
use crate::extract::{Json, Network};
use crate::reply::Reply;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StartIn {
    #[schema(max_length = 64)]
    login: String,
    #[schema(format = Password)]
    password: String,
    /// Of the second factor, where the account has one
    #[schema(value_type = Option<FactorCodeIn>)]
    code: Option<FactorCode>,
    /// What the device was given when somebody signed in on it before
    device_token: Option<String>,
}

impl std::fmt::Debug for StartIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StartIn(…)")
    }
}

/// Somebody who signed in, and the device on which they did.
#[derive(Serialize, ToSchema)]
pub struct StartedOut {
    #[serde(flatten)]
    session: SessionOut,
    /// To be kept for the next time, whoever signs in on this device
    device_token: String,
}

impl std::fmt::Debug for StartedOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.session.fmt(f)
    }
}

/// Signs in with login and password, and a code where the account has a second factor
///
/// Whatever of these is missing or wrong, the answer is the same.
/// Whoever tries too often waits: 429 with `Retry-After`. The limits are those of a login from one
/// network, of a login, and of a network; a device that shows its token has one of its own.
#[utoipa::path(
    operation_id = "sessions.start",
    tag = "sessions",
    security(()),
    request_body = StartIn,
    responses((status = 200, description = "Signed in", body = StartedOut))
)]
#[post("/sessions")]
pub async fn start(
    app: web::Data<App>,
    network: Network,
    body: Json<StartIn>,
) -> Result<Reply, Problem> {
    let StartIn {
        login,
        password,
        code,
        device_token,
    } = body.0;
    let attempt = Attempt {
        login,
        password,
        code,
        whence: Whence {
            network: network.to_string(),
            device: device_token.and_then(|token| app.tokens.read_device(&token)),
        },
        kind: SessionKind::Client,
    };
    let Welcome {
        signed_in,
        device_token,
    } = sign_in(&app, attempt).await?;
    Reply::ok(&StartedOut {
        session: SessionOut::of(&app, signed_in)?,
        device_token,
    })
}
