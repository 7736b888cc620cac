//! Signing out on the page.

use actix_web::{HttpRequest, HttpResponse, post, web};
use tenants::accounts;

use super::page::go_to;
use super::{origin, session};
use crate::app::App;
use crate::error::{Code, Problem};

#[post("/logout")]
pub async fn leave(app: web::Data<App>, req: HttpRequest) -> Result<HttpResponse, Problem> {
    origin::refuse_cross_site(&req)?;
    if let Some(secret) = session::shown(&req) {
        app.database
            .blocking("accounts.sign_out", move |db| {
                Ok(accounts::sign_out(db, &secret)?)
            })
            .await?;
    }
    let mut response = go_to("/login");
    response
        .add_cookie(&session::taken())
        .map_err(|_| Problem::new(Code::Internal))?;
    Ok(response)
}
