//! Why a ring could not be answered.

use crate::{appeals, db, housing};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Appeals(#[from] appeals::Error),
    #[error(transparent)]
    Housing(#[from] housing::Error),
    #[error(transparent)]
    Denied(#[from] db::Denied),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl db::Failure for Error {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Appeals(error) => error.database(),
            Self::Housing(error) => error.database(),
            Self::Database(error) => Some(error),
            Self::Denied(_) => None,
        }
    }
}
