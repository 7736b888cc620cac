//! Begins to follow: whether they may, and where the ledgers stand now.

use super::read::Heads;
use super::{Place, Reach, store};
use crate::access::Actor;
use crate::db::{self, Db, Tx};

/// What is needed to begin.
#[derive(Debug)]
pub struct Entrance {
    pub reach: Reach,
    pub heads: Heads,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Denied(#[from] db::Denied),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl db::Failure for Error {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            Self::Denied(_) => None,
        }
    }
}

/// Refuses whoever may not follow this place, as every other way to it does.
pub fn enter(db: &Db, actor: &Actor, place: Place) -> Result<Entrance, Error> {
    let action = place.action();
    let reach = match place {
        Place::Community(id) => db.in_community("live.enter", actor, id, |tx| {
            tx.require(action)?;
            Ok::<_, Error>(Reach::One(id.into()))
        })?,
        Place::Utility(id) => db.in_utility("live.enter", actor, id, |tx| {
            tx.require(action)?;
            Ok::<_, Error>(match store::owner_of_utility(tx)? {
                Some(community) => Reach::One(community.into()),
                None => Reach::Region(tx.actor().region()),
            })
        })?,
        Place::Region(id) => db.in_region("live.enter", actor, id, |tx| {
            tx.require(action)?;
            Ok::<_, Error>(Reach::Region(id))
        })?,
    };
    let heads = db.in_system("live.heads", store::heads)?;
    Ok(Entrance { reach, heads })
}
