//! What a client is told when something cannot be done to an appeal.

use tenants::appeals::{Error, Step};

use crate::error::{Code, Problem};
use crate::reply::etag;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::new(Code::NotFound),
            Error::UnknownBuilding => Self::new(Code::UnknownReference)
                .field("building_id")
                .reason(error),
            Error::BuildingRetired => Self::new(Code::Retired).field("building_id"),
            Error::UnknownService => Self::new(Code::UnknownReference)
                .field("service")
                .reason(error),
            Error::ServiceOff => Self::new(Code::ServiceOff).field("service"),
            Error::UnknownUtility => Self::new(Code::UnknownReference)
                .field("utility_id")
                .reason(error),
            Error::NobodyResponsible => Self::new(Code::NobodyResponsible)
                .field("utility_id")
                .reason(error),
            Error::Stale { current } => Self::new(Code::Stale)
                .field("If-Match")
                .with("current", etag(current)),
            Error::IllegalStep { state, step, legal } => illegal_step(state.code(), step, &legal),
            Error::Closed => Self::new(Code::AppealClosed),
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
        }
    }
}

/// Names what could be done instead.
pub(crate) fn illegal_step(state: &str, step: Step, legal: &[Step]) -> Problem {
    let legal: Vec<&str> = legal.iter().map(|step| step.code()).collect();
    Problem::new(Code::IllegalStep)
        .with("state", state)
        .with("step", step.code())
        .with("legal", legal)
}
