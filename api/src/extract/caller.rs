//! Who calls: read from the access token, without asking the database as long as it is known
//! what was taken away; or looked up by a browser's cookie.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::{Either, LocalBoxFuture};
use tenants::access::Actor;
use tenants::accounts::{Presence, Secret};
use tenants::ids::{AccountId, SessionId};

use crate::app::App;
use crate::auth::{Browser, Identity, TokenError, browser, cookie};
use crate::error::{Code, Problem};

/// A person or another system that signed in.
#[derive(Debug, Clone)]
pub struct Caller {
    pub account: AccountId,
    pub session: SessionId,
    pub actor: Arc<Actor>,
    pub second_factor: bool,
    /// None: it calls with an access token.
    pub browser: Option<Browser>,
}

impl Caller {
    fn by_token(req: &HttpRequest, token: &str) -> Reading<Self> {
        let read = App::of(req).and_then(|app| {
            let identity = app.tokens.read(token).map_err(|error| refused(&error))?;
            tracing::Span::current().record("account", tracing::field::display(identity.account));
            Ok((app, identity))
        });
        let (app, identity) = match read {
            Ok(read) => read,
            Err(problem) => return Either::Left(ready(Err(problem))),
        };
        if let Some(judged) = app.still_in.judge(&identity) {
            return Either::Left(ready(Self::judged(identity, judged)));
        }
        let req = req.clone();
        Either::Right(Box::pin(async move {
            let app = App::of(&req)?;
            let judged = app.still_in.find_out(app, &identity).await?;
            Self::judged(identity, judged)
        }))
    }

    fn judged(identity: Identity, is_still_in: bool) -> Result<Self, Problem> {
        if !is_still_in {
            return Err(refused(&TokenError::TakenAway));
        }
        let actor = Actor::person(identity.account, identity.region, identity.memberships);
        Ok(Self {
            account: identity.account,
            session: identity.session,
            actor: Arc::new(actor),
            second_factor: identity.second_factor,
            browser: None,
        })
    }

    async fn by_cookie(
        req: HttpRequest,
        secret: Secret,
        presence: Presence,
    ) -> Result<Self, Problem> {
        browser::refuse_other_sites(&req, &secret)?;
        browser::resume(App::of(&req)?, secret, presence).await
    }

    /// Whether they have to set up a second factor before they may do anything else.
    #[must_use]
    pub fn owes_second_factor(&self, app: &App) -> bool {
        let duty = app.settings.auth.second_factor_required;
        !self.second_factor && duty.binds(self.actor.memberships())
    }

    pub(crate) fn with_what_is_due(self, app: &App) -> Result<Self, Problem> {
        if self.owes_second_factor(app) {
            return Err(Problem::new(Code::SecondFactorRequired));
        }
        Ok(self)
    }

    /// An access token counts before a cookie: no other site can make a browser send one.
    fn read(req: &HttpRequest, presence: Presence) -> Reading<Self> {
        if let Some(token) = bearer(req) {
            return Self::by_token(req, token);
        }
        match cookie::shown(req) {
            Some(secret) => Either::Right(Box::pin(Self::by_cookie(req.clone(), secret, presence))),
            None => Either::Left(ready(Err(unauthenticated()))),
        }
    }
}

type Reading<T> = Either<Ready<Result<T, Problem>>, LocalBoxFuture<'static, Result<T, Problem>>>;

impl FromRequest for Caller {
    type Error = Problem;
    type Future = Reading<Self>;

    fn from_request(req: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        match Self::read(req, browser::presence(req)) {
            Either::Left(read) => Either::Left(ready(
                read.into_inner()
                    .and_then(|caller| caller.with_what_is_due(App::of(req)?)),
            )),
            Either::Right(reading) => {
                let req = req.clone();
                Either::Right(Box::pin(async move {
                    reading.await?.with_what_is_due(App::of(&req)?)
                }))
            }
        }
    }
}

/// Somebody who may lack the second factor that is due: for setting one up.
#[derive(Debug)]
pub struct Newcomer(pub Caller);

impl FromRequest for Newcomer {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let caller = Caller::read(req, browser::presence(req));
        Box::pin(async move { Ok(Self(caller.await?)) })
    }
}

/// Somebody who leaves: for that, the session may be locked.
#[derive(Debug)]
pub struct Leaving(pub Caller);

impl FromRequest for Leaving {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let caller = Caller::read(req, Presence::Leaves);
        Box::pin(async move { Ok(Self(caller.await?)) })
    }
}

fn unauthenticated() -> Problem {
    Problem::new(Code::Unauthenticated).header(
        header::WWW_AUTHENTICATE,
        HeaderValue::from_static("Bearer realm=\"varta\""),
    )
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
