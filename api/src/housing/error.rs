//! What a client is told when something cannot be done with the registry.

use tenants::housing::Error;

use crate::error::{Code, Problem};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::UnknownBuilding | Error::UnknownStreet => Self::new(Code::NotFound),
            // Settlements are only ever named in a query; they have no address of their own.
            Error::UnknownSettlement => Self::new(Code::UnknownReference)
                .field("settlement_id")
                .reason(error),
            Error::OtherCommunity { .. } => Self::new(Code::InvalidField).reason(error),
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
        }
    }
}
