//! The roles of the federation.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What somebody is, within a community, a utility or a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Takes calls in one community: registers, answers, assigns, calls back, closes.
    Dispatcher,
    /// Keeps one community's accounts, utilities, responsibilities and housing.
    CommunityAdministrator,
    /// Works on one utility's assignments, in every community that it serves.
    UtilityStaff,
    /// The same, and distributes the work.
    UtilityLead,
    /// Watches all communities of a region and hands appeals over between them.
    RegionalCoordinator,
    /// Creates communities, regional utilities and coordinators.
    RegionAdministrator,
    /// Another system, within one community, utility or region.
    Integration,
    /// Anybody, without an account.
    Resident,
    /// The program itself, carrying on what a person began.
    System,
}

impl Role {
    pub const ALL: [Self; 9] = [
        Self::Dispatcher,
        Self::CommunityAdministrator,
        Self::UtilityStaff,
        Self::UtilityLead,
        Self::RegionalCoordinator,
        Self::RegionAdministrator,
        Self::Integration,
        Self::Resident,
        Self::System,
    ];

    /// As it is stored, sent and logged.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dispatcher => "dispatcher",
            Self::CommunityAdministrator => "community_administrator",
            Self::UtilityStaff => "utility_staff",
            Self::UtilityLead => "utility_lead",
            Self::RegionalCoordinator => "regional_coordinator",
            Self::RegionAdministrator => "region_administrator",
            Self::Integration => "integration",
            Self::Resident => "resident",
            Self::System => "system",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
