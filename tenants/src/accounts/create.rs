//! Creates an account with its memberships.

use serde::Serialize;

use super::account::{Account, AccountError as Error, AccountState, Granted, NewAccount};
use super::keeper::KeepsAccounts;
use super::{grant, store};
use crate::ids::{AccountId, MembershipId};
use crate::ledger::{Kind, NewEvent};

#[derive(Serialize)]
struct Created<'a> {
    memberships: &'a [Granted],
}

/// The account belongs to whom the transaction is for. The first one of a region is created
/// from the command line, by `Actor::operator`.
pub fn create(tx: &mut impl KeepsAccounts, new: NewAccount) -> Result<Account, Error> {
    let keeper = tx.keeper()?;
    let mut granted: Vec<Granted> = Vec::with_capacity(new.memberships.len());
    for membership in new.memberships {
        if granted
            .iter()
            .any(|earlier| earlier.membership == membership)
        {
            return Err(Error::AlreadyGranted(membership));
        }
        grant::check(tx, keeper, keeper.community, membership)?;
        granted.push(Granted {
            id: MembershipId::new(),
            membership,
        });
    }
    // What was asked of the other nouns needed rights of its own: act by this one.
    tx.keeper()?;
    let account = Account {
        region_id: keeper.region,
        id: AccountId::new(),
        owner_community: keeper.community,
        login: new.login,
        name: new.name,
        email: new.email,
        state: AccountState::Active,
        second_factor_at: None,
        version: 1,
        created_at: tx.now(),
        memberships: granted,
    };
    store::insert(tx, &account, &new.password).map_err(|error| {
        if error.unique_violation().is_some() {
            Error::LoginTaken
        } else {
            error.into()
        }
    })?;
    if !account.memberships.is_empty() {
        store::insert_memberships(tx, &account, &account.memberships)?;
    }
    let body = Created {
        memberships: &account.memberships,
    };
    tx.record(NewEvent::new(
        keeper.ledger(),
        Kind::AccountCreated,
        account.id,
        &body,
    )?);
    Ok(account)
}
