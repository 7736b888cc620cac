//! Values of an entry that have bounds of their own, checked once, at the edge.

use std::fmt;
use std::str::FromStr;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types;
use serde::{Deserialize, Deserializer, Serialize};

use crate::db::stored_as_text;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a whole number from {min} to {max}")]
pub struct NotACount {
    pub min: i32,
    pub max: i32,
}

/// A whole number between two bounds: storeys, lifts, flats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count<const MIN: i32, const MAX: i32>(i32);

pub type Storeys = Count<1, 200>;
pub type Lifts = Count<0, 100>;
pub type Flats = Count<0, 10_000>;
/// The number of a flat or of an entrance.
pub type Ordinal = Count<1, 10_000>;

impl<const MIN: i32, const MAX: i32> Count<MIN, MAX> {
    pub fn new(number: i64) -> Result<Self, NotACount> {
        match i32::try_from(number) {
            Ok(number) if (MIN..=MAX).contains(&number) => Ok(Self(number)),
            _ => Err(NotACount { min: MIN, max: MAX }),
        }
    }

    #[must_use]
    pub const fn get(self) -> i32 {
        self.0
    }
}

impl<const MIN: i32, const MAX: i32> FromStr for Count<MIN, MAX> {
    type Err = NotACount;

    fn from_str(text: &str) -> Result<Self, NotACount> {
        let number = text.parse().map_err(|_| NotACount { min: MIN, max: MAX })?;
        Self::new(number)
    }
}

impl<'de, const MIN: i32, const MAX: i32> Deserialize<'de> for Count<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(i64::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a number of degrees from {0} to {1}, where Ukraine lies")]
pub struct NotDegrees(i32, i32);

/// Degrees of WGS 84 within whole ones around Ukraine: a latitude and a longitude that changed
/// places are outside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Degrees<const MIN: i32, const MAX: i32>(f64);

pub type Latitude = Degrees<44, 53>;
pub type Longitude = Degrees<22, 41>;

impl<const MIN: i32, const MAX: i32> Degrees<MIN, MAX> {
    pub fn new(degrees: f64) -> Result<Self, NotDegrees> {
        if (f64::from(MIN)..=f64::from(MAX)).contains(&degrees) {
            Ok(Self(degrees))
        } else {
            Err(NotDegrees(MIN, MAX))
        }
    }

    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl<'de, const MIN: i32, const MAX: i32> Deserialize<'de> for Degrees<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(f64::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// A queue of scheduled switch-offs: `1.1`, `6.2`, and where a supplier goes on counting, `18.1`.
/// Their number is not fixed.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = sql_types::Text)]
#[serde(transparent)]
pub struct OutageQueue(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be the number of a queue: 3, 1.1, 18.2")]
pub struct NotAQueue;

impl OutageQueue {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OutageQueue {
    type Err = NotAQueue;

    /// A comma is read for the full stop: spreadsheets make one of it.
    fn from_str(text: &str) -> Result<Self, NotAQueue> {
        let text = text.trim().replace(',', ".");
        let is_number = |part: &str| {
            (1..=2).contains(&part.len())
                && part.bytes().all(|byte| byte.is_ascii_digit())
                && !part.starts_with('0')
        };
        let mut parts = text.split('.');
        let fits = parts.next().is_some_and(is_number)
            && parts.next().is_none_or(is_number)
            && parts.next().is_none();
        if fits { Ok(Self(text)) } else { Err(NotAQueue) }
    }
}

impl fmt::Display for OutageQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for OutageQueue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

stored_as_text!(OutageQueue);

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn queues_are_not_only_the_usual_twelve() {
        for queue in ["1.1", "6.2", "18.1", "3", " 4.2 "] {
            assert_eq!(
                queue.parse::<OutageQueue>().unwrap().as_str(),
                queue.trim(),
                "{queue}"
            );
        }
        assert_eq!("1,2".parse::<OutageQueue>().unwrap().as_str(), "1.2");
        for wrong in ["", "0.1", "1.", ".1", "1.1.1", "100", "1.а", "GPV1.1"] {
            assert_eq!(wrong.parse::<OutageQueue>(), Err(NotAQueue), "{wrong}");
        }
    }

    #[test]
    fn counts_and_degrees_stay_within_their_bounds() {
        assert_eq!("9".parse::<Storeys>().map(Count::get), Ok(9));
        assert!("0".parse::<Storeys>().is_err() && "0".parse::<Lifts>().is_ok());
        assert!("9.5".parse::<Storeys>().is_err() && Storeys::new(i64::MAX).is_err());
        assert!(Latitude::new(48.7).is_ok() && Latitude::new(29.2).is_err());
        assert!(Longitude::new(f64::NAN).is_err());
    }
}
