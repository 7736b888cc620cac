//! A responsibility, and what may be wrong with an act upon it.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::catalogue::ServiceCode;
use crate::clock::Moment;
use crate::db::schema::responsibilities;
use crate::db::{self, Denied, words};
use crate::ids::{BuildingId, ResponsibilityId, SettlementId, StreetId, UtilityId};

words! {
    /// From the most specific to the least.
    PlaceKind {
        Building = "building",
        Street = "street",
        Settlement = "settlement",
        Community = "community",
    }
}

words! {
    /// On which side of the house inlet the utility answers.
    Boundary {
        BeforeInlet = "before_inlet",
        AfterInlet = "after_inlet",
    }
}

/// Where a responsibility holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Place {
    Building(BuildingId),
    Street(StreetId),
    Settlement(SettlementId),
    /// The whole community.
    Community,
}

impl Place {
    #[must_use]
    pub const fn kind(self) -> PlaceKind {
        match self {
            Self::Building(_) => PlaceKind::Building,
            Self::Street(_) => PlaceKind::Street,
            Self::Settlement(_) => PlaceKind::Settlement,
            Self::Community => PlaceKind::Community,
        }
    }
}

/// From a moment on, until another one or without end. Its end does not belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    from: Moment,
    to: Option<Moment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must end after it begins")]
pub struct NotAPeriod;

impl Period {
    pub fn new(from: Moment, to: Option<Moment>) -> Result<Self, NotAPeriod> {
        if to.is_some_and(|to| to <= from) {
            Err(NotAPeriod)
        } else {
            Ok(Self { from, to })
        }
    }

    #[must_use]
    pub const fn from(&self) -> Moment {
        self.from
    }

    #[must_use]
    pub const fn to(&self) -> Option<Moment> {
        self.to
    }

    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let begins_in_time = |one: &Self, other: &Self| other.to.is_none_or(|to| one.from < to);
        begins_in_time(self, other) && begins_in_time(other, self)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewResponsibility {
    pub service: ServiceCode,
    pub utility: UtilityId,
    pub place: Place,
    pub boundary: Option<Boundary>,
    /// None: from now on, without end.
    pub period: Option<Period>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Responsibility {
    pub id: ResponsibilityId,
    pub service: ServiceCode,
    pub utility: UtilityId,
    pub place: Place,
    pub boundary: Option<Boundary>,
    pub period: Period,
    pub version: i32,
}

impl Responsibility {
    /// Whether another record says the same, for at least some of the time.
    #[must_use]
    pub fn says_again(&self, other: &Self) -> bool {
        let said = |one: &Self| (one.utility, one.place, one.boundary);
        said(self) == said(other)
            && self.service == other.service
            && self.period.overlaps(&other.period)
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ResponsibilityError {
    #[error("there is no such responsibility here")]
    NotFound,
    #[error("no such utility serves the community")]
    UnknownUtility,
    #[error("the utility is closed")]
    UtilityClosed,
    #[error("there is no such service in the catalogue")]
    UnknownService,
    #[error("there is no such {} in the registry of this community", .0.code())]
    UnknownPlace(PlaceKind),
    /// Within the same time, by this record.
    #[error("the utility answers for this service at this place already: {0}")]
    AnswersAlready(ResponsibilityId),
    #[error("it must end after it begins")]
    EndsBeforeItBegins,
    #[error("it has ended already")]
    AlreadyEnded,
    #[error("the responsibility has been changed meanwhile; its version is {current}")]
    Stale { current: i32 },
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl db::Failure for ResponsibilityError {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}

/// A row as it is stored: the place stands in one of three columns, or in none.
#[derive(Queryable, Selectable)]
#[diesel(table_name = responsibilities)]
pub(super) struct Row {
    pub id: ResponsibilityId,
    pub service_code: ServiceCode,
    pub utility_id: UtilityId,
    pub building_id: Option<BuildingId>,
    pub street_id: Option<StreetId>,
    pub settlement_id: Option<SettlementId>,
    pub boundary: Option<Boundary>,
    pub valid_from: Moment,
    pub valid_to: Option<Moment>,
    pub version: i32,
}

impl From<Row> for Responsibility {
    fn from(row: Row) -> Self {
        let place = match (row.building_id, row.street_id, row.settlement_id) {
            (Some(building), _, _) => Place::Building(building),
            (_, Some(street), _) => Place::Street(street),
            (_, _, Some(settlement)) => Place::Settlement(settlement),
            (None, None, None) => Place::Community,
        };
        Self {
            id: row.id,
            service: row.service_code,
            utility: row.utility_id,
            place,
            boundary: row.boundary,
            period: Period {
                from: row.valid_from,
                to: row.valid_to,
            },
            version: row.version,
        }
    }
}
