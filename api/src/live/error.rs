//! What a client is told when it cannot follow.

use tenants::live::Error;

use crate::error::Problem;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
        }
    }
}
