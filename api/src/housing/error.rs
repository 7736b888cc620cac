//! What a client is told when something cannot be done with the registry.

use tenants::housing::Error;

use crate::error::{Code, Problem};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::UnknownBuilding => Self::new(Code::NotFound),
            Error::OtherCommunity { .. } => Self::new(Code::InvalidField).reason(error),
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
        }
    }
}
