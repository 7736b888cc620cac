//! Says that the crew is there.

use super::work::{Said, work};
use super::{Error, Worked};
use crate::appeals::Step;
use crate::db::UtilityTx;
use crate::ids::AssignmentId;
use crate::ledger::Kind;

/// The utility says: we are there. The second deadline ends.
pub fn arrive(
    tx: &mut UtilityTx<'_>,
    id: AssignmentId,
    expected: Option<i32>,
) -> Result<Worked, Error> {
    work(
        tx,
        id,
        Step::Arrive,
        Kind::AssignmentArrived,
        expected,
        Said::default(),
    )
}
