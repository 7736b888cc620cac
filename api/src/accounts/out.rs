//! An account as it is sent; of its password nothing.

use serde::Serialize;
use tenants::accounts::{Account, Email, Login};
use tenants::ids::{AccountId, CommunityId};
use tenants::text::Name;
use utoipa::ToSchema;

use super::GrantedOut;
use crate::error::Problem;
use crate::reply::Reply;
use crate::time::At;

#[derive(Debug, Serialize, ToSchema)]
pub struct AccountOut {
    #[schema(value_type = Uuid)]
    id: AccountId,
    /// Who keeps it; null: the region
    #[schema(value_type = Option<Uuid>)]
    owner_community_id: Option<CommunityId>,
    #[schema(value_type = String)]
    login: Login,
    #[schema(value_type = String)]
    name: Name,
    #[schema(value_type = Option<String>)]
    email: Option<Email>,
    /// active, deactivated
    state: &'static str,
    /// Whether signing in takes a code beside the password
    second_factor: bool,
    memberships: Vec<GrantedOut>,
    /// Its ETag, without the quotation marks; memberships count as part of it
    version: i32,
    created_at: At,
}

impl From<Account> for AccountOut {
    fn from(account: Account) -> Self {
        Self {
            id: account.id,
            owner_community_id: account.owner_community,
            login: account.login,
            name: account.name,
            email: account.email,
            state: account.state.code(),
            second_factor: account.second_factor_at.is_some(),
            memberships: account.memberships.into_iter().map(Into::into).collect(),
            version: account.version,
            created_at: At(account.created_at),
        }
    }
}

pub(super) fn reply(account: Account) -> Result<Reply, Problem> {
    let version = account.version;
    Ok(Reply::ok(&AccountOut::from(account))?.version(version))
}

/// `keeper` is the address of whoever keeps it.
pub(super) fn created(keeper: &str, account: Account) -> Result<Reply, Problem> {
    let (place, version) = (format!("{keeper}/accounts/{}", account.id), account.version);
    Ok(Reply::created(place, &AccountOut::from(account))?.version(version))
}
