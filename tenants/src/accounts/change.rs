//! Renames an account, gives it another address, deactivates or activates it, sets its password,
//! takes a second factor away that was lost.

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
    second_factor_removed: bool,
}

/// `expected` is the version that the caller saw; none for any. A deactivation, a new password
/// or a second factor less ends whatever the account has begun.
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
    if change.remove_second_factor {
        after.second_factor_at = None;
    }
    if after == before && change.password.is_none() {
        return Ok(before);
    }
    let removes = after.second_factor_at != before.second_factor_at;
    let is_own = tx.actor().account() == Some(id);
    // One's own second factor goes with password and code.
    if is_own && (removes || after.state == AccountState::Deactivated) {
        return Err(Error::OwnAccount);
    }
    let revokes = removes || change.password.is_some() || after.state != before.state;
    after.version = write(tx, keeper, &after, change.password.as_ref(), revokes)?;
    let body = Changed {
        state: after.state,
        name_changed: after.name != before.name,
        email_changed: after.email != before.email,
        password_changed: change.password.is_some(),
        second_factor_removed: removes,
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
