//! Where something is, as two fields that are given together.

use tenants::housing::Position;
use tenants::housing::measure::{Latitude, Longitude};

use crate::error::{Code, Problem};

/// Nothing when neither was given: it stays as it is.
pub(super) fn position(
    latitude: Option<Option<Latitude>>,
    longitude: Option<Option<Longitude>>,
) -> Result<Option<Position>, Problem> {
    match (latitude, longitude) {
        (None, None) => Ok(None),
        (Some(None), Some(None)) => Ok(Some(None)),
        (Some(Some(latitude)), Some(Some(longitude))) => Ok(Some(Some((latitude, longitude)))),
        (given, _) => {
            let missing = match given.flatten() {
                Some(_) => "longitude",
                None => "latitude",
            };
            Err(Problem::new(Code::InvalidField)
                .field(missing)
                .reason("latitude and longitude are given together"))
        }
    }
}
