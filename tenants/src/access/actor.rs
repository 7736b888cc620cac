//! Who acts: an account with its memberships, or the program itself.

use serde::{Deserialize, Serialize};

use super::{Action, Role, permits};
use crate::ids::{AccountId, CommunityId, RegionId, UtilityId};

/// Where a membership holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Scope {
    Community(CommunityId),
    Utility(UtilityId),
    Region(RegionId),
}

/// One role in one scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Membership {
    pub role: Role,
    pub scope: Scope,
}

/// Who a transaction is for. An actor lives in one region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    account: Option<AccountId>,
    region: RegionId,
    memberships: Vec<Membership>,
}

impl Actor {
    #[must_use]
    pub const fn person(
        account: AccountId,
        region: RegionId,
        memberships: Vec<Membership>,
    ) -> Self {
        Self {
            account: Some(account),
            region,
            memberships,
        }
    }

    /// The program itself, inside one community.
    #[must_use]
    pub fn system(region: RegionId, community: CommunityId) -> Self {
        let memberships = vec![Membership {
            role: Role::System,
            scope: Scope::Community(community),
        }];
        Self {
            account: None,
            region,
            memberships,
        }
    }

    /// Whoever sits at the command line of the machine: they hold the database's address
    /// already, and it is from here that the first administrator comes.
    #[must_use]
    pub fn operator(region: RegionId) -> Self {
        let memberships = vec![Membership {
            role: Role::RegionAdministrator,
            scope: Scope::Region(region),
        }];
        Self {
            account: None,
            region,
            memberships,
        }
    }

    #[must_use]
    pub const fn account(&self) -> Option<AccountId> {
        self.account
    }

    #[must_use]
    pub const fn region(&self) -> RegionId {
        self.region
    }

    #[must_use]
    pub fn memberships(&self) -> &[Membership] {
        &self.memberships
    }

    /// The role that makes them part of this community itself.
    pub fn roles_in_community(&self, community: CommunityId) -> impl Iterator<Item = Role> + '_ {
        self.roles_at(Scope::Community(community))
    }

    pub fn roles_in_utility(&self, utility: UtilityId) -> impl Iterator<Item = Role> + '_ {
        self.roles_at(Scope::Utility(utility))
    }

    pub fn roles_in_region(&self) -> impl Iterator<Item = Role> + '_ {
        self.roles_at(Scope::Region(self.region))
    }

    fn roles_at(&self, scope: Scope) -> impl Iterator<Item = Role> + '_ {
        self.memberships
            .iter()
            .filter(move |m| m.scope == scope)
            .map(|m| m.role)
    }
}

/// The first of these roles that permits the action.
pub fn role_for(mut roles: impl Iterator<Item = Role>, action: Action) -> Option<Role> {
    roles.find(|role| permits(*role, action))
}
