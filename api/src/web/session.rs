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

/// The same, who may lack the second factor that is due: for the page that sets one up.
#[derive(Debug)]
pub struct NewcomerSession {
    pub caller: Caller,
}

async fn resume(req: &HttpRequest) -> Result<Caller, Problem> {
    let shown = cookie::shown(req).ok_or_else(|| Problem::new(Code::Unauthenticated))?;
    browser::resume(App::of(req)?, shown, Presence::Works).await
}

impl FromRequest for BrowserSession {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let req = req.clone();
        Box::pin(async move {
            let caller = resume(&req).await?.with_what_is_due(App::of(&req)?)?;
            Ok(Self { caller })
        })
    }
}

impl FromRequest for NewcomerSession {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let req = req.clone();
        Box::pin(async move {
            let caller = resume(&req).await?;
            Ok(Self { caller })
        })
    }
}
