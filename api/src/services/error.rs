//! What a client is told when something is wrong with the catalogue.

use tenants::catalogue::CatalogueError as Error;

use crate::error::{Code, Problem};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::new(Code::NotFound),
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
        }
    }
}
