//! The states of an appeal, and the one table of what leads from which to which.

use crate::access::{Action, Role, permits};
use crate::db::words;

words! {
    /// How far an appeal has come.
    State {
        /// Taken down, given to nobody yet.
        Registered = "registered",
        /// Offered to a utility that has not answered.
        Assigned = "assigned",
        InWork = "in_work",
        /// The crew is there.
        OnSite = "on_site",
        /// The utility says that it is done; the caller is to be asked.
        Reported = "reported",
        /// The caller says that it is not done.
        Rework = "rework",
        /// The utility says that it is not theirs.
        Declined = "declined",
        /// Offered to another community that has not answered.
        HandingOver = "handing_over",
        /// Another community works on it; this one keeps sight of it.
        HandedOver = "handed_over",
        Closed = "closed",
    }
}

words! {
    /// What moves an appeal on.
    Step {
        Assign = "assign",
        Accept = "accept",
        Arrive = "arrive",
        Decline = "decline",
        Report = "report",
        Return = "return",
        Close = "close",
        OfferHandover = "offer_handover",
        WithdrawHandover = "withdraw_handover",
        HandoverAccepted = "handover_accepted",
        HandoverRefused = "handover_refused",
        HandoverCompleted = "handover_completed",
    }
}

words! {
    /// How it ended. Not a state: `explained` and `resolved` are both closed.
    Outcome {
        Resolved = "resolved",
        /// The caller was told how things stand («роз'яснено»).
        Explained = "explained",
        Refused = "refused",
        Withdrawn = "withdrawn",
        /// By the community that it was handed over to.
        ResolvedElsewhere = "resolved_elsewhere",
    }
}

words! {
    /// Which of the two kinds of record it is, or a mere answer.
    AppealKind {
        Operational = "operational",
        /// Under the law on citizens' appeals, 393/96-ВР.
        Statutory = "statutory",
        Consultation = "consultation",
    }
}

/// From where each step may be taken, and where it leads.
const TABLE: &[(Step, &[State], State)] = &[
    (
        Step::Assign,
        &[State::Registered, State::Assigned, State::Declined],
        State::Assigned,
    ),
    (Step::Accept, &[State::Assigned], State::InWork),
    (Step::Arrive, &[State::InWork, State::Rework], State::OnSite),
    (
        Step::Decline,
        &[State::Assigned, State::InWork, State::OnSite, State::Rework],
        State::Declined,
    ),
    (
        Step::Report,
        &[State::InWork, State::OnSite, State::Rework],
        State::Reported,
    ),
    (Step::Return, &[State::Reported], State::Rework),
    (
        Step::Close,
        &[
            State::Registered,
            State::Assigned,
            State::InWork,
            State::OnSite,
            State::Reported,
            State::Rework,
            State::Declined,
        ],
        State::Closed,
    ),
    (
        Step::OfferHandover,
        &[State::Registered, State::Declined],
        State::HandingOver,
    ),
    (
        Step::WithdrawHandover,
        &[State::HandingOver],
        State::Registered,
    ),
    (
        Step::HandoverAccepted,
        &[State::HandingOver],
        State::HandedOver,
    ),
    (
        Step::HandoverRefused,
        &[State::HandingOver],
        State::Registered,
    ),
    (
        Step::HandoverCompleted,
        &[State::HandingOver, State::HandedOver],
        State::Closed,
    ),
];

impl Step {
    /// The right that taking this step needs.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Assign => Action::AssignAppeal,
            Self::Accept => Action::AcceptAssignment,
            Self::Arrive => Action::ArriveOnSite,
            Self::Decline => Action::DeclineAssignment,
            Self::Report => Action::ReportAssignment,
            Self::Return => Action::ReturnAppeal,
            Self::Close => Action::CloseAppeal,
            Self::OfferHandover | Self::WithdrawHandover => Action::OfferHandover,
            Self::HandoverAccepted | Self::HandoverRefused | Self::HandoverCompleted => {
                Action::RelayHandover
            }
        }
    }

    /// Whether somebody has taken the appeal on with this step: the first deadline ends. Who
    /// declines has not.
    #[must_use]
    pub const fn acknowledges(self) -> bool {
        matches!(self, Self::Accept | Self::HandoverAccepted)
    }

    /// Whether nobody has to be waited for any longer with this step: the second deadline ends.
    /// Whoever reports was there; another community's crews are counted there.
    #[must_use]
    pub const fn attends(self) -> bool {
        matches!(self, Self::Arrive | Self::Report | Self::HandoverAccepted)
    }

    /// The states from which it may be taken.
    #[must_use]
    pub fn from(self) -> &'static [State] {
        self.row().1
    }

    /// The state to which it leads.
    #[must_use]
    pub fn to(self) -> State {
        self.row().2
    }

    fn row(self) -> &'static (Self, &'static [State], State) {
        const NOWHERE: &(Step, &[State], State) = &(Step::Close, &[], State::Closed);
        TABLE
            .iter()
            .find(|(step, ..)| *step == self)
            .unwrap_or(NOWHERE)
    }
}

impl State {
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_stands_in_the_table_once() {
        for step in Step::ALL {
            assert_eq!(
                TABLE.iter().filter(|(s, ..)| s == step).count(),
                1,
                "{step:?}"
            );
        }
    }

    #[test]
    fn every_open_state_leads_on_and_closed_leads_nowhere() {
        for state in State::ALL {
            let leads_on = TABLE.iter().any(|(_, from, _)| from.contains(state));
            assert_eq!(leads_on, state.is_open(), "{state:?}");
        }
    }

    #[test]
    fn a_dispatcher_asks_the_caller_after_the_report() {
        assert_eq!(
            State::Reported.steps(Role::Dispatcher),
            [Step::Return, Step::Close]
        );
        assert_eq!(State::Reported.steps(Role::UtilityStaff), []);
        assert_eq!(
            State::Assigned.steps(Role::UtilityStaff),
            [Step::Accept, Step::Decline]
        );
    }
}
