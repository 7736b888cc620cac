//! Memberships as they are taken and sent.

use serde::{Deserialize, Serialize};
use tenants::access::{Membership, Role, Scope};
use tenants::accounts::Granted;
use tenants::ids::{CommunityId, MembershipId, RegionId, UtilityId};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::document::shapes::RoleIn;

/// A role in a scope.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MembershipIn {
    /// dispatcher, community_administrator, utility_staff, utility_lead, regional_coordinator,
    /// region_administrator, integration
    #[schema(value_type = RoleIn)]
    role: Role,
    scope: ScopeKind,
    /// Of the community, utility or region
    id: Uuid,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScopeKind {
    Community,
    Utility,
    Region,
}

impl From<&MembershipIn> for Membership {
    fn from(body: &MembershipIn) -> Self {
        let scope = match body.scope {
            ScopeKind::Community => Scope::Community(CommunityId::from_uuid(body.id)),
            ScopeKind::Utility => Scope::Utility(UtilityId::from_uuid(body.id)),
            ScopeKind::Region => Scope::Region(RegionId::from_uuid(body.id)),
        };
        Self {
            role: body.role,
            scope,
        }
    }
}

impl From<Membership> for MembershipIn {
    fn from(membership: Membership) -> Self {
        let (scope, id) = match membership.scope {
            Scope::Community(id) => (ScopeKind::Community, id.uuid()),
            Scope::Utility(id) => (ScopeKind::Utility, id.uuid()),
            Scope::Region(id) => (ScopeKind::Region, id.uuid()),
        };
        Self {
            role: membership.role,
            scope,
            id,
        }
    }
}

/// A membership that an account has.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantedOut {
    /// Of the membership itself
    #[schema(value_type = Uuid)]
    membership_id: MembershipId,
    #[schema(value_type = String)]
    role: Role,
    scope: ScopeKind,
    /// Of the community, utility or region
    id: Uuid,
}

impl From<Granted> for GrantedOut {
    fn from(granted: Granted) -> Self {
        let MembershipIn { role, scope, id } = granted.membership.into();
        Self {
            membership_id: granted.id,
            role,
            scope,
            id,
        }
    }
}
