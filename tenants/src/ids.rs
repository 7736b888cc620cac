//! Identifiers. The only place that makes them: UUIDv7, so that they sort by time of birth.

use std::fmt;
use std::str::FromStr;

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, AsExpression, FromSqlRow,
        )]
        #[diesel(sql_type = sql_types::Uuid)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            #[must_use]
            #[allow(clippy::new_without_default, reason = "every call gives another one")]
            pub fn new() -> Self {
                Self(fresh())
            }

            #[must_use]
            pub const fn from_uuid(id: Uuid) -> Self {
                Self(id)
            }

            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl ToSql<sql_types::Uuid, Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                <Uuid as ToSql<sql_types::Uuid, Pg>>::to_sql(&self.0, out)
            }
        }

        impl FromSql<sql_types::Uuid, Pg> for $name {
            fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
                <Uuid as FromSql<sql_types::Uuid, Pg>>::from_sql(value).map(Self)
            }
        }
    )+};
}

ids! {
    RegionId,
    CommunityId,
    UtilityId,
    AccountId,
    MembershipId,
    SessionId,
    /// A browser or another device on which somebody has signed in.
    DeviceId,
    SettlementId,
    StreetId,
    StreetAliasId,
    BuildingId,
    EntranceId,
    /// A place that is no building.
    PlaceId,
    ResponsibilityId,
    AppealId,
    CallId,
    AssignmentId,
    HandoverId,
    /// Of what is to be sent; the Message-ID of a mail is made of it.
    MessageId,
    ResetRequestId,
    /// Of a file that is brought in.
    ImportId,
    EventId,
    /// Whose ledger an event stands in: a community's, or the region's own.
    LedgerId,
    /// What an event is about.
    SubjectId,
}

macro_rules! subjects {
    ($($name:ident),+ $(,)?) => {$(
        impl From<$name> for SubjectId {
            fn from(id: $name) -> Self {
                Self(id.0)
            }
        }
    )+};
}

subjects!(
    RegionId,
    CommunityId,
    UtilityId,
    AccountId,
    SettlementId,
    StreetId,
    StreetAliasId,
    BuildingId,
    EntranceId,
    PlaceId,
    ResponsibilityId,
    AppealId,
    HandoverId
);

impl From<CommunityId> for LedgerId {
    fn from(id: CommunityId) -> Self {
        Self(id.0)
    }
}

impl From<RegionId> for LedgerId {
    fn from(id: RegionId) -> Self {
        Self(id.0)
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "this is where identifiers are made"
)]
fn fresh() -> Uuid {
    Uuid::now_v7()
}
