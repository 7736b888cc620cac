//! A region, and what may be wrong with an act upon it.

use diesel::prelude::*;
use serde::Serialize;

use super::Katottg;
use crate::clock::Moment;
use crate::db::schema::regions;
use crate::db::{self, Denied};
use crate::ids::RegionId;
use crate::text::Name;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = regions)]
pub struct Region {
    pub id: RegionId,
    pub katottg: Katottg,
    pub name_uk: Name,
    pub name_en: Name,
    pub version: i32,
    pub created_at: Moment,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRegion {
    pub katottg: Katottg,
    pub name_uk: Name,
    pub name_en: Name,
}

/// What is to be changed; nothing stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegionChange {
    pub name_uk: Option<Name>,
    pub name_en: Option<Name>,
}

#[derive(Debug, thiserror::Error)]
pub enum RegionError {
    #[error("a region with this KATOTTG code exists")]
    KatottgTaken,
    #[error("there is no such region")]
    NotFound,
    #[error("the region has been changed meanwhile; its version is {current}")]
    Stale { current: i32 },
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl db::Failure for RegionError {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
