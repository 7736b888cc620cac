//! The links of mails: whoever shows one may set a password, once.

use chrono::Duration;
use serde::Serialize;

use super::link_store::{self as store, Addressee, Link};
use super::secret::Secret;
use super::{Email, HashedPassword, Login};
use crate::clock::Moment;
use crate::db::{self, Db};
use crate::ids::{AccountId, LedgerId};
use crate::ledger::{Kind, NewEvent};
use crate::outbox::Occasion;

/// Counted from the sending, so that a mail server that puts us off takes nothing of it.
const GOOD_FOR: Duration = Duration::minutes(10);

/// What a mail is made of.
#[derive(Debug)]
pub struct Letter {
    pub to: Email,
    pub login: Login,
    pub secret: Secret,
    pub good_for: Duration,
}

/// Somebody who showed a link.
#[derive(Debug, Clone)]
pub struct LinkHolder {
    pub login: Login,
    pub occasion: Occasion,
}

#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    #[error("the link is unknown, used, void or too old")]
    Refused,
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl db::Failure for LinkError {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            Self::Refused => None,
        }
    }
}

/// Makes a link for an account. Nothing when it has no address any more or cannot sign in.
/// Each attempt to send makes one of its own: of a mail that arrives twice, both are good.
pub fn letter(
    db: &Db,
    account: AccountId,
    occasion: Occasion,
) -> Result<Option<Letter>, db::Error> {
    db.in_system("accounts.letter", |tx| {
        let Some(addressee) = store::addressee(tx, account)? else {
            return Ok(None);
        };
        let Some(to) = addressee.email.clone() else {
            return Ok(None);
        };
        let (secret, until) = (Secret::generate(), tx.now() + GOOD_FOR);
        store::insert(tx, &secret.hash(), &addressee, occasion, until)?;
        Ok(Some(Letter {
            to,
            login: addressee.login,
            secret,
            good_for: GOOD_FOR,
        }))
    })
}

/// Whose link it is. Looking uses nothing up: programs that examine mails look, too.
pub fn link_holder(db: &Db, shown: &Secret) -> Result<LinkHolder, LinkError> {
    db.in_system("accounts.link_holder", |tx| {
        let (addressee, link) = store::find(tx, &shown.hash())?.ok_or(LinkError::Refused)?;
        if !is_good(&link, &addressee, tx.now()) {
            return Err(LinkError::Refused);
        }
        Ok(LinkHolder {
            login: addressee.login,
            occasion: link.kind,
        })
    })
}

fn is_good(link: &Link, of: &Addressee, now: Moment) -> bool {
    link.basis == of.basis() && link.expires_at > now
}

#[derive(Serialize)]
struct Set {
    by: Occasion,
}

/// Sets the password, uses up every link of the account and ends all its sessions. A second
/// factor stays as it is.
pub fn set_password(db: &Db, shown: &Secret, new: &HashedPassword) -> Result<(), LinkError> {
    db.in_system("accounts.set_password", |tx| {
        // Whoever else shows it waits here, and then finds nothing.
        let link = store::use_up(tx, &shown.hash())?.ok_or(LinkError::Refused)?;
        let addressee = store::addressee(tx, link.account_id)?.ok_or(LinkError::Refused)?;
        let is_set =
            is_good(&link, &addressee, tx.now()) && store::set_password(tx, &addressee, new)?;
        if !is_set {
            return Err(LinkError::Refused);
        }
        store::delete_links(tx, addressee.id)?;
        let ledger = addressee
            .owner_community
            .map_or_else(|| LedgerId::from(addressee.region_id), LedgerId::from);
        tx.record(NewEvent::new(
            ledger,
            Kind::PasswordSet,
            addressee.id,
            &Set { by: link.kind },
        )?);
        Ok(())
    })
}
