//! Gives an assignment back.

use super::work::{Said, work};
use super::{Error, Worked};
use crate::appeals::Step;
use crate::db::UtilityTx;
use crate::ids::AssignmentId;
use crate::ledger::Kind;
use crate::text::Words;

/// The utility says: not ours, and whose it is. The appeal goes back to the dispatcher.
pub fn decline(
    tx: &mut UtilityTx<'_>,
    id: AssignmentId,
    expected: Option<i32>,
    reason: &Words,
    addressee: &Words,
) -> Result<Worked, Error> {
    let said = Said {
        reason: Some(reason),
        addressee: Some(addressee),
        report: None,
    };
    work(
        tx,
        id,
        Step::Decline,
        Kind::AssignmentDeclined,
        expected,
        said,
    )
}
