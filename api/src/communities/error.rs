//! What a client is told when something cannot be done to a community.

use tenants::communities::CommunityError as Error;

use crate::error::{Code, Problem};
use crate::reply::etag;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::KatottgTaken => Self::new(Code::KatottgTaken).field("katottg"),
            Error::OutsideOfRegion { ref oblast } => {
                let digits = oblast.as_str().get(..4).unwrap_or_default();
                Self::new(Code::InvalidField)
                    .field("katottg")
                    .reason(format_args!(
                        "must begin with {digits}, as the region's own code"
                    ))
            }
            Error::NotFound => Self::new(Code::NotFound),
            Error::Stale { current } => Self::new(Code::Stale)
                .field("If-Match")
                .with("current", etag(current)),
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
        }
    }
}
