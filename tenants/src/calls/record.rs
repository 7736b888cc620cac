//! Keeps a call with its appeal.

use super::store;
use super::{Applicant, Call, CallOutcome};
use crate::db::{CommunityTx, Error};
use crate::ids::AppealId;
use crate::text::Words;

/// Adds a call to an appeal that exists.
pub(crate) fn record(
    tx: &mut CommunityTx<'_>,
    appeal: AppealId,
    outcome: CallOutcome,
    applicant: &Applicant,
    words: &Words,
) -> Result<(), Error> {
    store::insert(tx, appeal, outcome, applicant, words)
}

/// Corrects what the first caller is on record with.
pub(crate) fn amend_first(
    tx: &mut CommunityTx<'_>,
    appeal: AppealId,
    applicant: &Applicant,
    words: Option<&Words>,
) -> Result<(), Error> {
    store::amend_first(tx, appeal, applicant, words)
}

/// The calls about one appeal, the first one first. Who may see them is the caller's matter.
pub fn of_appeal(tx: &mut CommunityTx<'_>, appeal: AppealId) -> Result<Vec<Call>, Error> {
    store::of_appeal(tx, appeal)
}
