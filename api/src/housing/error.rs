//! What a client is told when something cannot be done with the registry.

use tenants::housing::Error;

use crate::error::{Code, Problem};
use crate::reply::etag;

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let unknown = |field: &str, error: Error| {
            Self::new(Code::UnknownReference).field(field).reason(error)
        };
        let invalid =
            |field: &str, error: Error| Self::new(Code::InvalidField).field(field).reason(error);
        match error {
            Error::UnknownBuilding
            | Error::UnknownStreet
            | Error::NoSuchSettlement
            | Error::UnknownAlias
            | Error::UnknownEntrance
            | Error::UnknownPlace => Self::new(Code::NotFound),
            // What a body or a query names, as against what an address does.
            Error::UnknownSettlement => unknown("settlement_id", error),
            Error::NoStreetOfBuilding => unknown("street_id", error),
            Error::NoStreetThere { field } => unknown(field, error),
            Error::Retired { field } => Self::new(Code::Retired).field(field),
            Error::CrossroadsOfOne { field } => invalid(field, error),
            Error::CrossesItself | Error::CrossesNothing => invalid("crossing_street_id", error),
            Error::NamesNothing | Error::KindInName => invalid("name", error),
            Error::Coming { field } => invalid(field, error),
            Error::RenamedBefore { .. } => invalid("renamed_on", error),
            Error::OfAnotherCommunity { .. } => invalid("katottg", error),
            Error::EndsBeforeItBegins => invalid("used_to", error),
            Error::FlatsBackwards => invalid("last_flat", error),
            Error::FlatsOverlap => invalid("flat_queues", error),
            Error::Taken { field, id } => Self::new(Code::InRegistryAlready)
                .field(field)
                .with("id", id.to_string()),
            Error::Stale { current } => Self::new(Code::Stale)
                .field("If-Match")
                .with("current", etag(current)),
            Error::Disturbed => Self::new(Code::Busy),
            Error::Responsibility(error) => Self::from(*error),
            Error::OtherCommunity { .. } => Self::new(Code::InvalidField).reason(error),
            Error::Denied(denied) => denied.into(),
            Error::Database(error) => error.into(),
        }
    }
}
