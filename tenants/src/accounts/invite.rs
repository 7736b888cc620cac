//! Asks somebody by mail to choose a password, and shows what became of such mails.

use serde::Serialize;

use super::account::{Account, AccountError as Error, AccountState};
use super::keeper::KeepsAccounts;
use super::store;
use crate::ids::{AccountId, MessageId};
use crate::ledger::{Kind, NewEvent};
use crate::outbox::{self, Channel, Message, MessageState, NewMessage, Occasion};

#[derive(Serialize)]
struct Revived {
    occasion: Occasion,
}

/// The first time, or again: an earlier link stays good for as long as it would have been.
pub fn invite(tx: &mut impl KeepsAccounts, id: AccountId) -> Result<Message, Error> {
    let keeper = tx.keeper()?;
    let account = reachable(store::find(tx, keeper, id)?)?;
    let message = outbox::put(
        tx,
        NewMessage {
            region: keeper.region,
            owner_community: account.owner_community,
            account: id,
            channel: Channel::Mail,
            occasion: Occasion::Invitation,
        },
    )?;
    tx.record(NewEvent::new(
        keeper.ledger(),
        Kind::AccountInvited,
        id,
        &(),
    )?);
    Ok(message)
}

fn reachable(found: Option<Account>) -> Result<Account, Error> {
    let account = found.ok_or(Error::NotFound)?;
    if account.state == AccountState::Deactivated {
        return Err(Error::Deactivated);
    }
    if account.email.is_none() {
        return Err(Error::NoEmail);
    }
    Ok(account)
}

/// Mails to accounts that are kept here, the latest first, before one that was seen.
pub fn mails(
    tx: &mut impl KeepsAccounts,
    state: Option<MessageState>,
    before: Option<MessageId>,
    limit: i64,
) -> Result<Vec<Message>, Error> {
    let keeper = tx.keeper()?;
    Ok(outbox::list(
        tx,
        keeper.region,
        keeper.community,
        state,
        before,
        limit,
    )?)
}

pub fn mail(tx: &mut impl KeepsAccounts, id: MessageId) -> Result<Message, Error> {
    let keeper = tx.keeper()?;
    outbox::find(tx, keeper.region, keeper.community, id)?.ok_or(Error::NotFound)
}

/// Sends a mail again that was given up.
pub fn revive_mail(tx: &mut impl KeepsAccounts, id: MessageId) -> Result<Message, Error> {
    let keeper = tx.keeper()?;
    let dead = mail(tx, id)?;
    reachable(store::find(tx, keeper, dead.account_id)?)?;
    let (account, occasion) = (dead.account_id, dead.occasion);
    let revived = outbox::revive(tx, dead)?.ok_or(Error::NotDead)?;
    tx.record(NewEvent::new(
        keeper.ledger(),
        Kind::MailRevived,
        account,
        &Revived { occasion },
    )?);
    Ok(revived)
}
