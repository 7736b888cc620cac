//! What a client is told when a file is not brought in.

use tenants::imports::ImportsError as Error;

use crate::error::{Code, Problem};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::new(Code::NotFound),
            Error::AlreadyRunning => Self::new(Code::ImportRunning).retry_after(10),
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
        }
    }
}
