//! Sets a password with the secret that came by mail.

use actix_web::{post, web};
use serde::Deserialize;
use tenants::accounts::{self, NewPassword, Secret};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::hashing;
use crate::error::{Code, Problem};
use crate::extract::Json;
use crate::reply::Reply;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordIn {
    /// From the link of the mail
    token: String,
    #[schema(format = Password, min_length = 12, max_length = 128)]
    password: String,
}

impl std::fmt::Debug for PasswordIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordIn(…)")
    }
}

/// Sets the password of an account with the secret of an invitation or of a forgotten password
///
/// Once, within ten minutes of the mail; all sessions of the account end. A second factor is
/// asked for at the next sign-in as before.
#[utoipa::path(
    operation_id = "passwords.set",
    tag = "passwords",
    security(()),
    request_body = PasswordIn,
    responses((status = 204, description = "The password is set: sign in with it"))
)]
#[post("/passwords")]
pub async fn set(app: web::Data<App>, body: Json<PasswordIn>) -> Result<Reply, Problem> {
    let PasswordIn { token, password } = body.0;
    let secret = Secret::parse(&token).ok_or_else(|| Problem::new(Code::LinkRefused))?;
    set_password(&app, secret, password).await?;
    Ok(Reply::done())
}

/// The same for a program and for a page. A password that is not taken leaves the link good.
pub(crate) async fn set_password(
    app: &App,
    secret: Secret,
    password: String,
) -> Result<(), Problem> {
    let shown = secret.clone();
    let holder = app
        .database
        .blocking("accounts.link_holder", move |db| {
            Ok(accounts::link_holder(db, &shown)?)
        })
        .await?;
    let password = NewPassword::parse(&password, &holder.login)?;
    let password = hashing(app, move || password.hash()).await??;
    app.database
        .blocking("accounts.set_password", move |db| {
            Ok(accounts::set_password(db, &secret, &password)?)
        })
        .await
}
