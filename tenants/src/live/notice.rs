//! What an event says, and to whom.
//!
//! Only what stands here leaves the ledger: reasons, notes and reports were typed by people and
//! may name a person, so they are read where everything else of that kind is.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Place, Source};
use crate::access::Action;
use crate::assignments::{AssignmentState, Touched};
use crate::clock::Moment;
use crate::ids::{
    AssignmentId, BuildingId, CommunityId, EventId, HandoverId, RegionId, SubjectId, UtilityId,
};
use crate::ledger::{Kind, SealedEvent};

/// One thing that a receiver is told. What is missing does not matter to them, or is not theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Only receivers who may do this are told.
    pub needs: Action,
    pub kind: &'static str,
    pub at: Moment,
    /// Nothing for numbers: they follow from many events.
    pub event: Option<EventId>,
    /// Nothing for the region's own affairs.
    pub community: Option<CommunityId>,
    pub subject: Option<SubjectId>,
    pub details: Details,
}

/// Enough to mend the row that is on the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// Of the appeal; to a utility, of its assignment.
    pub version: Option<i32>,
    pub state: Option<String>,
    pub number: Option<i64>,
    pub service: Option<String>,
    pub building: Option<BuildingId>,
    pub responsible: Option<UtilityId>,
    pub utility: Option<UtilityId>,
    pub assignment: Option<AssignmentId>,
    pub callers: Option<i32>,
    pub outcome: Option<String>,
    pub handover: Option<HandoverId>,
    pub to_community: Option<CommunityId>,
    pub counts: Option<BTreeMap<String, i64>>,
}

/// The parts of an event's body that anybody is told; kinds of appeals share their names.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Body {
    from: Option<String>,
    to: Option<String>,
    /// How it stood when a deadline passed.
    state: Option<String>,
    version: Option<i32>,
    number: Option<i64>,
    service: Option<String>,
    building: Option<BuildingId>,
    responsible: Option<UtilityId>,
    utility: Option<UtilityId>,
    assignment: Option<AssignmentId>,
    assignment_version: Option<i32>,
    withdrawn: Option<Touched>,
    callers: Option<i32>,
    outcome: Option<String>,
    handover: Option<HandoverId>,
    to_community: Option<CommunityId>,
    withdrawn_from: Option<CommunityId>,
}

impl Body {
    /// Other kinds use the same words in senses of their own.
    fn of(event: &SealedEvent) -> Self {
        if !is_about_appeals(&event.kind) {
            return Self::default();
        }
        serde_json::from_str(&event.body).unwrap_or_else(|error| {
            tracing::warn!(event = %event.id, %error, "told without its details");
            Self::default()
        })
    }
}

fn noun(kind: &str) -> &str {
    kind.split_once('.').map_or(kind, |(noun, _)| noun)
}

fn is_about_appeals(kind: &str) -> bool {
    matches!(noun(kind), "appeal" | "call" | "assignment" | "handover")
}

/// The right to read the same by asking. What nobody has thought of is for those who read the
/// whole ledger.
fn needs_in_community(kind: &str) -> Action {
    match noun(kind) {
        "appeal" | "call" | "assignment" => Action::SeeAppeals,
        "handover" => Action::SeeHandovers,
        "account" | "membership" => Action::ManageAccounts,
        "community" | "utility" | "responsibility" | "service" => Action::SeeCommunity,
        "housing" | "settlement" | "street" | "building" | "place" => Action::SearchHousing,
        _ => Action::SeeLedger,
    }
}

fn needs_in_region(kind: &str) -> Action {
    match noun(kind) {
        "region" | "community" | "utility" | "catalogue" => Action::SeeRegion,
        "account" | "membership" => Action::ManageRegionAccounts,
        _ => Action::ManageRegion,
    }
}

/// Whom an event concerns, and what each of them is told. `region` is the ledger's.
#[must_use]
pub fn notices(source: Source, event: &SealedEvent, region: RegionId) -> Vec<(Place, Notice)> {
    let Some(kind) = Kind::from_code(&event.kind) else {
        return Vec::new();
    };
    let is_own = event.ledger.uuid() == region.uuid();
    match source {
        Source::Folded if is_own => {
            let needs = needs_in_region(kind.code());
            let notice = plain(event, kind.code(), needs);
            vec![(Place::Region(region), notice)]
        }
        Source::Folded if noun(kind.code()) == "handover" => {
            let notice = Notice {
                details: details(Body::of(event)),
                ..in_community(event, kind.code(), Action::SeeHandovers)
            };
            vec![(Place::Region(region), notice)]
        }
        Source::Sealed if !is_own => in_work(event, kind),
        Source::Folded | Source::Sealed => Vec::new(),
    }
}

