//! Who calls with a browser's cookie: looked up in the database, and asked where it comes from.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::http::header;
use tenants::accounts::{self, Presence, Secret, SessionError};
use tenants::clock::Moment;
use tenants::text::Name;

use super::{cookie, origin};
use crate::app::App;
use crate::error::{Code, Problem};
use crate::extract::Caller;

const BACKGROUND: &str = "X-Varta-Background";

/// What is known of somebody at a browser, beyond who calls.
#[derive(Debug, Clone)]
pub struct Browser {
    pub name: Name,
    /// To be shown in `X-Varta-CSRF` with whatever changes something.
    pub csrf_token: String,
    pub ends_at: Moment,
}

/// A script's request may come from our own pages only. One that changes something must prove
/// it twice: by what the browser says, and by a token that another site cannot read.
pub(crate) fn refuse_other_sites(req: &HttpRequest, secret: &Secret) -> Result<(), Problem> {
    if req.method().is_safe() {
        return origin::refuse_cross_site(req);
    }
    origin::require_ours(req)?;
    cookie::require_csrf_token(req, secret)
}

/// The same for a form of a signed-in page, which shows the token among its fields.
pub(crate) fn refuse_foreign_form(req: &HttpRequest, shown: &str) -> Result<(), Problem> {
    origin::require_ours(req)?;
    let secret = cookie::shown(req).ok_or_else(|| Problem::new(Code::Unauthenticated))?;
    if cookie::is_csrf_token(shown.as_bytes(), &secret) {
        return Ok(());
    }
    Err(Problem::new(Code::CsrfRequired).field("csrf_token"))
}

/// What a page reads by itself, or keeps open, says nothing about who sits before it.
pub(crate) fn presence(req: &HttpRequest) -> Presence {
    let says = |name: &str, value: &str| req.headers().get(name).is_some_and(|said| said == value);
    let by_itself = says(BACKGROUND, "1") || says(header::ACCEPT.as_str(), "text/event-stream");
    if by_itself && req.method().is_safe() {
        Presence::Unknown
    } else {
        Presence::Works
    }
}

pub(crate) async fn resume(
    app: &App,
    secret: Secret,
    presence: Presence,
) -> Result<Caller, Problem> {
    let csrf_token = cookie::csrf_token(&secret);
    let idle = app.settings.auth.idle_lock();
    let holder = app
        .database
        .blocking("accounts.resume", move |db| {
            accounts::resume(db, &secret, presence, idle).map_err(|error| match error {
                // Who may open it again, and how: the page asks for the password, and a code.
                SessionError::Locked {
                    name,
                    second_factor,
                } => Problem::new(Code::SessionLocked)
                    .with("name", name.as_str())
                    .with("second_factor", second_factor)
                    .with("csrf_token", cookie::csrf_token(&secret)),
                error => error.into(),
            })
        })
        .await?;
    tracing::Span::current().record("account", tracing::field::display(holder.account));
    Ok(Caller {
        account: holder.account,
        session: holder.session,
        second_factor: holder.second_factor,
        actor: Arc::new(holder.actor()),
        browser: Some(Browser {
            name: holder.name,
            csrf_token,
            ends_at: holder.expires_at,
        }),
    })
}
