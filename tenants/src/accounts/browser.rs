//! Browser sessions: at workstations that several people share. One locks when nobody has used
//! it for a while; whoever began it opens it again, with all that signing in takes.

use chrono::Duration;

use super::guess::Spent;
use super::identity_store;
use super::second_factor::{Second, is_shown};
use super::secret::Secret;
use super::session::{SessionError, SessionKind, goes_on, held};
use super::session_store::{self as store, SessionRow};
use super::sign_in::{Candidate, Holder, SignInError, Tried, holder};
use crate::db::{self, Db, SystemTx};

/// What a browser's request says about the person in front of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// They did something.
    Works,
    /// The page asked by itself.
    Unknown,
    /// They are leaving, for which the session may be locked.
    Leaves,
}

#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error(transparent)]
    Password(#[from] SignInError),
}

impl From<db::Error> for UnlockError {
    fn from(error: db::Error) -> Self {
        Self::Session(error.into())
    }
}

impl db::Failure for UnlockError {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Session(error) => error.database(),
            Self::Password(error) => error.database(),
        }
    }
}

/// Activity is written down no more often than this: a session locks so much earlier at most.
const NOTED_EVERY: Duration = Duration::seconds(30);

/// Who the browser with this secret is. Nobody's work for longer than `idle` locks it.
pub fn resume(
    db: &Db,
    shown: &Secret,
    presence: Presence,
    idle: Duration,
) -> Result<Holder, SessionError> {
    db.in_system("accounts.resume", |tx| {
        let session = session_of(tx, shown)?;
        let holder = held(tx, &session)?;
        let rested = session.read_at - session.active_at;
        if rested > idle && presence != Presence::Leaves {
            return Err(SessionError::Locked {
                name: holder.name,
                second_factor: holder.second_factor,
            });
        }
        if rested > NOTED_EVERY && presence == Presence::Works {
            store::touch(tx, session.id)?;
        }
        Ok(holder)
    })
}

/// Whose password opens the session again: to be verified with no connection held.
pub fn begin_unlock(db: &Db, shown: &Secret) -> Result<Candidate, UnlockError> {
    db.in_system("accounts.unlock_begin", |tx| {
        let account = session_of(tx, shown)?.account_id;
        let password = identity_store::password_of_account(tx, account)?;
        let account = password.map(|password| (account, password));
        Ok(Candidate::take(
            tx,
            account,
            Spent::by_holder(&shown.hash()),
        )?)
    })
}

/// Opens it for whoever knew the password and shows the second factor, if there is one.
pub fn unlock(
    db: &Db,
    shown: &Secret,
    tried: &Tried,
    second: &Second,
) -> Result<Holder, UnlockError> {
    db.in_system("accounts.unlock", |tx| {
        let session = session_of(tx, shown)?;
        let identity = tried.identity(tx)?.ok_or(SignInError::Refused)?;
        if identity.account != session.account_id
            || identity.revoked_version > session.account_version
        {
            return Err(SessionError::Refused.into());
        }
        if !is_shown(tx, &identity, second)? {
            return Err(SignInError::Refused.into());
        }
        tried.give_back(tx)?;
        store::touch(tx, session.id)?;
        Ok(holder(session.begun(), identity))
    })
}

fn session_of(tx: &mut SystemTx<'_>, shown: &Secret) -> Result<SessionRow, SessionError> {
    store::session_of(tx, &shown.hash())?
        .filter(|session| goes_on(session, SessionKind::Browser, tx))
        .ok_or(SessionError::Refused)
}