/// For the community, and for the utilities whose assignments were changed.
fn in_work(event: &SealedEvent, kind: Kind) -> Vec<(Place, Notice)> {
    let body = Body::of(event);
    let mut told = Vec::new();
    let touched = body
        .utility
        .zip(body.assignment)
        .zip(body.assignment_version);
    if let Some(((utility, assignment), assignment_version)) = touched {
        let touched = Touched {
            assignment,
            utility,
            assignment_version,
        };
        told.push(to_utility(event, touched, state_after(kind, &body)));
    }
    if let Some(withdrawn) = body.withdrawn {
        let state = Some(AssignmentState::Withdrawn);
        told.push(to_utility(event, withdrawn, state));
    }
    let notice = Notice {
        details: details(body),
        ..in_community(event, kind.code(), needs_in_community(kind.code()))
    };
    let community = CommunityId::from_uuid(event.ledger.uuid());
    told.push((Place::Community(community), notice));
    told
}

/// How the assignment stands after the step; nothing when that has not changed.
fn state_after(kind: Kind, body: &Body) -> Option<AssignmentState> {
    match kind {
        Kind::AppealAssigned => Some(AssignmentState::Offered),
        Kind::AssignmentAccepted => Some(AssignmentState::Accepted),
        Kind::AssignmentArrived => Some(AssignmentState::OnSite),
        Kind::AssignmentDeclined => Some(AssignmentState::Declined),
        Kind::AssignmentReported => Some(AssignmentState::Reported),
        Kind::AppealReturned => Some(AssignmentState::Returned),
        Kind::AppealClosed if body.from.as_deref() == Some("reported") => {
            Some(AssignmentState::Confirmed)
        }
        Kind::AppealClosed => Some(AssignmentState::Withdrawn),
        _ => None,
    }
}

/// A utility learns of its own assignment, and of the appeal nothing.
fn to_utility(
    event: &SealedEvent,
    touched: Touched,
    state: Option<AssignmentState>,
) -> (Place, Notice) {
    let kind = match state {
        Some(AssignmentState::Offered) => "assignment.offered",
        Some(AssignmentState::Accepted) => "assignment.accepted",
        Some(AssignmentState::OnSite) => "assignment.arrived",
        Some(AssignmentState::Declined) => "assignment.declined",
        Some(AssignmentState::Reported) => "assignment.reported",
        Some(AssignmentState::Returned) => "assignment.returned",
        Some(AssignmentState::Confirmed) => "assignment.confirmed",
        Some(AssignmentState::Withdrawn) => "assignment.withdrawn",
        None => "assignment.amended",
    };
    let details = Details {
        version: Some(touched.assignment_version),
        state: state.map(|state| state.code().to_owned()),
        assignment: Some(touched.assignment),
        ..Details::default()
    };
    let notice = Notice {
        subject: None,
        details,
        ..in_community(event, kind, Action::SeeAssignments)
    };
    (Place::Utility(touched.utility), notice)
}

fn in_community(event: &SealedEvent, kind: &'static str, needs: Action) -> Notice {
    Notice {
        community: Some(CommunityId::from_uuid(event.ledger.uuid())),
        ..plain(event, kind, needs)
    }
}

fn plain(event: &SealedEvent, kind: &'static str, needs: Action) -> Notice {
    Notice {
        needs,
        kind,
        at: event.occurred_at,
        event: Some(event.id),
        community: None,
        subject: Some(event.subject),
        details: Details::default(),
    }
}

fn details(body: Body) -> Details {
    Details {
        version: body.version,
        state: body.to.or(body.state),
        number: body.number,
        service: body.service,
        building: body.building,
        responsible: body.responsible,
        utility: body.utility,
        assignment: body.assignment,
        callers: body.callers,
        outcome: body.outcome,
        handover: body.handover,
        to_community: body.to_community,
        counts: None,
    }
}

impl Notice {
    /// The numbers of a community, for whoever watches the region.
    #[must_use]
    pub fn of_counts(community: CommunityId, counts: BTreeMap<String, i64>, at: Moment) -> Self {
        Self {
            needs: Action::SeeRegionCounts,
            kind: "counts.changed",
            at,
            event: None,
            community: Some(community),
            subject: None,
            details: Details {
                counts: Some(counts),
                ..Details::default()
            },
        }
    }
}

/// The other community whose numbers an event changes.
pub(super) fn counted_at(event: &SealedEvent) -> Option<CommunityId> {
    if noun(&event.kind) != "handover" {
        return None;
    }
    let body = Body::of(event);
    body.to_community.or(body.withdrawn_from)
}

#[cfg(test)]
mod tests;
