//! Takes a membership from an account.

use actix_web::{delete, web};
use tenants::accounts;
use tenants::ids::{AccountId, CommunityId, MembershipId, RegionId};

use super::{AccountOut, out};
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, IfMatch, Path};
use crate::reply::Reply;

/// Takes a role from an account that the community keeps
///
/// Whatever was begun with it is over within a second: who has other roles signs in again.
#[utoipa::path(
    operation_id = "accounts.revoke",
    tag = "accounts",
    params(("community_id" = Uuid, Path), ("account_id" = Uuid, Path), ("membership_id" = Uuid, Path)),
    responses((status = 200, description = "The account as it is now", body = AccountOut))
)]
#[delete("/communities/{community_id}/accounts/{account_id}/memberships/{membership_id}")]
pub async fn revoke(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, AccountId, MembershipId)>,
    if_match: IfMatch,
) -> Result<Reply, Problem> {
    let (community, id, membership) = path.0;
    let changed = app
        .database
        .change_community("accounts.revoke", &caller, community, move |tx| {
            Ok(accounts::revoke(tx, id, membership, if_match.expected())?)
        })
        .await?;
    out::reply(changed)
}

/// Takes a role from an account of the region
///
/// Whatever was begun with it is over within a second: who has other roles signs in again.
#[utoipa::path(
    operation_id = "accounts.revoke_in_region",
    tag = "accounts",
    params(("region_id" = Uuid, Path), ("account_id" = Uuid, Path), ("membership_id" = Uuid, Path)),
    responses((status = 200, description = "The account as it is now", body = AccountOut))
)]
#[delete("/regions/{region_id}/accounts/{account_id}/memberships/{membership_id}")]
pub async fn revoke_in_region(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(RegionId, AccountId, MembershipId)>,
    if_match: IfMatch,
) -> Result<Reply, Problem> {
    let (region, id, membership) = path.0;
    let changed = app
        .database
        .change_region("accounts.revoke_in_region", &caller, region, move |tx| {
            Ok(accounts::revoke(tx, id, membership, if_match.expected())?)
        })
        .await?;
    out::reply(changed)
}
