//! Answers a call without giving anybody work: the consultation.

use super::register::taken_down;
use super::{Appeal, AppealKind, Deadlines, Error, Outcome, State, store};
use crate::access::Action;
use crate::calls::{Applicant, CallOutcome};
use crate::db::{CommunityTx, Tx};
use crate::ids::BuildingId;
use crate::ledger::Kind;
use crate::text::Words;

/// What was asked, and what was answered.
#[derive(Debug, Clone)]
pub struct Answer {
    pub building: BuildingId,
    pub service: String,
    pub applicant: Applicant,
    pub words: Words,
}

/// Keeps an answered call: closed the moment it is taken down, counted like every other.
pub fn answer(tx: &mut CommunityTx<'_>, answer: &Answer) -> Result<Appeal, Error> {
    tx.require(Action::AnswerCall)?;
    let (situation, number) = store::situation_and_number(tx, answer.building, &answer.service)?;
    situation.is_taken_down()?;
    let now = tx.now();
    let taken = Appeal::begin(
        AppealKind::Consultation,
        number,
        &answer.service,
        Some(answer.building),
        situation,
        now,
    );
    let appeal = Appeal {
        state: State::Closed,
        outcome: Some(Outcome::Explained),
        deadlines: Deadlines {
            acknowledge: None,
            arrive: None,
            resolve: None,
            next: now,
        },
        acknowledged_at: Some(now),
        closed_at: Some(now),
        ..taken
    };
    store::insert(
        tx,
        &appeal,
        CallOutcome::Answered,
        &answer.applicant,
        &answer.words,
    );
    tx.record(taken_down(tx, Kind::CallAnswered, &appeal)?);
    Ok(appeal)
}
