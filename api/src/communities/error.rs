//! What a client is told when something cannot be done to a community.

use tenants::communities::CommunityError as Error;

use crate::error::{Code, Problem};
use crate::reply::etag;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::KatottgTaken => Self::new(Code::KatottgTaken).field("katottg"),
            Error::NotFound => Self::new(Code::NotFound),
            Error::Stale { current } => Self::new(Code::Stale)
                .field("If-Match")
                .with("current", etag(current)),
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
        }
    }
}
