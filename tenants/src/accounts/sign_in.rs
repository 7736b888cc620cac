//! Signs somebody in, in three steps: look the login up, verify the password with no
//! transaction open and no connection held, start the session.
//!
//! An unknown login, a wrong password, a deactivated account and one without any membership
//! get the same answer after the same work.

use chrono::Duration;

use super::password::{self, HashingFailed};
use super::secret::Secret;
use super::session::SessionKind;
use super::session_store::{self as store, Identity};
use super::{HashedPassword, Login};
use crate::access::{Actor, Membership};
use crate::clock::Moment;
use crate::db::{self, Db};
use crate::ids::{AccountId, RegionId, SessionId};
use crate::text::Name;

#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    #[error("the login or the password is wrong, or the account cannot sign in")]
    Refused,
    #[error(transparent)]
    Hashing(#[from] HashingFailed),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl db::Failure for SignInError {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}

/// Somebody who gave a login; perhaps nobody.
#[derive(Debug)]
pub struct Candidate(Option<(AccountId, HashedPassword)>);

/// Somebody who knew the password.
#[derive(Debug)]
pub struct Verified {
    account: AccountId,
    password: HashedPassword,
}

/// Who holds a session, and what they may act as now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub account: AccountId,
    pub region: RegionId,
    pub name: Name,
    pub memberships: Vec<Membership>,
    pub session: SessionId,
    pub expires_at: Moment,
}

impl Holder {
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::person(self.account, self.region, self.memberships.clone())
    }
}

/// A session, and the secret by which it goes on: to be given away once.
#[derive(Debug)]
pub struct SignedIn {
    pub holder: Holder,
    pub secret: Secret,
}

/// First step. Whether the login exists cannot be told from what it gives.
pub fn begin(db: &Db, login: &str) -> Result<Candidate, SignInError> {
    let login: Option<Login> = login.parse().ok();
    db.in_system("accounts.sign_in_begin", |tx| match &login {
        Some(login) => Ok(Candidate(store::password_of(tx, login)?)),
        None => Ok(Candidate(None)),
    })
}

impl Candidate {
    pub(super) fn of(account: AccountId, password: Option<HashedPassword>) -> Self {
        Self(password.map(|password| (account, password)))
    }

    /// Second step: slow on purpose.
    pub fn verify(self, typed: &str) -> Result<Verified, SignInError> {
        let matches = password::verify(typed, self.0.as_ref().map(|(_, hashed)| hashed))?;
        match self.0 {
            Some((account, password)) if matches => Ok(Verified { account, password }),
            _ => Err(SignInError::Refused),
        }
    }
}

impl Verified {
    pub(super) const fn account(&self) -> AccountId {
        self.account
    }

    /// Set anew while it was being verified, a password counts no more.
    pub(super) fn still_holds(&self, identity: &Identity) -> bool {
        identity.password.0 == self.password.0 && !identity.memberships.is_empty()
    }
}

/// Third step.
pub fn finish(
    db: &Db,
    verified: &Verified,
    kind: SessionKind,
    lifetime: Duration,
) -> Result<SignedIn, SignInError> {
    db.in_system("accounts.sign_in", |tx| {
        let identity = store::active(tx, verified.account)?
            .filter(|identity| verified.still_holds(identity))
            .ok_or(SignInError::Refused)?;
        let (session, expires_at, secret) = store::start(tx, verified.account, kind, lifetime)?;
        Ok(SignedIn {
            holder: holder(verified.account, identity, session, expires_at),
            secret,
        })
    })
}

pub(super) fn holder(
    account: AccountId,
    identity: Identity,
    session: SessionId,
    expires_at: Moment,
) -> Holder {
    let Identity {
        region,
        name,
        memberships,
        ..
    } = identity;
    Holder {
        account,
        region,
        name,
        memberships,
        session,
        expires_at,
    }
}
