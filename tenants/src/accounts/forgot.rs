//! Somebody forgot a password.
//!
//! Who asks learns nothing: the same row is written for every address, known or not. Whether
//! there is an account behind it is looked up afterwards, in the background, so that neither
//! the answer nor the time that it takes can tell.

use serde::Serialize;

use super::Email;
use super::guess::{Spent, TooManyTries};
use super::link_store::{self as store, Addressee};
use crate::db::{self, Db, SystemTx};
use crate::ids::LedgerId;
use crate::ledger::{Kind, NewEvent};
use crate::outbox::{self, Channel, NewMessage, Occasion};

/// Requests that are looked up at once.
const PORTION: i64 = 50;

#[derive(Debug, thiserror::Error)]
pub enum ForgotError {
    #[error(transparent)]
    TooOften(#[from] TooManyTries),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl db::Failure for ForgotError {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            Self::TooOften(_) => None,
        }
    }
}

/// `network` is where the request came from.
pub fn forgot(db: &Db, email: &Email, network: &str) -> Result<(), ForgotError> {
    db.in_system("accounts.forgot", |tx| {
        Spent::by_forgetful(network).take(tx)??;
        Ok(store::ask(tx, email)?)
    })
}

#[derive(Serialize)]
struct Asked {}

/// Looks up who asked; says whether there may be more. An account that was sent enough already
/// is passed over in silence.
pub fn answer_forgotten(db: &Db) -> Result<bool, db::Error> {
    db.in_system("accounts.answer_forgotten", |tx| {
        let asked = store::take_asked(tx, PORTION)?;
        let mut emails: Vec<&Email> = Vec::new();
        for email in &asked {
            if !emails.contains(&email) {
                emails.push(email);
            }
        }
        for email in emails {
            for addressee in store::addressees(tx, email)? {
                answer(tx, &addressee)?;
            }
        }
        Ok(i64::try_from(asked.len()).is_ok_and(|asked| asked == PORTION))
    })
}

fn answer(tx: &mut SystemTx<'_>, to: &Addressee) -> Result<(), db::Error> {
    if Spent::by_mail_to(to.id).take(tx)?.is_err() {
        return Ok(());
    }
    outbox::put_in_background(
        tx,
        NewMessage {
            region: to.region_id,
            owner_community: to.owner_community,
            account: to.id,
            channel: Channel::Mail,
            occasion: Occasion::PasswordReset,
        },
    )?;
    let ledger = to
        .owner_community
        .map_or_else(|| LedgerId::from(to.region_id), LedgerId::from);
    tx.record(NewEvent::new(
        ledger,
        Kind::PasswordResetAsked,
        to.id,
        &Asked {},
    )?);
    Ok(())
}
