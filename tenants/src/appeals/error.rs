//! Why something could not be done to an appeal.

use super::{State, Step};
use crate::db;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such appeal here")]
    NotFound,
    #[error("the building is not in this community's registry")]
    UnknownBuilding,
    #[error("the building, its street or its settlement is retired")]
    BuildingRetired,
    #[error("the service is not in the catalogue")]
    UnknownService,
    #[error("the service is switched off in this community")]
    ServiceOff,
    #[error("the utility does not serve this community")]
    UnknownUtility,
    #[error("nobody is responsible for this service here: name the utility")]
    NobodyResponsible,
    #[error("the appeal was changed meanwhile: its version is {current}")]
    Stale { current: i32 },
    #[error("{} is not possible while the appeal is {}", step.code(), state.code())]
    IllegalStep {
        state: State,
        step: Step,
        legal: Vec<Step>,
    },
    #[error("an appeal that is closed cannot be changed")]
    Closed,
    #[error(transparent)]
    Denied(#[from] db::Denied),
    #[error(transparent)]
    Database(#[from] db::Error),
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
            _ => None,
        }
    }
}
