//! The three steps of signing in, the same for a program and for a browser.

use chrono::Duration;
use tenants::accounts::{self, SessionKind, SignedIn};

use crate::app::App;
use crate::auth::hashing;
use crate::error::Problem;

/// Verifies the password with no connection held, then starts a session.
pub(crate) async fn sign_in(
    app: &App,
    login: String,
    password: String,
    kind: SessionKind,
) -> Result<SignedIn, Problem> {
    let candidate = app
        .database
        .blocking("accounts.sign_in_begin", move |db| {
            Ok(accounts::begin(db, &login)?)
        })
        .await?;
    let verified = hashing(app, move || candidate.verify(&password)).await??;
    let lifetime = Duration::hours(i64::from(app.settings.auth.refresh_hours));
    app.database
        .blocking("accounts.sign_in", move |db| {
            Ok(accounts::finish(db, &verified, kind, lifetime)?)
        })
        .await
}
