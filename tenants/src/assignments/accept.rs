//! Takes an assignment on.

use super::work::{Said, work};
use super::{Error, Worked};
use crate::appeals::Step;
use crate::db::UtilityTx;
use crate::ids::AssignmentId;
use crate::ledger::Kind;

/// The utility says: ours, we go. The first deadline ends.
pub fn accept(
    tx: &mut UtilityTx<'_>,
    id: AssignmentId,
    expected: Option<i32>,
) -> Result<Worked, Error> {
    work(
        tx,
        id,
        Step::Accept,
        Kind::AssignmentAccepted,
        expected,
        Said::default(),
    )
}
