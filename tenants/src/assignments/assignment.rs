//! An assignment, its states, and what its utility may do in each.

use serde::{Deserialize, Serialize};

use crate::access::{Role, permits};
use crate::appeals::{Deadlines, Step};
use crate::calls::Applicant;
use crate::clock::Moment;
use crate::db::words;
use crate::ids::{AppealId, AssignmentId, CommunityId, UtilityId};
use crate::text::Words;

words! {
    /// How far an assignment has come.
    AssignmentState {
        Offered = "offered",
        Accepted = "accepted",
        /// The crew is there.
        OnSite = "on_site",
        Declined = "declined",
        Reported = "reported",
        /// Returned for rework.
        Returned = "returned",
        /// The caller was asked, and it is done.
        Confirmed = "confirmed",
        /// Taken back by the dispatcher.
        Withdrawn = "withdrawn",
    }
}

/// What a utility may do with it, and where that leads.
const TABLE: &[(Step, &[AssignmentState], AssignmentState)] = &[
    (
        Step::Accept,
        &[AssignmentState::Offered],
        AssignmentState::Accepted,
    ),
    (
        Step::Arrive,
        &[AssignmentState::Accepted, AssignmentState::Returned],
        AssignmentState::OnSite,
    ),
    (
        Step::Decline,
        &[
            AssignmentState::Offered,
            AssignmentState::Accepted,
            AssignmentState::OnSite,
            AssignmentState::Returned,
        ],
        AssignmentState::Declined,
    ),
    (
        Step::Report,
        &[
            AssignmentState::Accepted,
            AssignmentState::OnSite,
            AssignmentState::Returned,
        ],
        AssignmentState::Reported,
    ),
];

impl AssignmentState {
    /// Where a step leads from here, if it is legal.
    #[must_use]
    pub fn after(self, step: Step) -> Option<Self> {
        TABLE
            .iter()
            .find(|(s, from, _)| *s == step && from.contains(&self))
            .map(|(.., to)| *to)
    }

    /// What a role may do from here.
    #[must_use]
    pub fn steps(self, role: Role) -> Vec<Step> {
        TABLE
            .iter()
            .filter(|(step, from, _)| from.contains(&self) && permits(role, step.action()))
            .map(|(step, ..)| *step)
            .collect()
    }
}

/// An assignment: everything that its utility needs, and nothing of the appeal besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    pub community: CommunityId,
    pub id: AssignmentId,
    pub appeal: AppealId,
    pub appeal_number: i64,
    pub utility: UtilityId,
    pub state: AssignmentState,
    pub service: String,
    pub urgency: String,
    pub place: String,
    pub contact: Applicant,
    pub words: Words,
    pub offered_at: Moment,
    pub deadlines: Deadlines,
    pub accepted_at: Option<Moment>,
    /// When the crew was there, first.
    pub arrived_at: Option<Moment>,
    pub decline_reason: Option<Words>,
    pub decline_addressee: Option<Words>,
    pub report: Option<Words>,
    pub reported_at: Option<Moment>,
    pub return_reason: Option<Words>,
    pub ended_at: Option<Moment>,
    pub version: i32,
}

/// Which assignment a step changed, as every event names it that concerns a utility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Touched {
    pub assignment: AssignmentId,
    pub utility: UtilityId,
    pub assignment_version: i32,
}

/// What came of a utility's step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worked {
    pub id: AssignmentId,
    pub state: AssignmentState,
    pub version: i32,
}
