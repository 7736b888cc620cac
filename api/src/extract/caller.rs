//! Who calls: read from the access token, without asking the database.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{FromRequest, HttpRequest};
use tenants::access::Actor;
use tenants::ids::{AccountId, SessionId};

use crate::app::App;
use crate::auth::TokenError;
use crate::error::{Code, Problem};

/// A person or another system that signed in.
#[derive(Debug, Clone)]
pub struct Caller {
    pub account: AccountId,
    pub session: SessionId,
    pub actor: Arc<Actor>,
}

impl Caller {
    fn read(req: &HttpRequest) -> Result<Self, Problem> {
        let app = App::of(req)?;
        let token = bearer(req).ok_or_else(|| {
            Problem::new(Code::Unauthenticated).header(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer realm=\"varta\""),
            )
        })?;
        let identity = app.tokens.read(token).map_err(|error| refused(&error))?;
        tracing::Span::current().record("account", tracing::field::display(identity.account));
        let actor = Actor::person(identity.account, identity.region, identity.memberships);
        Ok(Self {
            account: identity.account,
            session: identity.session,
            actor: Arc::new(actor),
        })
    }
}

impl FromRequest for Caller {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(Self::read(req))
    }
}

fn bearer(req: &HttpRequest) -> Option<&str> {
    let (scheme, token) = req
        .headers()
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}

fn refused(error: &TokenError) -> Problem {
    Problem::new(Code::TokenRefused).reason(error).header(
        header::WWW_AUTHENTICATE,
        HeaderValue::from_static("Bearer realm=\"varta\", error=\"invalid_token\""),
    )
}
