//! The card of one appeal.

use actix_web::{get, web};
use serde::Serialize;
use tenants::access::Action;
use tenants::appeals::{self, State};
use tenants::assignments::{self, Assignment};
use tenants::calls::{self, Call};
use tenants::db::{CommunityTx, Tx};
use tenants::ids::{AccountId, AppealId, AssignmentId, CommunityId, UtilityId};
use tenants::text::Words;
use utoipa::ToSchema;

use super::{AppealOut, ApplicantOut};
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;
use crate::time::At;

/// An appeal with all that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct CardOut {
    #[serde(flatten)]
    appeal: AppealOut,
    /// What the caller of this request may do with it now
    steps: Vec<&'static str>,
    /// Who called; absent for those who may not see persons
    #[serde(skip_serializing_if = "Option::is_none")]
    calls: Option<Vec<CallOut>>,
    /// To whom it was given, the first one first
    assignments: Vec<GivenOut>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CallOut {
    /// registered, joined, answered, handed_over
    outcome: String,
    applicant: ApplicantOut,
    #[schema(value_type = String)]
    words: Words,
    taken_at: At,
    #[schema(value_type = Option<Uuid>)]
    taken_by: Option<AccountId>,
}

impl From<Call> for CallOut {
    fn from(call: Call) -> Self {
        Self {
            outcome: call.outcome,
            applicant: call.applicant.into(),
            words: call.words,
            taken_at: At(call.taken_at),
            taken_by: call.taken_by,
        }
    }
}

/// An assignment, as the community sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct GivenOut {
    #[schema(value_type = Uuid)]
    id: AssignmentId,
    #[schema(value_type = Uuid)]
    utility_id: UtilityId,
    /// offered, accepted, on_site, declined, reported, returned, confirmed, withdrawn
    state: &'static str,
    offered_at: At,
    accepted_at: Option<At>,
    /// When the crew was there, first
    arrived_at: Option<At>,
    #[schema(value_type = Option<String>)]
    decline_reason: Option<Words>,
    /// Whose it is, in the words of the utility that declined
    #[schema(value_type = Option<String>)]
    decline_addressee: Option<Words>,
    #[schema(value_type = Option<String>)]
    report: Option<Words>,
    reported_at: Option<At>,
    #[schema(value_type = Option<String>)]
    return_reason: Option<Words>,
}

impl From<Assignment> for GivenOut {
    fn from(assignment: Assignment) -> Self {
        Self {
            id: assignment.id,
            utility_id: assignment.utility,
            state: assignment.state.code(),
            offered_at: At(assignment.offered_at),
            accepted_at: assignment.accepted_at.map(At),
            arrived_at: assignment.arrived_at.map(At),
            decline_reason: assignment.decline_reason,
            decline_addressee: assignment.decline_addressee,
            report: assignment.report,
            reported_at: assignment.reported_at.map(At),
            return_reason: assignment.return_reason,
        }
    }
}

/// One appeal with its calls, its assignments and what can be done with it
#[utoipa::path(
    operation_id = "appeals.find",
    tag = "appeals",
    params(("community_id" = Uuid, Path), ("appeal_id" = Uuid, Path)),
    responses((status = 200, description = "The card", body = CardOut))
)]
#[get("/communities/{community_id}/appeals/{appeal_id}")]
pub async fn find(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, AppealId)>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let card = app
        .database
        .read_community("appeals.find", &caller, community, move |tx| card(tx, id))
        .await?;
    let version = card.appeal.version;
    Ok(Reply::ok(&card)?.version(version))
}

fn card(tx: &mut CommunityTx<'_>, id: AppealId) -> Result<CardOut, Problem> {
    let appeal = appeals::find(tx, id)?;
    let calls = match tx.may(Action::SeePersons) {
        true => Some(
            calls::of_appeal(tx, id)?
                .into_iter()
                .map(CallOut::from)
                .collect(),
        ),
        false => None,
    };
    let assignments = assignments::of_appeal(tx, id)?
        .into_iter()
        .map(GivenOut::from)
        .collect();
    Ok(CardOut {
        steps: steps(tx, appeal.state),
        appeal: AppealOut::of(appeal, tx.now()),
        calls,
        assignments,
    })
}

/// What any of the caller's roles here permits.
fn steps(tx: &CommunityTx<'_>, state: State) -> Vec<&'static str> {
    tenants::appeals::Step::ALL
        .iter()
        .filter(|step| step.from().contains(&state) && tx.may(step.action()))
        .map(|step| step.code())
        .collect()
}
