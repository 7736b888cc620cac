//! Renames an account, gives it another address, deactivates or activates it, sets its password.

use serde::Serialize;

use super::account::{Account, AccountChange, AccountError as Error, AccountState};
use super::keeper::{Keeper, KeepsAccounts};
use super::{HashedPassword, store};
use crate::ids::AccountId;
use crate::ledger::{Kind, NewEvent};

#[derive(Serialize)]
struct Changed {
    state: AccountState,
    name_changed: bool,
    email_changed: bool,
    password_changed: bool,
}

/// `expected` is the version that the caller saw; none for any. A deactivation or a new password
/// ends whatever the account has begun.
pub fn change(
    tx: &mut impl KeepsAccounts,
    id: AccountId,
    change: AccountChange,
    expected: Option<i32>,
) -> Result<Account, Error> {
    let keeper = tx.keeper()?;
    let before = seen(tx, keeper, id, expected)?;
    let mut after = before.clone();
    after.name = change.name.unwrap_or(after.name);
    after.email = change.email.unwrap_or(after.email);
    after.state = change.state.unwrap_or(after.state);
    if after == before && change.password.is_none() {
        return Ok(before);
    }
    if after.state == AccountState::Deactivated && tx.actor().account() == Some(id) {
        return Err(Error::OwnAccount);
    }
    let revokes = change.password.is_some() || after.state != before.state;
    after.version = write(tx, keeper, &after, change.password.as_ref(), revokes)?;
    let body = Changed {
        state: after.state,
        name_changed: after.name != before.name,
        email_changed: after.email != before.email,
        password_changed: change.password.is_some(),
    };
    tx.record(NewEvent::new(
        keeper.ledger(),
        Kind::AccountChanged,
        id,
        &body,
    )?);
    Ok(after)
}

pub(super) fn seen(
    tx: &mut impl KeepsAccounts,
    keeper: Keeper,
    id: AccountId,
    expected: Option<i32>,
) -> Result<Account, Error> {
    let account = store::find(tx, keeper, id)?.ok_or(Error::NotFound)?;
    match expected {
        Some(version) if version != account.version => Err(Error::Stale {
            current: account.version,
        }),
        _ => Ok(account),
    }
}

/// The new version.
pub(super) fn write(
    tx: &mut impl KeepsAccounts,
    keeper: Keeper,
    account: &Account,
    password: Option<&HashedPassword>,
    revokes: bool,
) -> Result<i32, Error> {
    match store::update(tx, account, password, revokes)? {
        Some(version) => Ok(version),
        None => {
            let current = store::find(tx, keeper, account.id)?
                .ok_or(Error::NotFound)?
                .version;
            Err(Error::Stale { current })
        }
    }
}
