//! A region as it is sent.

use serde::Serialize;
use tenants::ids::RegionId;
use tenants::regions::{Katottg, Region};
use tenants::text::Name;
use utoipa::ToSchema;

use crate::time::At;

#[derive(Debug, Serialize, ToSchema)]
pub struct RegionOut {
    #[schema(value_type = Uuid)]
    id: RegionId,
    #[schema(value_type = String)]
    katottg: Katottg,
    #[schema(value_type = String)]
    name_uk: Name,
    #[schema(value_type = String)]
    name_en: Name,
    /// Its ETag, without the quotation marks
    version: i32,
    created_at: At,
}

impl From<Region> for RegionOut {
    fn from(region: Region) -> Self {
        Self {
            id: region.id,
            katottg: region.katottg,
            name_uk: region.name_uk,
            name_en: region.name_en,
            version: region.version,
            created_at: At(region.created_at),
        }
    }
}
