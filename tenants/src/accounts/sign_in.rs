//! Signs somebody in, in three steps: look the login up and take one of the tries that it has,
//! try the password with no transaction open and no connection held, start the session.
//!
//! An unknown login, a wrong password, a deactivated account, one without any membership, and a
//! second factor that is missing or wrong get the same answer after the same work: nobody learns
//! that they have guessed the password right who has not shown the second factor, too.

use chrono::Duration;

use super::guess::{Spent, TooManyTries, Whence};
use super::identity_store::{self as store, Identity};
use super::password::{self, HashingFailed};
use super::second_factor::{Second, is_shown};
use super::secret::Secret;
use super::session::SessionKind;
use super::session_store::{self, Begun};
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
    /// Under another key than that by which it was sealed, or under none.
    #[error("the secret of the second factor cannot be opened: auth.second_factor_key")]
    CodeUnreadable,
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

/// Somebody who has tried a password; whether it was right, the third step knows.
#[derive(Debug)]
pub struct Tried {
    /// Nobody when it was wrong.
    account: Option<(AccountId, HashedPassword)>,
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
    pub second_factor: bool,
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
    pub fn verify(self, typed: &str) -> Result<Tried, HashingFailed> {
        let kept = self.account.as_ref().map(|(_, hashed)| hashed);
        let matches = password::verify(typed, kept)?;
        Ok(Tried {
            account: self.account.filter(|_| matches),
            spent: self.spent,
        })
    }
}

impl Tried {
    /// Who they are now, when the password was right. Set anew while it was being tried, it
    /// counts no more. Looked up for nobody as well, which takes as long.
    pub(super) fn identity(&self, tx: &mut SystemTx<'_>) -> Result<Option<Identity>, db::Error> {
        let (account, password) = self.account.as_ref().map_or_else(
            || (AccountId::new(), None),
            |(account, password)| (*account, Some(password)),
        );
        Ok(store::active(tx, account)?
            .filter(|identity| password.is_some_and(|tried| identity.password.0 == tried.0))
            .filter(|identity| !identity.memberships.is_empty()))
    }

    /// The tries, to whoever was right in all that was asked.
    pub(super) fn give_back(&self, tx: &mut SystemTx<'_>) -> Result<(), db::Error> {
        self.spent.give_back(tx)
    }
}

/// Third step.
pub fn finish(
    db: &Db,
    tried: &Tried,
    second: &Second,
    kind: SessionKind,
    lifetime: Duration,
) -> Result<SignedIn, SignInError> {
    db.in_system("accounts.sign_in", |tx| {
        let identity = tried.identity(tx)?.ok_or(SignInError::Refused)?;
        if !is_shown(tx, &identity, second)? {
            return Err(SignInError::Refused);
        }
        tried.give_back(tx)?;
        let account = (identity.account, identity.version);
        let (begun, secret) = session_store::start(tx, account, kind, lifetime)?;
        let holder = holder(begun, identity);
        Ok(SignedIn { holder, secret })
    })
}

pub(super) fn holder(begun: Begun, identity: Identity) -> Holder {
    let Identity {
        region,
        name,
        second_factor_at,
        memberships,
        ..
    } = identity;
    Holder {
        account: begun.account_id,
        version: begun.account_version,
        region,
        name,
        second_factor: second_factor_at.is_some(),
        memberships,
        session: begun.id,
        expires_at: begun.expires_at,
    }
}
