//! Who am I, and what may I do where?

use actix_web::get;
use serde::Serialize;
use tenants::access::{Membership, Scope};
use tenants::ids::{AccountId, RegionId};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Problem;
use crate::extract::Caller;
use crate::reply::Reply;

#[derive(Debug, Serialize, ToSchema)]
pub struct MeOut {
    #[schema(value_type = Uuid)]
    account_id: AccountId,
    #[schema(value_type = Uuid)]
    region_id: RegionId,
    memberships: Vec<MembershipOut>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MembershipOut {
    /// dispatcher, community_administrator, utility_staff, …
    role: &'static str,
    /// community, utility or region
    scope: &'static str,
    id: Uuid,
}

/// The caller's account, region and roles
#[utoipa::path(
    operation_id = "me.see",
    tag = "me",
    responses((status = 200, description = "The caller", body = MeOut))
)]
#[get("/me")]
pub async fn see(caller: Caller) -> Result<Reply, Problem> {
    Reply::ok(&MeOut {
        account_id: caller.account,
        region_id: caller.actor.region(),
        memberships: caller
            .actor
            .memberships()
            .iter()
            .map(MembershipOut::from)
            .collect(),
    })
}

impl From<&Membership> for MembershipOut {
    fn from(membership: &Membership) -> Self {
        let (scope, id) = match membership.scope {
            Scope::Community(id) => ("community", id.uuid()),
            Scope::Utility(id) => ("utility", id.uuid()),
            Scope::Region(id) => ("region", id.uuid()),
        };
        Self {
            role: membership.role.code(),
            scope,
            id,
        }
    }
}
