//! A second factor beside the password: codes of an app (RFC 6238), and codes on paper.
//!
//! A session that begins or is unlocked takes a code, which is good once. To set one up and to
//! take it away ends whatever the account has begun: what goes on was begun with what holds now.

use std::sync::Arc;

use serde::Serialize;

use super::enrolment::Enrolled;
use super::factor_code::{self, FactorCode};
use super::factor_key::{FactorKey, NotOpened};
use super::identity_store::Identity;
use super::second_factor_store as store;
use super::sign_in::{SignInError, Tried};
use super::totp::{self, NotASecret};
use crate::clock::Moment;
use crate::db::{self, Db, SystemTx};
use crate::ids::AccountId;
use crate::ledger::{Kind, NewEvent};

const RECOVERY_CODES: usize = 10;

#[derive(Debug, thiserror::Error)]
pub enum FactorError {
    #[error("this installation has no key for second factors: auth.second_factor_key is not set")]
    Off,
    #[error("the account has a second factor already")]
    AlreadyThere,
    #[error("the account has no second factor")]
    NotThere,
    /// What was begun is another account's, or too old.
    #[error("the enrolment is none, or too old: begin again")]
    EnrolmentRefused,
    #[error("the code is wrong, too old or was used before")]
    CodeRefused,
    #[error(transparent)]
    Password(#[from] SignInError),
    #[error(transparent)]
    Key(#[from] NotOpened),
    #[error(transparent)]
    Secret(#[from] NotASecret),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl db::Failure for FactorError {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            Self::Password(error) => error.database(),
            _ => None,
        }
    }
}

/// What somebody shows beside their password, and the key that opens what it is held against.
#[derive(Debug, Clone, Default)]
pub struct Second {
    pub code: Option<FactorCode>,
    pub key: Option<Arc<FactorKey>>,
}

#[derive(Serialize)]
struct Nothing {}

/// Shows that the app has the secret: from now on it is asked for. Gives the recovery codes,
/// which are kept as hashes only.
pub fn confirm(
    db: &Db,
    account: AccountId,
    enrolled: &Enrolled,
    code: &FactorCode,
    key: Option<&FactorKey>,
) -> Result<Vec<String>, FactorError> {
    let key = key.ok_or(FactorError::Off)?;
    let codes: Vec<String> = (0..RECOVERY_CODES)
        .map(|_| FactorCode::new_recovery())
        .collect();
    db.in_system("accounts.confirm_factor", |tx| {
        let now = tx.now();
        let secret = enrolled
            .open(account, key, now)
            .ok_or(FactorError::EnrolmentRefused)?;
        let step = match code {
            FactorCode::Timed(digits) => totp::step_of(&secret, digits, now),
            FactorCode::Recovery(_) => None,
        };
        let step = step.ok_or(FactorError::CodeRefused)?;
        let kept = store::switch(tx, account, Some(now))?.ok_or(FactorError::AlreadyThere)?;
        store::keep(tx, account, &key.seal(account, &secret)?, step)?;
        let hashes: Vec<_> = codes.iter().map(|code| factor_code::hash(code)).collect();
        store::keep_recovery(tx, account, &hashes)?;
        let kind = Kind::SecondFactorSet;
        tx.record(NewEvent::new(kept.ledger(), kind, account, &Nothing {})?);
        Ok(codes.clone())
    })
}

/// By its holder, with password and code. Whoever keeps the account does it with
/// `change`, when telephone and paper are gone.
pub fn remove(db: &Db, tried: &Tried, second: &Second) -> Result<(), FactorError> {
    db.in_system("accounts.remove_factor", |tx| {
        let identity = tried.identity(tx)?.ok_or(SignInError::Refused)?;
        let Some(since) = identity.second_factor_at else {
            return Err(FactorError::NotThere);
        };
        accept(tx, identity.account, since, second)?;
        tried.give_back(tx)?;
        let kept = store::switch(tx, identity.account, None)?.ok_or(FactorError::NotThere)?;
        store::delete(tx, identity.account)?;
        let kind = Kind::SecondFactorRemoved;
        let event = NewEvent::new(kept.ledger(), kind, identity.account, &Nothing {})?;
        tx.record(event);
        Ok(())
    })
}

/// Whether all that the account asks for beside the password was shown.
pub(super) fn is_shown(
    tx: &mut SystemTx<'_>,
    identity: &Identity,
    second: &Second,
) -> Result<bool, SignInError> {
    let Some(since) = identity.second_factor_at else {
        return Ok(true);
    };
    match accept(tx, identity.account, since, second) {
        Ok(()) => Ok(true),
        Err(FactorError::CodeRefused) => Ok(false),
        Err(FactorError::Database(error)) => Err(error.into()),
        Err(_) => Err(SignInError::CodeUnreadable),
    }
}

/// Takes a code, which is good once: of two who show the same at once, one waits for the row,
/// and finds it used.
fn accept(
    tx: &mut SystemTx<'_>,
    account: AccountId,
    since: Moment,
    second: &Second,
) -> Result<(), FactorError> {
    let factor = store::lock(tx, account, since)?.ok_or(FactorError::CodeRefused)?;
    match &second.code {
        None => Err(FactorError::CodeRefused),
        Some(FactorCode::Recovery(signs)) => {
            if !store::use_up(tx, account, &factor_code::hash(signs))? {
                return Err(FactorError::CodeRefused);
            }
            let kept = store::kept(tx, account)?;
            let kind = Kind::RecoveryCodeUsed;
            tx.record(NewEvent::new(kept.ledger(), kind, account, &Nothing {})?);
            Ok(())
        }
        Some(FactorCode::Timed(digits)) => {
            let key = second.key.as_deref().ok_or(FactorError::Off)?;
            let secret = key.open(account, &factor.sealed_secret)?;
            let step = totp::step_of(&secret, digits, tx.now())
                .filter(|step| *step > factor.last_step)
                .ok_or(FactorError::CodeRefused)?;
            Ok(store::remember_step(tx, account, step)?)
        }
    }
}
