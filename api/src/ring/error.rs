//! What a client is told when a ring cannot be answered.

use tenants::{housing, ring::Error};

use crate::error::{Code, Problem};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            // Here the building is not the address but a parameter.
            Error::Housing(housing::Error::UnknownBuilding) => Self::new(Code::UnknownReference)
                .field("building_id")
                .reason(housing::Error::UnknownBuilding),
            Error::Housing(error) => error.into(),
            Error::Appeals(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
        }
    }
}
