//! A utility, and what may be wrong with an act upon it.

use diesel::prelude::*;
use serde::Serialize;

use crate::calls::Phone;
use crate::catalogue::vocabulary::UtilityKind;
use crate::clock::Moment;
use crate::db::schema::utilities;
use crate::db::{self, Denied, words};
use crate::ids::{CommunityId, RegionId, UtilityId};
use crate::text::Name;

words! {
    UtilityState {
        Active = "active",
        /// Responsible for nothing any more; what it has in work it may finish.
        Closed = "closed",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = utilities)]
pub struct Utility {
    pub region_id: RegionId,
    pub id: UtilityId,
    /// None when it belongs to the region and serves all of it.
    pub owner_community: Option<CommunityId>,
    pub kind: UtilityKind,
    pub name: Name,
    pub duty_phone: Option<Phone>,
    pub state: UtilityState,
    pub version: i32,
    pub created_at: Moment,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUtility {
    pub kind: UtilityKind,
    pub name: Name,
    pub duty_phone: Option<Phone>,
}

/// What is to be changed; nothing stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UtilityChange {
    pub name: Option<Name>,
    /// `Some(None)` takes the number away.
    pub duty_phone: Option<Option<Phone>>,
    pub state: Option<UtilityState>,
}

#[derive(Debug, thiserror::Error)]
pub enum UtilityError {
    #[error("there is no such utility here")]
    NotFound,
    /// Seen here, but managed by the region, or by a community.
    #[error("the utility is managed elsewhere")]
    ManagedElsewhere,
    #[error("the utility has been changed meanwhile; its version is {current}")]
    Stale { current: i32 },
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl db::Failure for UtilityError {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
