//! Looks accounts up.

use super::account::{Account, AccountError};
use super::keeper::KeepsAccounts;
use super::{Login, store};
use crate::ids::AccountId;

pub fn find(tx: &mut impl KeepsAccounts, id: AccountId) -> Result<Account, AccountError> {
    let keeper = tx.keeper()?;
    store::find(tx, keeper, id)?.ok_or(AccountError::NotFound)
}

/// A page, in the order of their logins, after one that was seen.
pub fn list(
    tx: &mut impl KeepsAccounts,
    after: Option<&Login>,
    limit: i64,
) -> Result<Vec<Account>, AccountError> {
    let keeper = tx.keeper()?;
    Ok(store::list(tx, keeper, after, limit)?)
}

/// By the name under which somebody signs in.
pub fn find_by_login(tx: &mut impl KeepsAccounts, login: &Login) -> Result<Account, AccountError> {
    let keeper = tx.keeper()?;
    store::find_by_login(tx, keeper, login)?.ok_or(AccountError::NotFound)
}
