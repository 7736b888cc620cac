//! Finds appeals by what a caller can say: a number, a telephone, a building.

use super::{Appeal, Error, store};
use crate::access::Action;
use crate::calls::{self, Phone};
use crate::clock::Moment;
use crate::db::CommunityTx;
use crate::ids::{AppealId, BuildingId};

/// What is searched by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    Number(i64),
    Phone(Phone),
    Building(BuildingId),
}

/// After which appeal a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchCursor {
    pub registered_at: Moment,
    pub id: AppealId,
}

/// At most `limit` after the cursor, open and closed ones, the newest first.
pub fn search(
    tx: &mut CommunityTx<'_>,
    sought: &Sought,
    after: Option<SearchCursor>,
    limit: i64,
) -> Result<Vec<Appeal>, Error> {
    tx.require(Action::SeeAppeals)?;
    if let Sought::Phone(_) = sought {
        // Whose number it is would be told by whether anything is found.
        tx.require(Action::SeePersons)?;
    }
    let found = store::search(tx, sought, after, limit)?;
    match sought {
        Sought::Phone(_) => calls::note_look_up(tx, found.iter().map(|appeal| appeal.id))?,
        // What has appeals is there.
        Sought::Building(id) if found.is_empty() && !store::has_building(tx, *id)? => {
            return Err(Error::UnknownBuilding);
        }
        Sought::Building(_) | Sought::Number(_) => {}
    }
    Ok(found)
}
