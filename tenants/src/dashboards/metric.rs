//! What is counted.

use crate::db::words;

words! {
    /// A number on a dashboard. `open.*` go up and down; the others only grow.
    Metric {
        OpenRegistered = "open.registered",
        OpenAssigned = "open.assigned",
        OpenInWork = "open.in_work",
        OpenOnSite = "open.on_site",
        OpenReported = "open.reported",
        OpenRework = "open.rework",
        OpenDeclined = "open.declined",
        OpenHandingOver = "open.handing_over",
        OpenHandedOver = "open.handed_over",
        /// Open, and nobody has taken it on in time.
        AcknowledgeOverdue = "open.acknowledge_overdue",
        /// Open, and nobody was there in time.
        ArriveOverdue = "open.arrive_overdue",
        /// Open, and not done in time.
        ResolveOverdue = "open.resolve_overdue",
        /// Offered to this community, and not answered.
        HandoversWaiting = "open.handovers_waiting",
        Registered = "total.registered",
        Answered = "total.answered",
        Joined = "total.joined",
        Returned = "total.returned",
        Closed = "total.closed",
        /// Deadlines that were ever missed.
        Missed = "total.missed",
    }
}

impl Metric {
    /// The metric of the open appeals in this state.
    #[must_use]
    pub fn of_state(code: &str) -> Option<Self> {
        format!("open.{code}").parse().ok()
    }
}
