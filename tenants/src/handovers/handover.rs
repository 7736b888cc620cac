//! The contract between two communities.

use serde::{Deserialize, Serialize};

use crate::appeals::Outcome;
use crate::calls::Applicant;
use crate::clock::Moment;
use crate::db::words;
use crate::ids::{AppealId, CommunityId, HandoverId, RegionId};
use crate::text::Words;

words! {
    HandoverState {
        Offered = "offered",
        Accepted = "accepted",
        Refused = "refused",
        /// The sender took its offer back.
        Withdrawn = "withdrawn",
        /// The receiver has closed its own appeal.
        Completed = "completed",
    }
}

/// A hand-over, as either side sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    pub from: CommunityId,
    pub id: HandoverId,
    pub appeal: AppealId,
    pub appeal_number: i64,
    pub to: CommunityId,
    pub state: HandoverState,
    pub service: String,
    pub place: String,
    pub reason: Words,
    pub applicant: Applicant,
    pub words: Words,
    pub offered_at: Moment,
    pub decided_at: Option<Moment>,
    pub refusal_reason: Option<Words>,
    pub proposed: Option<CommunityId>,
    pub receiver_appeal: Option<AppealId>,
    pub receiver_number: Option<i64>,
    pub receiver_result: Option<String>,
    pub completed_at: Option<Moment>,
    pub version: i32,
}

/// What the receiver's ledger says of its answer: enough for the sender's side to follow.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Answer {
    pub region: RegionId,
    pub sender: CommunityId,
    pub sender_appeal: AppealId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver_number: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<CommunityId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// What the caller said when the receiver asked them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Answer {
    /// What the receiver resolved was resolved elsewhere; whatever else came of it, came of it.
    pub(super) fn outcome_for_sender(&self) -> Outcome {
        match self.outcome.as_deref().and_then(|code| code.parse().ok()) {
            Some(Outcome::Resolved) | None => Outcome::ResolvedElsewhere,
            Some(other) => other,
        }
    }
}
