//! Why a file is not brought in.

use crate::db;

#[derive(Debug, thiserror::Error)]
pub enum ImportsError {
    #[error("there is no such import here")]
    NotFound,
    #[error("a file of this community is being taken in already")]
    AlreadyRunning,
    #[error(transparent)]
    Denied(#[from] db::Denied),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl From<diesel::result::Error> for ImportsError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}

impl db::Failure for ImportsError {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
