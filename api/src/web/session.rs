//! Whose browser it is: read from its cookie, with one look-up in the database.

use std::sync::Arc;

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::{FutureExt, LocalBoxFuture};
use tenants::accounts::{self, Secret};

use crate::app::App;
use crate::error::{Code, Problem};
use crate::extract::Caller;

/// The prefix makes browsers keep it to this host, to encrypted links and to all paths.
const COOKIE: &str = "__Host-varta";

/// Somebody who signed in on our page.
#[derive(Debug)]
pub struct BrowserSession {
    pub caller: Caller,
    pub name: String,
}

impl BrowserSession {
    async fn resume(req: HttpRequest) -> Result<Self, Problem> {
        let app = req
            .app_data::<web::Data<App>>()
            .ok_or_else(|| Problem::new(Code::Internal))?;
        let shown = shown(&req).ok_or_else(|| Problem::new(Code::Unauthenticated))?;
        let holder = app
            .database
            .blocking("accounts.resume", move |db| {
                Ok(accounts::resume(db, &shown)?)
            })
            .await?;
        tracing::Span::current().record("account", tracing::field::display(holder.account));
        Ok(Self {
            caller: Caller {
                account: holder.account,
                session: holder.session,
                actor: Arc::new(holder.actor()),
            },
            name: holder.name.to_string(),
        })
    }
}

impl FromRequest for BrowserSession {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        Self::resume(req.clone()).boxed_local()
    }
}

/// The secret that a browser shows, if it looks like one of ours.
pub(super) fn shown(req: &HttpRequest) -> Option<Secret> {
    Secret::parse(req.cookie(COOKIE)?.value())
}

/// Gives a browser its secret, for as long as the session lasts.
pub(super) fn given(secret: &Secret, seconds: i64) -> Cookie<'static> {
    let mut cookie = empty();
    cookie.set_value(secret.expose());
    cookie.set_max_age(Duration::seconds(seconds));
    cookie
}

/// Takes it away.
pub(super) fn taken() -> Cookie<'static> {
    let mut cookie = empty();
    cookie.make_removal();
    cookie
}

fn empty() -> Cookie<'static> {
    Cookie::build(COOKIE, "")
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .finish()
}
