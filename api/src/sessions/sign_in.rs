//! The three steps of signing in, the same for a program and for a browser.

use chrono::Duration;
use tenants::accounts::{self, Device, FactorCode, Second, SessionKind, SignedIn, Whence};

use crate::app::App;
use crate::auth::hashing;
use crate::error::{Code, Problem};

/// Who says to be whom, and from where.
pub(crate) struct Attempt {
    pub login: String,
    pub password: String,
    /// Of the second factor.
    pub code: Option<FactorCode>,
    pub whence: Whence,
    pub kind: SessionKind,
}

impl std::fmt::Debug for Attempt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Attempt(…)")
    }
}

/// What somebody who signed in is given.
#[derive(Debug)]
pub(crate) struct Welcome {
    pub signed_in: SignedIn,
    /// By which their device is known the next time.
    pub device_token: String,
}

/// Verifies the password with no connection held, then starts a session.
pub(crate) async fn sign_in(app: &App, attempt: Attempt) -> Result<Welcome, Problem> {
    let Attempt {
        login,
        password,
        code,
        whence,
        kind,
    } = attempt;
    let device = whence.device.clone();
    let candidate = app
        .database
        .blocking("accounts.sign_in_begin", move |db| {
            Ok(accounts::begin(db, &login, &whence)?)
        })
        .await?;
    let tried = hashing(app, move || candidate.verify(&password)).await??;
    let lifetime = Duration::hours(i64::from(app.settings.auth.refresh_hours));
    let second = Second {
        code,
        key: app.factor_key.clone(),
    };
    let signed_in = app
        .database
        .blocking("accounts.sign_in", move |db| {
            Ok(accounts::finish(db, &tried, &second, kind, lifetime)?)
        })
        .await?;
    let account = signed_in.holder.account;
    let device = device.map_or_else(|| Device::new(account), |device| device.after(account));
    let device_token = app.tokens.issue_device(&device).map_err(|error| {
        tracing::error!(%error, "a device's token could not be issued");
        Problem::new(Code::Internal)
    })?;
    Ok(Welcome {
        signed_in,
        device_token,
    })
}
