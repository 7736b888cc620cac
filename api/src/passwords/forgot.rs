//! Asks for a link to set a new password.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::accounts::{self, Email};
use utoipa::ToSchema;

use crate::app::App;
use crate::error::{Code, Problem};
use crate::extract::{Json, Network};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ForgotIn {
    #[schema(value_type = String, format = Email, max_length = 254)]
    email: Email,
}

/// Sends a link to every account with this address
///
/// The answer is the same, after the same work, for an address that nobody has.
#[utoipa::path(
    operation_id = "passwords.forgot",
    tag = "passwords",
    security(()),
    request_body = ForgotIn,
    responses((status = 202, description = "If the address is known, a mail is on its way"))
)]
#[post("/passwords/forgotten")]
pub async fn forgot(
    app: web::Data<App>,
    network: Network,
    body: Json<ForgotIn>,
) -> Result<Reply, Problem> {
    ask(&app, body.0.email, network).await?;
    Ok(Reply::accepted())
}

/// The same for a program and for a page.
pub(crate) async fn ask(app: &App, email: Email, network: Network) -> Result<(), Problem> {
    if app.mailer.is_none() {
        return Err(Problem::new(Code::MailOff));
    }
    app.database
        .blocking("accounts.forgot", move |db| {
            Ok(accounts::forgot(db, &email, network.as_str())?)
        })
        .await
}
