//! What a client is told when a ledger cannot be looked at.

use tenants::ledger::CheckError as Error;

use crate::error::{Code, Problem};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NoSuchPosition { .. } => Self::new(Code::InvalidParameter)
                .field("after")
                .reason(error),
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
        }
    }
}
