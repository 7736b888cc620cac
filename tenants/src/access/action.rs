//! Everything that can be done, as the policy names it.

use std::fmt;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// One thing that somebody may or may not do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($(#[$doc])* $name,)+
        }

        impl Action {
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }
        }
    };
}

actions! {
    // Upon the region.
    SeeRegion = "see_region",
    ManageRegion = "manage_region",
    ManageCommunities = "manage_communities",
    ManageRegionalUtilities = "manage_regional_utilities",
    ManageRegionAccounts = "manage_region_accounts",
    SeeRegionCounts = "see_region_counts",
    // Inside a community.
    SeeCommunity = "see_community",
    ManageAccounts = "manage_accounts",
    ManageUtilities = "manage_utilities",
    /// What the community has otherwise than the region's catalogue.
    ManageServices = "manage_services",
    ManageResponsibilities = "manage_responsibilities",
    ImportHousing = "import_housing",
    /// Create, change, rename and retire entries of the housing registry.
    EditHousing = "edit_housing",
    SearchHousing = "search_housing",
    SeeAppeals = "see_appeals",
    /// Names, phones, flats and words of callers.
    SeePersons = "see_persons",
    RegisterAppeal = "register_appeal",
    AnswerCall = "answer_call",
    JoinAppeal = "join_appeal",
    EditAppeal = "edit_appeal",
    AssignAppeal = "assign_appeal",
    ReturnAppeal = "return_appeal",
    CloseAppeal = "close_appeal",
    OfferHandover = "offer_handover",
    SeeHandovers = "see_handovers",
    AnswerHandover = "answer_handover",
    /// Carry the other community's answer and result into the sender's appeal.
    RelayHandover = "relay_handover",
    SeeCommunityCounts = "see_community_counts",
    SeeLedger = "see_ledger",
    // As a utility.
    SeeAssignments = "see_assignments",
    AcceptAssignment = "accept_assignment",
    ArriveOnSite = "arrive_on_site",
    DeclineAssignment = "decline_assignment",
    ReportAssignment = "report_assignment",
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
