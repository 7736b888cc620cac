//! Moments as they are sent: RFC 3339, in the time of Kyiv.

use std::fmt::{self, Display, Formatter};

use chrono::{Datelike, NaiveDate, SecondsFormat};
use chrono_tz::Europe::Kyiv;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tenants::clock::Moment;
use utoipa::openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};

/// `2026-11-23T03:00:00.000+02:00`: people read it as it stands on their clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At(pub Moment);

impl Display for At {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(
            &self
                .0
                .with_timezone(&Kyiv)
                .to_rfc3339_opts(SecondsFormat::Millis, false),
        )
    }
}

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl From<Moment> for At {
    fn from(moment: Moment) -> Self {
        Self(moment)
    }
}

impl PartialSchema for At {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .into()
    }
}

impl ToSchema for At {}

/// A moment as it is given, RFC 3339. Years 1970 to 9999: the database keeps no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct When(pub Moment);

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let moment = Moment::deserialize(deserializer)?;
        if (1970..=9999).contains(&moment.year()) {
            Ok(Self(moment))
        } else {
            Err(Error::custom("must be a moment of the years 1970 to 9999"))
        }
    }
}

impl PartialSchema for When {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .pattern(Some("^(19[7-9]|[2-9][0-9]{2})[0-9]-"))
            .into()
    }
}

impl ToSchema for When {}

/// A day as it is given and sent: `2022-05-27`. Years 1000 to 9999: no street is older.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Day(pub NaiveDate);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let day = NaiveDate::deserialize(deserializer)?;
        if (1000..=9999).contains(&day.year()) {
            Ok(Self(day))
        } else {
            Err(Error::custom("must be a day of the years 1000 to 9999"))
        }
    }
}

impl PartialSchema for Day {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
            .pattern(Some("^[1-9][0-9]{3}-"))
            .into()
    }
}

impl ToSchema for Day {}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn years_that_no_database_keeps_are_refused() {
        assert!(serde_json::from_str::<When>("\"2026-11-23T03:00:00+02:00\"").is_ok());
        assert!(serde_json::from_str::<When>("\"-4713-01-01T00:00:00Z\"").is_err());
        assert!(serde_json::from_str::<When>("\"+12345-01-01T00:00:00Z\"").is_err());
    }

    #[test]
    fn summer_and_winter_time_differ() {
        let sent = |at: &str| serde_json::to_string(&At(at.parse().unwrap())).unwrap();
        assert_eq!(
            sent("2026-01-01T00:00:00Z"),
            "\"2026-01-01T02:00:00.000+02:00\""
        );
        assert_eq!(
            sent("2026-07-01T00:00:00Z"),
            "\"2026-07-01T03:00:00.000+03:00\""
        );
    }
}
