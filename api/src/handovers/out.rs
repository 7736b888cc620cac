//! A hand-over as either side sees it.

use serde::Serialize;
use tenants::handovers::Handover;
use tenants::ids::{AppealId, CommunityId, HandoverId};
use tenants::text::Words;
use utoipa::ToSchema;

use crate::appeals::ApplicantOut;
use crate::time::At;

#[derive(Debug, Serialize, ToSchema)]
pub struct HandoverOut {
    #[schema(value_type = Uuid)]
    id: HandoverId,
    #[schema(value_type = Uuid)]
    from_community_id: CommunityId,
    #[schema(value_type = Uuid)]
    to_community_id: CommunityId,
    /// offered, accepted, refused, withdrawn, completed
    state: &'static str,
    /// The appeal in the sender's numbers
    sender_number: i64,
    service: String,
    place: String,
    #[schema(value_type = String)]
    reason: Words,
    /// Who called, and what they said; absent for those who may not see persons
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<PersonOut>,
    offered_at: At,
    decided_at: Option<At>,
    #[schema(value_type = Option<String>)]
    refusal_reason: Option<Words>,
    /// Whose it is instead, as the receiver says
    #[schema(value_type = Option<Uuid>)]
    proposed_community_id: Option<CommunityId>,
    /// The receiver's own appeal; it can be read only there
    #[schema(value_type = Option<Uuid>)]
    receiver_appeal_id: Option<AppealId>,
    receiver_number: Option<i64>,
    /// How the receiver's appeal ended
    receiver_outcome: Option<String>,
    completed_at: Option<At>,
    version: i32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PersonOut {
    applicant: ApplicantOut,
    #[schema(value_type = String)]
    words: Words,
}

impl HandoverOut {
    pub fn of(handover: Handover, with_person: bool) -> Self {
        Self {
            id: handover.id,
            from_community_id: handover.from,
            to_community_id: handover.to,
            state: handover.state.code(),
            sender_number: handover.appeal_number,
            service: handover.service,
            place: handover.place,
            reason: handover.reason,
            person: with_person.then(|| PersonOut {
                applicant: handover.applicant.into(),
                words: handover.words,
            }),
            offered_at: At(handover.offered_at),
            decided_at: handover.decided_at.map(At),
            refusal_reason: handover.refusal_reason,
            proposed_community_id: handover.proposed,
            receiver_appeal_id: handover.receiver_appeal,
            receiver_number: handover.receiver_number,
            receiver_outcome: handover.receiver_result,
            completed_at: handover.completed_at.map(At),
            version: handover.version,
        }
    }
}
