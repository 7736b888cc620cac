//! Says how far an import has come, and how it ended.

use super::import::{GivenRows, ImportState, Seen};
use super::{ImportsError as Error, store};
use crate::access::Action;
use crate::db::CommunityTx;
use crate::ids::ImportId;

/// How it ended.
#[derive(Debug, Clone)]
pub enum End {
    /// With the report, as JSON.
    Done(String),
    /// In the words that whoever gave the file is told.
    Failed(String),
}

/// Also says that whoever takes the file is still there.
pub fn tell(tx: &mut CommunityTx<'_>, id: ImportId, seen: Seen) -> Result<(), Error> {
    tx.require(Action::ImportHousing)?;
    Ok(store::tell(tx, id, seen)?)
}

/// Ends it, with the rows that are given back. One that had been silent for too long, and was
/// taken for interrupted, ends all the same.
pub fn end(
    tx: &mut CommunityTx<'_>,
    id: ImportId,
    seen: Seen,
    end: &End,
    rows: &[(GivenRows, Vec<u8>)],
) -> Result<(), Error> {
    tx.require(Action::ImportHousing)?;
    store::tell(tx, id, seen)?;
    let (state, report, reason) = match end {
        End::Done(report) => (ImportState::Done, Some(report.as_str()), None),
        End::Failed(reason) => (ImportState::Failed, None, Some(reason.as_str())),
    };
    store::end(tx, id, state, report, reason)?;
    for (kind, csv) in rows {
        store::insert_rows(tx, id, *kind, csv)?;
    }
    Ok(())
}
