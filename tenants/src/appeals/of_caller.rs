//! What somebody called about before, found by the number that they call from.

use super::{Appeal, Error, store};
use crate::access::Action;
use crate::calls::Phone;
use crate::db::CommunityTx;
use crate::text::{Flat, Name};

/// An earlier call, with the appeal that it led or was joined to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierCall {
    pub appeal: Appeal,
    pub name: Option<Name>,
    pub flat: Option<Flat>,
}

/// As many as one card can show.
const MOST: i64 = 20;

/// The latest calls from a number, the newest first. Whoever asks records that they did.
pub(crate) fn of_caller(
    tx: &mut CommunityTx<'_>,
    phone: &Phone,
) -> Result<Vec<EarlierCall>, Error> {
    tx.require(Action::SeePersons)?;
    store::of_caller(tx, phone, MOST)
}
