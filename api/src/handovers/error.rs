//! What a client is told when something cannot be done to a hand-over.

use tenants::handovers::Error;

use crate::error::{Code, Problem};
use crate::reply::etag;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::new(Code::NotFound),
            Error::UnknownCommunity | Error::OwnCommunity => Self::new(Code::UnknownReference)
                .field("community_id")
                .reason(error),
            Error::Stale { current } => Self::new(Code::Stale)
                .field("If-Match")
                .with("current", etag(current)),
            Error::Answered { state } => {
                let none: [&str; 0] = [];
                Self::new(Code::IllegalStep)
                    .with("state", state.code())
                    .with("legal", none.as_slice())
            }
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
            Error::Appeal(error) => error.into(),
        }
    }
}
