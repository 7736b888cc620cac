//! What a client is told when something cannot be done to a responsibility.

use tenants::responsibility::ResponsibilityError as Error;

use crate::error::{Code, Problem};
use crate::reply::etag;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::new(Code::NotFound),
            Error::UnknownUtility => Self::new(Code::UnknownReference)
                .field("utility_id")
                .reason(error),
            Error::UnknownService => Self::new(Code::UnknownReference)
                .field("service")
                .reason(error),
            Error::UnknownPlace(_) => Self::new(Code::UnknownReference)
                .field("place.id")
                .reason(error),
            Error::UtilityClosed => Self::new(Code::UtilityClosed).field("utility_id"),
            Error::AnswersAlready(id) => Self::new(Code::ResponsibleAlready)
                .field("utility_id")
                .with("id", id.to_string()),
            Error::EndsBeforeItBegins => Self::new(Code::InvalidField)
                .field("valid_to")
                .reason(error),
            Error::AlreadyEnded => Self::new(Code::AlreadyEnded),
            Error::Stale { current } => Self::new(Code::Stale)
                .field("If-Match")
                .with("current", etag(current)),
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
        }
    }
}
