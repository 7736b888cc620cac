//! What is said to whoever forgot a password, or shows a link.

use tenants::accounts::{ForgotError, LinkError};

use crate::error::{Code, Problem};

impl From<ForgotError> for Problem {
    fn from(error: ForgotError) -> Self {
        match error {
            ForgotError::TooOften(error) => {
                Self::new(Code::AskedTooOften).retry_after(error.seconds.get())
            }
            ForgotError::Database(error) => error.into(),
        }
    }
}

impl From<LinkError> for Problem {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Refused => Self::new(Code::LinkRefused),
            LinkError::Database(error) => error.into(),
        }
    }
}
