//! A utility as it is sent.

use serde::Serialize;
use tenants::calls::Phone;
use tenants::ids::{CommunityId, UtilityId};
use tenants::text::Name;
use tenants::utilities::Utility;
use utoipa::ToSchema;

use crate::time::At;

#[derive(Debug, Serialize, ToSchema)]
pub struct UtilityOut {
    #[schema(value_type = Uuid)]
    id: UtilityId,
    /// Whose it is; null: the region's, which serves every community
    #[schema(value_type = Option<Uuid>)]
    owner_community_id: Option<CommunityId>,
    /// electricity, gas, water, heat, housing, lifts, improvement, roads, lighting, waste
    kind: &'static str,
    #[schema(value_type = String)]
    name: Name,
    /// E.164, or a short number
    #[schema(value_type = Option<String>)]
    duty_phone: Option<Phone>,
    /// active, closed
    state: &'static str,
    /// Its ETag, without the quotation marks
    version: i32,
    created_at: At,
}

impl From<Utility> for UtilityOut {
    fn from(utility: Utility) -> Self {
        Self {
            id: utility.id,
            owner_community_id: utility.owner_community,
            kind: utility.kind.code(),
            name: utility.name,
            duty_phone: utility.duty_phone,
            state: utility.state.code(),
            version: utility.version,
            created_at: At(utility.created_at),
        }
    }
}
