//! The one table of who may do what.

use super::{Action, Role, Role as R};

/// Whether a role, inside its own scope, may do this. A region's roles reach into the
/// communities of their region; nobody else reaches beyond their own scope.
#[must_use]
pub fn permits(role: Role, action: Action) -> bool {
    match action {
        Action::SeeRegion | Action::SeeRegionCounts => {
            matches!(role, R::RegionalCoordinator | R::RegionAdministrator)
        }
        Action::ManageRegion
        | Action::ManageCommunities
        | Action::ManageRegionalUtilities
        | Action::ManageRegionAccounts => matches!(role, R::RegionAdministrator),

        Action::SeeCommunity | Action::SeeCommunityCounts => matches!(
            role,
            R::Dispatcher
                | R::CommunityAdministrator
                | R::Integration
                | R::RegionalCoordinator
                | R::RegionAdministrator
        ),
        Action::ManageAccounts
        | Action::ManageUtilities
        | Action::ManageServices
        | Action::ManageResponsibilities
        | Action::ImportHousing
        | Action::EditHousing => {
            matches!(role, R::CommunityAdministrator | R::RegionAdministrator)
        }
        Action::SearchHousing => {
            matches!(
                role,
                R::Dispatcher | R::CommunityAdministrator | R::Integration | R::RegionAdministrator
            )
        }
        Action::SeeAppeals => matches!(
            role,
            R::Dispatcher | R::CommunityAdministrator | R::Integration | R::RegionalCoordinator
        ),
        Action::RegisterAppeal | Action::JoinAppeal => {
            is_at_the_desk(role) || role == R::Integration
        }
        Action::SeePersons
        | Action::AnswerCall
        | Action::EditAppeal
        | Action::AssignAppeal
        | Action::ReturnAppeal
        | Action::CloseAppeal
        | Action::AnswerHandover => is_at_the_desk(role),
        Action::OfferHandover | Action::SeeHandovers => {
            is_at_the_desk(role) || role == R::RegionalCoordinator
        }
        Action::RelayHandover => matches!(role, R::System),
        Action::SeeLedger => matches!(role, R::CommunityAdministrator | R::RegionAdministrator),

        Action::SeeAssignments
        | Action::AcceptAssignment
        | Action::ArriveOnSite
        | Action::DeclineAssignment
        | Action::ReportAssignment => matches!(role, R::UtilityStaff | R::UtilityLead),
    }
}

/// Those who take calls; in a small community its administrator, too.
const fn is_at_the_desk(role: Role) -> bool {
    matches!(role, R::Dispatcher | R::CommunityAdministrator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resident_may_do_nothing_signed_in_people_may() {
        assert!(
            Action::ALL
                .iter()
                .all(|action| !permits(Role::Resident, *action))
        );
    }

    #[test]
    fn a_coordinator_sees_numbers_but_no_persons() {
        assert!(permits(Role::RegionalCoordinator, Action::SeeAppeals));
        assert!(!permits(Role::RegionalCoordinator, Action::SeePersons));
    }
}
