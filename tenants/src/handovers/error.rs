//! Why something could not be done to a hand-over.

use super::HandoverState;
use crate::appeals;
use crate::db;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such hand-over here")]
    NotFound,
    #[error("there is no such community in this region")]
    UnknownCommunity,
    #[error("this must be another community, not one's own")]
    OwnCommunity,
    #[error("the hand-over was changed meanwhile: its version is {current}")]
    Stale { current: i32 },
    #[error("the hand-over is {} already", state.code())]
    Answered { state: HandoverState },
    #[error(transparent)]
    Denied(#[from] db::Denied),
    #[error(transparent)]
    Database(#[from] db::Error),
    #[error(transparent)]
    Appeal(#[from] appeals::Error),
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}

impl db::Failure for Error {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            Self::Appeal(error) => error.database(),
            _ => None,
        }
    }
}
