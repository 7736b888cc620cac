//! What the dispatcher does with assignments: offers them, and settles them with the appeal.

use super::insert::insert;
use super::{Touched, step_store as store};
use crate::appeals::Deadlines;
use crate::calls::Applicant;
use crate::db::{self, CommunityTx};
use crate::ids::{AppealId, AssignmentId, UtilityId};
use crate::text::Words;

/// All that the utility needs.
#[derive(Debug, Clone)]
pub(crate) struct Offer {
    pub appeal: AppealId,
    pub number: i64,
    pub utility: UtilityId,
    pub service: String,
    pub urgency: String,
    pub place: String,
    pub applicant: Applicant,
    pub words: Words,
    pub deadlines: Deadlines,
}

/// How the open assignment of an appeal ends, or goes on.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Settlement<'a> {
    Confirmed,
    Withdrawn,
    Returned(&'a Words),
}

/// Offers an appeal to a utility. The appeal's own step has been taken already.
pub(crate) fn offer(tx: &mut CommunityTx<'_>, offer: Offer) -> AssignmentId {
    insert(tx, offer)
}

/// Settles the open assignment of an appeal, and says which one.
pub(crate) fn settle(
    tx: &mut CommunityTx<'_>,
    appeal: AppealId,
    settlement: Settlement<'_>,
) -> Result<Option<Touched>, db::Error> {
    store::settle(tx, appeal, settlement)
}

/// Corrects what the utility that is at work on an appeal was told; says whose it is.
pub(crate) fn amend_open(
    tx: &mut CommunityTx<'_>,
    appeal: AppealId,
    applicant: &Applicant,
    words: Option<&Words>,
) -> Result<Option<Touched>, db::Error> {
    store::amend_open(tx, appeal, applicant, words)
}
