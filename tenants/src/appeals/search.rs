//! Finds appeals by what a caller can say: a number, a telephone, a building.

use super::{Appeal, Error, store};
use crate::access::Action;
use crate::calls::Phone;
use crate::db::CommunityTx;
use crate::ids::BuildingId;

/// What is searched by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    Number(i64),
    Phone(Phone),
    Building(BuildingId),
}

/// Open and closed ones, the newest first.
pub fn search(tx: &mut CommunityTx<'_>, sought: &Sought, limit: i64) -> Result<Vec<Appeal>, Error> {
    tx.require(Action::SeeAppeals)?;
    if let Sought::Phone(_) = sought {
        // Whose number it is would be told by whether anything is found.
        tx.require(Action::SeePersons)?;
    }
    store::search(tx, sought, limit)
}
