//! A community, and what may be wrong with an act upon it.

use diesel::prelude::*;
use serde::Serialize;

use crate::clock::Moment;
use crate::db::schema::communities;
use crate::db::{self, Denied, words};
use crate::ids::{CommunityId, RegionId};
use crate::regions::{Katottg, RegionError};
use crate::text::Name;

words! {
    CommunityState {
        Active = "active",
        /// Its people cannot sign in; its rows stay.
        Suspended = "suspended",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = communities)]
pub struct Community {
    pub region_id: RegionId,
    pub id: CommunityId,
    pub katottg: Katottg,
    pub name_uk: Name,
    pub name_en: Name,
    pub state: CommunityState,
    pub version: i32,
    pub created_at: Moment,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCommunity {
    pub katottg: Katottg,
    pub name_uk: Name,
    pub name_en: Name,
}

/// What is to be changed; nothing stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommunityChange {
    pub name_uk: Option<Name>,
    pub name_en: Option<Name>,
    pub state: Option<CommunityState>,
}

#[derive(Debug, thiserror::Error)]
pub enum CommunityError {
    #[error("a community with this KATOTTG code exists in the region")]
    KatottgTaken,
    #[error("the KATOTTG code is of another oblast than the region's {oblast}")]
    OutsideOfRegion { oblast: Katottg },
    #[error("there is no such community")]
    NotFound,
    #[error("the community has been changed meanwhile; its version is {current}")]
    Stale { current: i32 },
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl From<RegionError> for CommunityError {
    fn from(error: RegionError) -> Self {
        match error {
            RegionError::Denied(denied) => Self::Denied(denied),
            RegionError::Database(error) => Self::Database(error),
            _ => Self::NotFound,
        }
    }
}

impl db::Failure for CommunityError {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
