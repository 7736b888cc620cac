//! Where somebody watches, and what they may see from there.

use crate::access::{Action, Actor, Role, permits};
use crate::ids::{CommunityId, LedgerId, RegionId, UtilityId};

/// Whose events somebody follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    Community(CommunityId),
    Utility(UtilityId),
    Region(RegionId),
}

/// Up to where the ledgers are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// As soon as an event is sealed.
    Sealed,
    /// As soon as it is in the counters as well: who is shown numbers must not be called
    /// to look before they are right.
    Folded,
}

/// The ledgers in which a place's events can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    One(LedgerId),
    /// Of every community of the region, and the region's own.
    Region(RegionId),
}

impl Place {
    /// Without this right nobody follows it at all.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Community(_) => Action::SeeCommunity,
            Self::Utility(_) => Action::SeeAssignments,
            Self::Region(_) => Action::SeeRegionCounts,
        }
    }

    #[must_use]
    pub const fn source(self) -> Source {
        match self {
            Self::Community(_) | Self::Utility(_) => Source::Sealed,
            Self::Region(_) => Source::Folded,
        }
    }

    /// Everything that the actor may do or see here.
    #[must_use]
    pub fn rights(self, actor: &Actor) -> Vec<Action> {
        let roles: Vec<Role> = match self {
            Self::Community(id) => actor
                .roles_in_community(id)
                .chain(actor.roles_in_region())
                .collect(),
            Self::Utility(id) => actor.roles_in_utility(id).collect(),
            Self::Region(_) => actor.roles_in_region().collect(),
        };
        Action::ALL
            .iter()
            .copied()
            .filter(|action| roles.iter().any(|role| permits(*role, *action)))
            .collect()
    }
}

impl Reach {
    #[must_use]
    pub fn holds(self, ledger: LedgerId, region: RegionId) -> bool {
        match self {
            Self::One(one) => one == ledger,
            Self::Region(own) => own == region,
        }
    }
}
