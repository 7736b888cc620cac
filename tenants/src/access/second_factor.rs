//! Who may not work with a password alone.

use serde::{Deserialize, Serialize};

use super::{Membership, Role};

/// Of whom a second factor is asked before they may do anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactorDuty {
    Nobody,
    /// Those who keep a community or a region, and those who look into all communities of one.
    Administrators,
    /// Every person; other systems have no telephone.
    Everybody,
}

impl SecondFactorDuty {
    /// One membership is enough to bind its holder in all that they do.
    #[must_use]
    pub fn binds(self, memberships: &[Membership]) -> bool {
        memberships
            .iter()
            .any(|membership| self.binds_role(membership.role))
    }

    const fn binds_role(self, role: Role) -> bool {
        match self {
            Self::Nobody => false,
            Self::Administrators => matches!(
                role,
                Role::CommunityAdministrator
                    | Role::RegionalCoordinator
                    | Role::RegionAdministrator
            ),
            Self::Everybody => !matches!(role, Role::Integration | Role::System),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Scope;
    use crate::ids::RegionId;

    #[test]
    fn the_widest_reach_is_bound_first_and_machines_never() {
        let bound = |duty: SecondFactorDuty| -> Vec<Role> {
            let all = Role::ALL.into_iter();
            all.filter(|role| duty.binds_role(*role)).collect()
        };
        assert_eq!(bound(SecondFactorDuty::Nobody), []);
        assert_eq!(
            bound(SecondFactorDuty::Administrators),
            [
                Role::CommunityAdministrator,
                Role::RegionalCoordinator,
                Role::RegionAdministrator
            ]
        );
        let everybody = bound(SecondFactorDuty::Everybody);
        assert!(everybody.contains(&Role::Dispatcher) && everybody.contains(&Role::UtilityStaff));
        assert!(!everybody.contains(&Role::Integration));
    }

    #[test]
    fn one_membership_binds() {
        let scope = Scope::Region(RegionId::new());
        let of = |role| Membership { role, scope };
        let both = [of(Role::Dispatcher), of(Role::RegionalCoordinator)];
        assert!(SecondFactorDuty::Administrators.binds(&both));
        assert!(!SecondFactorDuty::Administrators.binds(&both[..1]));
        assert!(!SecondFactorDuty::Everybody.binds(&[]));
    }
}
