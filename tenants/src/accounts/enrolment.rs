//! Setting up a second factor: a secret for an app, which counts once the app shows that it has
//! it. Until then nothing is kept: whoever began brings what they were given, sealed, together
//! with the first code.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;

use super::Login;
use super::factor_key::FactorKey;
use super::guess::Spent;
use super::identity_store;
use super::second_factor::FactorError;
use super::sign_in::{Candidate, SignInError, Tried};
use super::totp::{self, NotASecret};
use crate::clock::Moment;
use crate::db::Db;
use crate::ids::AccountId;

/// Long enough to find an app for the telephone.
const GOOD_FOR: Duration = Duration::hours(1);
/// Nonce, end, secret and tag.
const LENGTH: usize = 12 + 8 + 20 + 16;
/// What is sealed of an enrolment opens as nothing else, and the other way round.
const PURPOSE: &[u8] = b"enrolment";

/// To be shown once: the app reads one or the other.
pub struct Enrolment {
    /// In Base32, to be typed.
    pub secret: String,
    /// `otpauth://…`
    pub uri: String,
    pub enrolled: Enrolled,
}

/// A secret that is not in use yet, and until when it may be, sealed for one account.
#[derive(Clone)]
pub struct Enrolled(Vec<u8>);

impl fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Enrolment(…)")
    }
}

impl fmt::Debug for Enrolled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Enrolled(…)")
    }
}

impl Enrolled {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(text).ok()?;
        (sealed.len() == LENGTH).then_some(Self(sealed))
    }

    #[must_use]
    pub fn expose(&self) -> String {
        URL_SAFE_NO_PAD.encode(&self.0)
    }

    pub(super) fn open(&self, of: AccountId, key: &FactorKey, now: Moment) -> Option<Vec<u8>> {
        let opened = key.open_for(PURPOSE, of, &self.0).ok()?;
        let (until, secret) = opened.split_first_chunk::<8>()?;
        (i64::from_be_bytes(*until) > now.timestamp()).then(|| secret.to_vec())
    }
}

/// Whoever is signed in shows that they know their password, too: to be tried with no connection
/// held.
pub fn begin_confirmation(db: &Db, account: AccountId) -> Result<Candidate, SignInError> {
    db.in_system("accounts.confirmation_begin", |tx| {
        let password = identity_store::password_of_account(tx, account)?;
        let candidate = password.map(|password| (account, password));
        Candidate::take(tx, candidate, Spent::by_account(account))
    })
}

/// Makes a secret for whoever knew the password.
pub fn enrol(db: &Db, tried: &Tried, key: Option<&FactorKey>) -> Result<Enrolment, FactorError> {
    let key = key.ok_or(FactorError::Off)?;
    db.in_system("accounts.enrol_factor", |tx| {
        let identity = tried.identity(tx)?.ok_or(SignInError::Refused)?;
        tried.give_back(tx)?;
        if identity.second_factor_at.is_some() {
            return Err(FactorError::AlreadyThere);
        }
        let (secret, until) = (totp::new_secret(), tx.now() + GOOD_FOR);
        let plain = [until.timestamp().to_be_bytes().as_slice(), &secret].concat();
        let enrolled = Enrolled(key.seal_for(PURPOSE, identity.account, &plain)?);
        Ok(show(&secret, &identity.login, enrolled)?)
    })
}

/// What was begun, once more: of whoever mistyped the first code.
pub fn enrolled_again(
    db: &Db,
    account: AccountId,
    enrolled: &Enrolled,
    key: Option<&FactorKey>,
) -> Result<Enrolment, FactorError> {
    let key = key.ok_or(FactorError::Off)?;
    db.in_system("accounts.enrolled_again", |tx| {
        let secret = enrolled
            .open(account, key, tx.now())
            .ok_or(FactorError::EnrolmentRefused)?;
        let identity = identity_store::active(tx, account)?.ok_or(SignInError::Refused)?;
        Ok(show(&secret, &identity.login, enrolled.clone())?)
    })
}

fn show(secret: &[u8], login: &Login, enrolled: Enrolled) -> Result<Enrolment, NotASecret> {
    let (secret, uri) = totp::shown(secret, login)?;
    Ok(Enrolment {
        secret,
        uri,
        enrolled,
    })
}
