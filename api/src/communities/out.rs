//! A community as it is sent.

use serde::Serialize;
use tenants::communities::{Community, CommunityState};
use tenants::ids::{CommunityId, RegionId};
use tenants::regions::Katottg;
use tenants::text::Name;
use utoipa::ToSchema;

use crate::time::At;

#[derive(Debug, Serialize, ToSchema)]
pub struct CommunityOut {
    #[schema(value_type = Uuid)]
    id: CommunityId,
    #[schema(value_type = Uuid)]
    region_id: RegionId,
    #[schema(value_type = String)]
    katottg: Katottg,
    #[schema(value_type = String)]
    name_uk: Name,
    #[schema(value_type = String)]
    name_en: Name,
    /// active, suspended
    #[schema(value_type = String)]
    state: CommunityState,
    /// Its ETag, without the quotation marks
    pub version: i32,
    created_at: At,
}

impl From<Community> for CommunityOut {
    fn from(community: Community) -> Self {
        Self {
            id: community.id,
            region_id: community.region_id,
            katottg: community.katottg,
            name_uk: community.name_uk,
            name_en: community.name_en,
            state: community.state,
            version: community.version,
            created_at: At(community.created_at),
        }
    }
}
