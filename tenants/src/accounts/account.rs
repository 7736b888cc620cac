//! An account, and what may be wrong with an act upon it.

use diesel::prelude::*;
use serde::Serialize;

use super::{Email, HashedPassword, Login};
use crate::access::{Membership, Role, Scope};
use crate::clock::Moment;
use crate::db::schema::{accounts, memberships};
use crate::db::{self, Denied, words};
use crate::ids::{AccountId, CommunityId, MembershipId, RegionId, UtilityId};
use crate::text::Name;

words! {
    AccountState {
        Active = "active",
        /// Cannot sign in; what it did stays in the ledger under its id.
        Deactivated = "deactivated",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    pub region_id: RegionId,
    pub id: AccountId,
    /// Who keeps it: a community, or the region when there is none.
    pub owner_community: Option<CommunityId>,
    pub login: Login,
    pub name: Name,
    /// Where invitations and new passwords are asked for.
    pub email: Option<Email>,
    pub state: AccountState,
    /// Since when a code is asked for beside the password.
    pub second_factor_at: Option<Moment>,
    pub version: i32,
    pub created_at: Moment,
    pub memberships: Vec<Granted>,
}

#[derive(Debug, Clone)]
pub struct NewAccount {
    pub login: Login,
    pub name: Name,
    pub email: Option<Email>,
    pub password: HashedPassword,
    pub memberships: Vec<Membership>,
}

/// What is to be changed; nothing stays as it is.
#[derive(Debug, Clone, Default)]
pub struct AccountChange {
    pub name: Option<Name>,
    /// None within takes the address away.
    pub email: Option<Option<Email>>,
    pub state: Option<AccountState>,
    pub password: Option<HashedPassword>,
    /// For somebody who has lost theirs: the password alone is enough then.
    pub remove_second_factor: bool,
}

/// A membership that an account has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Granted {
    pub id: MembershipId,
    #[serde(flatten)]
    pub membership: Membership,
}

#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error("the login is taken")]
    LoginTaken,
    #[error("there is no such account here")]
    NotFound,
    #[error("the account has been changed meanwhile; its version is {current}")]
    Stale { current: i32 },
    /// Whoever keeps the account may not give it this.
    #[error("the role {} in this scope is not theirs to give to this account", .0.role)]
    BeyondReach(Membership),
    #[error("the role {} does not exist in a scope of this kind", .0.role)]
    ScopeDoesNotFit(Membership),
    #[error("there is no such community")]
    UnknownCommunity(CommunityId),
    #[error("there is no such utility")]
    UnknownUtility(UtilityId),
    #[error("the account has this membership already")]
    AlreadyGranted(Membership),
    #[error("the account has no such membership")]
    NoSuchMembership,
    /// So that whoever keeps accounts cannot lock everybody out.
    #[error("this cannot be done to one's own account")]
    OwnAccount,
    #[error("the account is deactivated")]
    Deactivated,
    #[error("the account has no e-mail address")]
    NoEmail,
    #[error("the mail has not been given up")]
    NotDead,
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl db::Failure for AccountError {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub(super) struct Row {
    pub region_id: RegionId,
    pub id: AccountId,
    pub owner_community: Option<CommunityId>,
    pub login: Login,
    pub name: Name,
    pub email: Option<Email>,
    pub state: AccountState,
    pub second_factor_at: Option<Moment>,
    pub version: i32,
    pub created_at: Moment,
}

impl Row {
    pub fn with(self, memberships: Vec<Granted>) -> Account {
        Account {
            region_id: self.region_id,
            id: self.id,
            owner_community: self.owner_community,
            login: self.login,
            name: self.name,
            email: self.email,
            state: self.state,
            second_factor_at: self.second_factor_at,
            version: self.version,
            created_at: self.created_at,
            memberships,
        }
    }
}

/// A membership as it is stored: its scope stands in one of two columns, or in none.
#[derive(Queryable, Selectable)]
#[diesel(table_name = memberships)]
pub(super) struct MembershipRow {
    pub region_id: RegionId,
    pub id: MembershipId,
    pub account_id: AccountId,
    pub role: String,
    pub in_community: Option<CommunityId>,
    pub in_utility: Option<UtilityId>,
}

impl MembershipRow {
    pub fn granted(&self) -> Result<Granted, db::Error> {
        let role = Role::from_code(&self.role).ok_or_else(|| db::Error::Unreadable {
            what: "role",
            value: self.role.clone(),
        })?;
        let scope = match (self.in_community, self.in_utility) {
            (Some(community), _) => Scope::Community(community),
            (None, Some(utility)) => Scope::Utility(utility),
            (None, None) => Scope::Region(self.region_id),
        };
        Ok(Granted {
            id: self.id,
            membership: Membership { role, scope },
        })
    }
}
