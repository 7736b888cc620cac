//! Reads what became of imports.

use super::import::{GivenRows, Import};
use super::{ImportsError as Error, store};
use crate::access::Action;
use crate::db::{CommunityTx, Tx};
use crate::ids::ImportId;

/// The latest first; `before` is the last one of the page before.
pub fn list(
    tx: &mut CommunityTx<'_>,
    before: Option<ImportId>,
    limit: i64,
) -> Result<Vec<Import>, Error> {
    tx.require(Action::ImportHousing)?;
    let now = tx.now();
    let all = store::list(tx, before, limit)?;
    Ok(all.into_iter().map(|one| one.seen_at(now)).collect())
}

pub fn find(tx: &mut CommunityTx<'_>, id: ImportId) -> Result<Import, Error> {
    tx.require(Action::ImportHousing)?;
    let now = tx.now();
    let found = store::find(tx, id)?.ok_or(Error::NotFound)?;
    Ok(found.seen_at(now))
}

/// Rows that an import gives back, as CSV; empty when it gives none.
pub fn rows(tx: &mut CommunityTx<'_>, id: ImportId, kind: GivenRows) -> Result<Vec<u8>, Error> {
    find(tx, id)?;
    Ok(store::rows(tx, id, kind)?.concat())
}
