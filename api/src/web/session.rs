//! Whose browser it is, for a page.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use tenants::accounts::Presence;

use crate::app::App;
use crate::auth::{browser, cookie};
use crate::error::{Code, Problem};
use crate::extract::Caller;

/// Somebody who signed in on our page.
#[derive(Debug)]
pub struct BrowserSession {
    pub caller: Caller,
}

impl BrowserSession {
    async fn resume(req: HttpRequest) -> Result<Self, Problem> {
        let shown = cookie::shown(&req).ok_or_else(|| Problem::new(Code::Unauthenticated))?;
        let caller = browser::resume(App::of(&req)?, shown, Presence::Works).await?;
        Ok(Self { caller })
    }
}

impl FromRequest for BrowserSession {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        Box::pin(Self::resume(req.clone()))
    }
}
