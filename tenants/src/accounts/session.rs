//! Sessions: how somebody who signed in once goes on.
//!
//! A browser shows the same secret until it signs out (`browser`). A client shows each secret
//! once and is given the next (RFC 9700, 4.14.2): one that comes a second time was stolen, or its owner's
//! was, and the session ends. But when the reply to a refresh is lost, its client can only show
//! the old secret again: so the one used last is taken once more as long as what it was
//! exchanged for has not been used, and that is void from then on. A thief and the owner who
//! both go on from there meet at a void secret, at the latest with their next step.

use super::identity_store;
use super::secret::Secret;
use super::session_store::{self as store, SessionRow};
use super::sign_in::{Holder, SignedIn, holder};
use crate::db::{self, Db, SystemTx, words};
use crate::ids::SessionId;
use crate::text::Name;

words! {
    SessionKind {
        /// Its secret is exchanged at every refresh.
        Client = "client",
        /// Its secret stays, in a cookie that no script can read.
        Browser = "browser",
    }
}

words! {
    EndReason {
        SignedOut = "signed_out",
        TokenReused = "token_reused",
    }
}

#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    #[error("the session is unknown or over: sign in again")]
    Refused,
    /// Worth a line in the log: somebody else may have had the secret.
    #[error("a secret was shown again after it had been exchanged; session {0} is over")]
    Reused(SessionId),
    /// Nobody has used it for a while; the password opens it again.
    #[error("the session is locked: give the password, and a code where there is one")]
    Locked { name: Name, second_factor: bool },
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl db::Failure for SessionError {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}

/// Exchanges a client's secret for the next.
pub fn refresh(db: &Db, shown: &Secret) -> Result<SignedIn, SessionError> {
    let exchanged = db.in_system("accounts.refresh", |tx| exchange(tx, shown))?;
    exchanged.map_err(SessionError::Reused)
}

/// The inner error ends the session, and so must be committed.
fn exchange(
    tx: &mut SystemTx<'_>,
    shown: &Secret,
) -> Result<Result<SignedIn, SessionId>, SessionError> {
    let hash = shown.hash();
    let session = store::session_of(tx, &hash)?.ok_or(SessionError::Refused)?;
    let session = store::lock(tx, session.id)?.ok_or(SessionError::Refused)?;
    let token = store::token(tx, &hash)?.ok_or(SessionError::Refused)?;
    if !goes_on(&session, SessionKind::Client, tx) {
        return Err(SessionError::Refused);
    }
    if token.used_at.is_none() {
        store::use_up(tx, &hash)?;
    } else {
        match store::good_token(tx, session.id)? {
            Some(successor) if successor.replaces.as_deref() == Some(&hash) => {
                store::use_up(tx, &successor.token_hash)?;
            }
            _ => {
                store::end(tx, session.id, EndReason::TokenReused)?;
                return Ok(Err(session.id));
            }
        }
    }
    let holder = held(tx, &session)?;
    let secret = store::issue(tx, session.id, Some(&hash))?;
    Ok(Ok(SignedIn { holder, secret }))
}

pub(super) fn goes_on(session: &SessionRow, kind: SessionKind, tx: &SystemTx<'_>) -> bool {
    session.kind == kind && session.ended_at.is_none() && session.expires_at > tx.now()
}

pub(super) fn held(tx: &mut SystemTx<'_>, session: &SessionRow) -> Result<Holder, SessionError> {
    let identity = identity_store::active(tx, session.account_id)?
        .filter(|identity| identity.revoked_version <= session.account_version)
        .filter(|identity| !identity.memberships.is_empty())
        .ok_or(SessionError::Refused)?;
    Ok(holder(session.begun(), identity))
}

/// Ends the session of this secret. That there is none any more is no error.
pub fn sign_out(db: &Db, shown: &Secret) -> Result<(), db::Error> {
    db.in_system("accounts.sign_out", |tx| {
        match store::session_of(tx, &shown.hash())? {
            Some(session) => store::end(tx, session.id, EndReason::SignedOut),
            None => Ok(()),
        }
    })
}

/// The same for whoever knows the session by its id, such as the holder of an access token.
pub fn sign_out_session(db: &Db, session: SessionId) -> Result<(), db::Error> {
    db.in_system("accounts.sign_out", |tx| {
        store::end(tx, session, EndReason::SignedOut)
    })
}
