//! Why something could not be done with the registry.

use crate::db;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such building in this community's registry")]
    UnknownBuilding,
    #[error("there is no such street in this community's registry")]
    UnknownStreet,
    #[error("there is no such settlement in this community's registry")]
    UnknownSettlement,
    /// The files describe another community than the one that they are imported into.
    #[error("the files are of community {files}, not of {community}")]
    OtherCommunity { files: String, community: String },
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
