//! Why something could not be done with the registry.

use chrono::NaiveDate;

use crate::db;
use crate::ids::SubjectId;
use crate::regions::Katottg;
use crate::responsibility::ResponsibilityError;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such building in this community's registry")]
    UnknownBuilding,
    #[error("there is no such street in this community's registry")]
    UnknownStreet,
    #[error("there is no such settlement in this community's registry")]
    UnknownSettlement,
    #[error("there is no such settlement in this community's registry")]
    NoSuchSettlement,
    #[error(
        "must be the code of a settlement of this community, {own}: alike in its first nine characters"
    )]
    OfAnotherCommunity { own: Katottg },
    #[error("the street has no such other name")]
    UnknownAlias,
    #[error("the building has no such entrance")]
    UnknownEntrance,
    #[error("there is no such place in this community's registry")]
    UnknownPlace,
    #[error("there is no such street in this community's registry")]
    NoStreetOfBuilding,
    #[error("what it would be entered in is retired: take that back first")]
    Retired { field: &'static str },
    #[error("there is no such street in the place's settlement")]
    NoStreetThere { field: &'static str },
    #[error("crossroads are where two streets cross: name both")]
    CrossroadsOfOne { field: &'static str },
    #[error("must be another street than the one that it crosses")]
    CrossesItself,
    #[error("a crossing street needs a street that it crosses")]
    CrossesNothing,
    #[error("the type of the street stands in the name: give it in kind, and the name without it")]
    KindInName,
    #[error("must not be after today: enter it when the day has come")]
    Coming { field: &'static str },
    #[error("must not be before {last}, when the street was renamed last")]
    RenamedBefore { last: NaiveDate },
    #[error("must have a letter or a digit")]
    NamesNothing,
    #[error("must be after the day from which the name was used")]
    EndsBeforeItBegins,
    #[error("the last flat must not be before the first")]
    FlatsBackwards,
    #[error("ranges of flats must go up, and must not overlap")]
    FlatsOverlap,
    /// The registry has it already, maybe retired.
    #[error("the registry has it already: {id}")]
    Taken { field: &'static str, id: SubjectId },
    #[error("the entry has been changed meanwhile; its version is {current}")]
    Stale { current: i32 },
    /// What was compared is not what was there when it was to be written.
    #[error("the entries are being changed by somebody else")]
    Disturbed,
    #[error("{0}")]
    Responsibility(Box<ResponsibilityError>),
    /// The files describe another community than the one that they are imported into.
    #[error("the files are of community {files}, not of {community}")]
    OtherCommunity { files: String, community: String },
    #[error(transparent)]
    Denied(#[from] db::Denied),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl Error {
    pub(super) fn taken(field: &'static str, id: impl Into<SubjectId>) -> Self {
        Self::Taken {
            field,
            id: id.into(),
        }
    }
}

impl From<ResponsibilityError> for Error {
    fn from(error: ResponsibilityError) -> Self {
        match error {
            ResponsibilityError::Denied(denied) => Self::Denied(denied),
            ResponsibilityError::Database(error) => Self::Database(error),
            ResponsibilityError::Stale { .. } => Self::Disturbed,
            other => Self::Responsibility(Box::new(other)),
        }
    }
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
