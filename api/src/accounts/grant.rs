//! Gives an account another membership.

use actix_web::{post, web};
use tenants::access::Membership;
use tenants::accounts::{self, KeepsAccounts};
use tenants::ids::{AccountId, CommunityId, RegionId};

use super::error::granting;
use super::{AccountOut, MembershipIn, out};
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Command, IfMatch, Path};
use crate::reply::Reply;

/// Gives an account that the community keeps a role in it, or in a utility that belongs to it
#[utoipa::path(
    operation_id = "accounts.grant",
    tag = "accounts",
    params(
        ("community_id" = Uuid, Path),
        ("account_id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The account's ETag, or *"),
    ),
    request_body = MembershipIn,
    responses((status = 200, description = "The account as it is now", body = AccountOut))
)]
#[post("/communities/{community_id}/accounts/{account_id}/memberships")]
pub async fn grant(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, AccountId)>,
    if_match: IfMatch,
    command: Command<MembershipIn>,
) -> Result<Reply, Problem> {
    let ((community, id), wanted) = (path.0, Membership::from(&command.body));
    app.database
        .write_community(
            "accounts.grant",
            &caller,
            command.key,
            community,
            move |tx| grant_it(tx, id, wanted, if_match),
        )
        .await
}

fn grant_it(
    tx: &mut impl KeepsAccounts,
    id: AccountId,
    wanted: Membership,
    if_match: IfMatch,
) -> Result<Reply, Problem> {
    let granted = accounts::grant(tx, id, wanted, if_match.expected()).map_err(granting)?;
    out::reply(granted)
}

/// Gives an account of the region a role
#[utoipa::path(
    operation_id = "accounts.grant_in_region",
    tag = "accounts",
    params(
        ("region_id" = Uuid, Path),
        ("account_id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The account's ETag, or *"),
    ),
    request_body = MembershipIn,
    responses((status = 200, description = "The account as it is now", body = AccountOut))
)]
#[post("/regions/{region_id}/accounts/{account_id}/memberships")]
pub async fn grant_in_region(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(RegionId, AccountId)>,
    if_match: IfMatch,
    command: Command<MembershipIn>,
) -> Result<Reply, Problem> {
    let ((region, id), wanted) = (path.0, Membership::from(&command.body));
    app.database
        .write_region(
            "accounts.grant_in_region",
            &caller,
            command.key,
            region,
            move |tx| grant_it(tx, id, wanted, if_match),
        )
        .await
}
