//! Why something could not be done to an assignment.

use super::AssignmentState;
use crate::appeals::{self, Step};
use crate::db;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such assignment here")]
    NotFound,
    #[error("the assignment was changed meanwhile: its version is {current}")]
    Stale { current: i32 },
    #[error("{} is not possible while the assignment is {}", step.code(), state.code())]
    IllegalStep {
        state: AssignmentState,
        step: Step,
        legal: Vec<Step>,
    },
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
