//! An assignment as its utility sees it.

use serde::Serialize;
use tenants::assignments::{Assignment, Worked};
use tenants::ids::{AssignmentId, CommunityId};
use tenants::text::Words;
use utoipa::ToSchema;

use crate::appeals::{ApplicantOut, DeadlinesOut};
use crate::time::At;

#[derive(Debug, Serialize, ToSchema)]
pub struct AssignmentOut {
    #[schema(value_type = Uuid)]
    id: AssignmentId,
    #[schema(value_type = Uuid)]
    community_id: CommunityId,
    /// The number that people in that community know the appeal by
    appeal_number: i64,
    /// offered, accepted, on_site, declined, reported, returned, confirmed, withdrawn
    state: &'static str,
    /// What may be done with it now
    steps: Vec<&'static str>,
    /// Code of the service in the catalogue
    service: String,
    urgency: String,
    place: String,
    contact: ApplicantOut,
    /// What the first caller said
    #[schema(value_type = String)]
    words: Words,
    offered_at: At,
    deadlines: DeadlinesOut,
    accepted_at: Option<At>,
    /// When the crew was there, first
    arrived_at: Option<At>,
    #[schema(value_type = Option<String>)]
    report: Option<Words>,
    reported_at: Option<At>,
    /// Why it was returned for rework
    #[schema(value_type = Option<String>)]
    return_reason: Option<Words>,
    /// Its ETag, without the quotation marks
    version: i32,
}

impl From<Assignment> for AssignmentOut {
    fn from(assignment: Assignment) -> Self {
        let steps = assignment.state.steps(tenants::access::Role::UtilityStaff);
        Self {
            id: assignment.id,
            community_id: assignment.community,
            appeal_number: assignment.appeal_number,
            state: assignment.state.code(),
            steps: steps.into_iter().map(|step| step.code()).collect(),
            service: assignment.service,
            urgency: assignment.urgency,
            place: assignment.place,
            contact: assignment.contact.into(),
            words: assignment.words,
            offered_at: At(assignment.offered_at),
            deadlines: assignment.deadlines.into(),
            accepted_at: assignment.accepted_at.map(At),
            arrived_at: assignment.arrived_at.map(At),
            report: assignment.report,
            reported_at: assignment.reported_at.map(At),
            return_reason: assignment.return_reason,
            version: assignment.version,
        }
    }
}

/// How the assignment stands after a step.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkedOut {
    state: &'static str,
    version: i32,
}

impl From<Worked> for WorkedOut {
    fn from(worked: Worked) -> Self {
        Self {
            state: worked.state.code(),
            version: worked.version,
        }
    }
}
