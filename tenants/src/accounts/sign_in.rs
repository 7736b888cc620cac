//! Signs somebody in, in three steps: look the login up and take one of the tries that it has,
//! verify the password with no transaction open and no connection held, start the session.
//!
//! An unknown login, a wrong password, a deactivated account and one without any membership
//! get the same answer after the same work.

use chrono::Duration;

use super::guess::{Spent, TooManyTries, Whence};
use super::password::{self, HashingFailed};
use super::secret::Secret;
use super::session::SessionKind;
use super::session_store::{self as store, Begun, Identity};
use super::{HashedPassword, Login};
use crate::access::{Actor, Membership};
use crate::clock::Moment;
use crate::db::{self, Db, SystemTx};
use crate::ids::{AccountId, RegionId, SessionId};
use crate::text::Name;

#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    #[error("the login or the password is wrong, or the account cannot sign in")]
    Refused,
    #[error(transparent)]
    TooManyTries(#[from] TooManyTries),
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
pub struct Candidate {
    account: Option<(AccountId, HashedPassword)>,
    spent: Spent,
}

/// Somebody who knew the password.
#[derive(Debug)]
pub struct Verified {
    account: AccountId,
    password: HashedPassword,
    spent: Spent,
}

/// Who holds a session, and what they may act as now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub account: AccountId,
    /// Of the account, when the session began.
    pub version: i32,
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
pub fn begin(db: &Db, login: &str, whence: &Whence) -> Result<Candidate, SignInError> {
    let parsed: Option<Login> = login.parse().ok();
    db.in_system("accounts.sign_in_begin", |tx| {
        let account = match &parsed {
            Some(login) => store::password_of(tx, login)?,
            None => None,
        };
        let spent = Spent::by(login, account.as_ref().map(|(id, _)| *id), whence);
        Candidate::take(tx, account, spent)
    })
}

impl Candidate {
    /// With one of the tries that there are.
    pub(super) fn take(
        tx: &mut SystemTx<'_>,
        account: Option<(AccountId, HashedPassword)>,
        spent: Spent,
    ) -> Result<Self, SignInError> {
        spent.take(tx)??;
        Ok(Self { account, spent })
    }

    /// Second step: slow on purpose.
    pub fn verify(self, typed: &str) -> Result<Verified, SignInError> {
        let kept = self.account.as_ref().map(|(_, hashed)| hashed);
        let matches = password::verify(typed, kept)?;
        match self.account {
            Some((account, password)) if matches => Ok(Verified {
                account,
                password,
                spent: self.spent,
            }),
            _ => Err(SignInError::Refused),
        }
    }
}

impl Verified {
    pub(super) const fn account(&self) -> AccountId {
        self.account
    }

    /// Who they are now. Set anew while it was being verified, a password counts no more.
    /// A second factor stands here, between the password and what it opens: only then are the
    /// tries given back.
    pub(super) fn identity(&self, tx: &mut SystemTx<'_>) -> Result<Option<Identity>, db::Error> {
        let identity = store::active(tx, self.account)?
            .filter(|identity| identity.password.0 == self.password.0)
            .filter(|identity| !identity.memberships.is_empty());
        if identity.is_some() {
            self.spent.give_back(tx)?;
        }
        Ok(identity)
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
        let identity = verified.identity(tx)?.ok_or(SignInError::Refused)?;
        let account = (verified.account, identity.version);
        let (begun, secret) = store::start(tx, account, kind, lifetime)?;
        let holder = holder(begun, identity);
        Ok(SignedIn { holder, secret })
    })
}

pub(super) fn holder(begun: Begun, identity: Identity) -> Holder {
    let Identity {
        region,
        name,
        memberships,
        ..
    } = identity;
    Holder {
        account: begun.account_id,
        version: begun.account_version,
        region,
        name,
        memberships,
        session: begun.id,
        expires_at: begun.expires_at,
    }
}
