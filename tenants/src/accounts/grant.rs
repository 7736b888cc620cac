//! Gives an account another membership.

use super::account::{Account, AccountError as Error, Granted};
use super::keeper::{Keeper, KeepsAccounts};
use super::{change, store};
use crate::access::{Membership, Role, Scope};
use crate::ids::{AccountId, CommunityId, MembershipId};
use crate::ledger::{Kind, NewEvent};

/// `expected` is the version of the account that the caller saw; none for any.
pub fn grant(
    tx: &mut impl KeepsAccounts,
    id: AccountId,
    membership: Membership,
    expected: Option<i32>,
) -> Result<Account, Error> {
    let keeper = tx.keeper()?;
    let mut account = change::seen(tx, keeper, id, expected)?;
    if account
        .memberships
        .iter()
        .any(|granted| granted.membership == membership)
    {
        return Err(Error::AlreadyGranted(membership));
    }
    check(tx, keeper, account.owner_community, membership)?;
    // What was asked of the other nouns needed rights of its own: act by this one.
    tx.keeper()?;
    let granted = Granted {
        id: MembershipId::new(),
        membership,
    };
    account.version = change::write(tx, keeper, &account, None, false)?;
    store::insert_memberships(tx, &account, &[granted])?;
    tx.record(NewEvent::new(
        keeper.ledger(),
        Kind::MembershipGranted,
        id,
        &granted,
    )?);
    account.memberships.push(granted);
    Ok(account)
}

/// Whether the membership exists at all, and whether an account of this owner may hold it.
/// Its owner can set its password: more than the owner may do must not lie behind it.
pub(super) fn check(
    tx: &mut impl KeepsAccounts,
    keeper: Keeper,
    owner: Option<CommunityId>,
    membership: Membership,
) -> Result<(), Error> {
    let Membership { role, scope } = membership;
    if !fits(role, scope) {
        return Err(Error::ScopeDoesNotFit(membership));
    }
    let held_by = match scope {
        Scope::Region(region) if region == keeper.region => None,
        Scope::Region(_) => return Err(Error::BeyondReach(membership)),
        Scope::Community(community) => {
            if owner.is_some_and(|owner| owner != community) {
                return Err(Error::BeyondReach(membership));
            }
            if !tx.community_exists(community)? {
                return Err(Error::UnknownCommunity(community));
            }
            Some(community)
        }
        Scope::Utility(utility) => tx
            .utility_owner(utility)?
            .ok_or(Error::UnknownUtility(utility))?,
    };
    match owner {
        Some(owner) if held_by != Some(owner) => Err(Error::BeyondReach(membership)),
        _ => Ok(()),
    }
}

/// In what kind of scope a role exists.
const fn fits(role: Role, scope: Scope) -> bool {
    match role {
        Role::Dispatcher | Role::CommunityAdministrator => matches!(scope, Scope::Community(_)),
        Role::UtilityStaff | Role::UtilityLead => matches!(scope, Scope::Utility(_)),
        Role::RegionalCoordinator | Role::RegionAdministrator => matches!(scope, Scope::Region(_)),
        Role::Integration => true,
        Role::Resident | Role::System => false,
    }
}
