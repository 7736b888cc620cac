//! Takes a membership from an account.

use super::account::{Account, AccountError as Error};
use super::keeper::KeepsAccounts;
use super::{change, store};
use crate::ids::{AccountId, MembershipId};
use crate::ledger::{Kind, NewEvent};

/// Ends whatever the account has begun with it: who has other roles signs in again. `expected` is the version of the
/// account that the caller saw; none for any.
pub fn revoke(
    tx: &mut impl KeepsAccounts,
    id: AccountId,
    membership: MembershipId,
    expected: Option<i32>,
) -> Result<Account, Error> {
    let keeper = tx.keeper()?;
    let mut account = change::seen(tx, keeper, id, expected)?;
    let place = account
        .memberships
        .iter()
        .position(|granted| granted.id == membership);
    let revoked = account
        .memberships
        .remove(place.ok_or(Error::NoSuchMembership)?);
    if tx.actor().account() == Some(id) {
        return Err(Error::OwnAccount);
    }
    account.version = change::write(tx, keeper, &account, None, true)?;
    if !store::delete_membership(tx, &account, membership)? {
        return Err(Error::NoSuchMembership);
    }
    tx.record(NewEvent::new(
        keeper.ledger(),
        Kind::MembershipRevoked,
        id,
        &revoked,
    )?);
    Ok(account)
}
