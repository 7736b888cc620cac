//! Looks regions up.

use super::region::{Region, RegionError};
use super::{Katottg, store};
use crate::access::Action;
use crate::db::{Error, RegionTx, SystemTx};

/// The region of this transaction.
pub fn find(tx: &mut RegionTx<'_>) -> Result<Region, RegionError> {
    tx.require(Action::SeeRegion)?;
    store::own(tx)?.ok_or(RegionError::NotFound)
}

/// The code of this transaction's region: for the rules of others, whatever the actor may see.
pub(crate) fn code(tx: &mut RegionTx<'_>) -> Result<Katottg, RegionError> {
    store::own(tx)?
        .map(|region| region.katottg)
        .ok_or(RegionError::NotFound)
}

/// Every region that this installation serves, for the command line.
pub fn all(tx: &mut SystemTx<'_>) -> Result<Vec<Region>, Error> {
    store::all(tx)
}
