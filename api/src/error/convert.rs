//! The failures that every use case shares.

use tenants::db::{Denied, Error, Failure};

use super::{Code, Problem};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let problem = match error {
            Error::Unavailable(_) => Self::new(Code::Unavailable).retry_after(2),
            Error::Busy | Error::Overtaken(_) => Self::new(Code::Busy).retry_after(1),
            Error::Query(_) | Error::Unreadable { .. } | Error::Unwritable(_) => {
                Self::new(Code::Internal)
            }
        };
        problem.caused_by(error)
    }
}

impl Failure for Problem {
    fn database(&self) -> Option<&Error> {
        self.cause()
    }
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        match denied {
            // Nothing may tell a hidden thing from one that does not exist.
            Denied::Hidden => Self::new(Code::NotFound),
            Denied::Forbidden(action) => Self::new(Code::Forbidden).with("action", action.code()),
        }
    }
}
