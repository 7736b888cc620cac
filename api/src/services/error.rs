//! What a client is told when something is wrong with the catalogue.

use tenants::catalogue::CatalogueError as Error;

use crate::error::{Code, Problem};
use crate::reply::etag;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::new(Code::NotFound),
            Error::TimesOutOfOrder => Self::new(Code::InvalidField).field("times").reason(error),
            Error::Stale { current } => Self::new(Code::Stale)
                .field("If-Match")
                .with("current", etag(current)),
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
        }
    }
}
