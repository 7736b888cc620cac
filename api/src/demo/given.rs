//! The ids that the database gave.

use std::collections::HashMap;

use tenants::ids::{CommunityId, UtilityId};

use super::error::DemoError;
use super::people::{DemoAccount, Workplace};

/// The ids that were given, by what the demo's own data calls things.
#[derive(Default)]
pub(super) struct Given {
    pub communities: HashMap<String, CommunityId>,
    pub utilities: HashMap<String, UtilityId>,
    /// Whose a utility is; the region's are missing.
    pub owners: HashMap<String, CommunityId>,
}

impl Given {
    pub fn community(&self, katottg: &str) -> Result<CommunityId, DemoError> {
        self.communities
            .get(katottg)
            .copied()
            .ok_or_else(|| DemoError::missing(katottg))
    }

    /// The community that keeps an account; none: the region.
    pub fn keeper(&self, person: &DemoAccount) -> Option<CommunityId> {
        match &person.workplace {
            Workplace::Region => None,
            Workplace::Community { katottg } => self.communities.get(katottg).copied(),
            Workplace::Utility { slug } => self.owners.get(slug).copied(),
        }
    }

    pub fn utility(&self, slug: &str) -> Result<UtilityId, DemoError> {
        self.utilities
            .get(slug)
            .copied()
            .ok_or_else(|| DemoError::missing(slug))
    }
}
