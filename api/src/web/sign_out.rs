//! Signing out on the page.

use actix_web::{HttpRequest, HttpResponse, post, web};
use tenants::accounts;

use super::page::go_to;
use crate::app::App;
use crate::auth::{cookie, origin};
use crate::error::{Code, Problem};

#[post("/logout")]
pub async fn leave(app: web::Data<App>, req: HttpRequest) -> Result<HttpResponse, Problem> {
    origin::refuse_cross_site(&req)?;
    sign_out(&app, &req).await?;
    let mut response = go_to("/login");
    response
        .add_cookie(&cookie::taken())
        .map_err(|_| Problem::new(Code::Internal))?;
    Ok(response)
}

/// Ends the session of the cookie that a browser shows, if there is one.
pub(super) async fn sign_out(app: &App, req: &HttpRequest) -> Result<(), Problem> {
    let Some(secret) = cookie::shown(req) else {
        return Ok(());
    };
    app.database
        .blocking("accounts.sign_out", move |db| {
            Ok(accounts::sign_out(db, &secret)?)
        })
        .await
}
