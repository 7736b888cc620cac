//! What a client is told when something cannot be done to an assignment.

use tenants::assignments::Error;

use crate::appeals::illegal_step;
use crate::error::{Code, Problem};
use crate::reply::etag;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::new(Code::NotFound),
            Error::Stale { current } => Self::new(Code::Stale)
                .field("If-Match")
                .with("current", etag(current)),
            Error::IllegalStep { state, step, legal } => illegal_step(state.code(), step, &legal),
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
            Error::Appeal(error) => error.into(),
        }
    }
}
