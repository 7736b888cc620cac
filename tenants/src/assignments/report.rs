//! Reports an assignment done.

use super::work::{Said, work};
use super::{Error, Worked};
use crate::appeals::Step;
use crate::db::UtilityTx;
use crate::ids::AssignmentId;
use crate::ledger::Kind;
use crate::text::Words;

/// The utility says what it did; the dispatcher asks the caller before closing.
pub fn report(
    tx: &mut UtilityTx<'_>,
    id: AssignmentId,
    expected: Option<i32>,
    text: &Words,
) -> Result<Worked, Error> {
    let said = Said {
        report: Some(text),
        ..Said::default()
    };
    work(
        tx,
        id,
        Step::Report,
        Kind::AssignmentReported,
        expected,
        said,
    )
}
