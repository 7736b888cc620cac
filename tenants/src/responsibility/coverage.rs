//! Gaps and overlaps: where nobody answers for a service, and where two answer at once.

use serde::Serialize;

use super::coverage_store as store;
use super::responsibility::{Boundary, Place, ResponsibilityError as Error};
use crate::access::Action;
use crate::catalogue::{self, CatalogueError, ServiceCode};
use crate::clock::Moment;
use crate::db::{CommunityTx, Tx};
use crate::ids::{BuildingId, ResponsibilityId, UtilityId};

/// How far a service is covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    pub service: ServiceCode,
    pub name_uk: String,
    pub name_en: String,
    /// All buildings of the registry that can be found.
    pub buildings: i64,
    /// Those for which nobody answers.
    pub uncovered: i64,
    /// Those where somebody answers on one side of the inlet, and nobody on the other.
    pub half_covered: i64,
    /// Pairs that answer for the same at the same place.
    pub overlaps: i64,
}

/// A building for which nobody answers, at least on one side of its inlet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    pub building: BuildingId,
    /// As it is printed.
    pub address: String,
    /// The side of the inlet on which nobody answers. None: neither.
    pub missing: Option<Boundary>,
}

/// Two that answer for one service at one place, on the same side of the inlet. The newer one
/// is turned to, which may be wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overlap {
    pub service: ServiceCode,
    pub place: Place,
    pub first: (ResponsibilityId, UtilityId),
    pub second: (ResponsibilityId, UtilityId),
}

/// Every service that is given to somebody, in the order of the catalogue, as of `at`.
pub fn coverage(tx: &mut CommunityTx<'_>, at: Option<Moment>) -> Result<Vec<Coverage>, Error> {
    tx.require(Action::SeeCommunity)?;
    let at = at.unwrap_or(tx.now());
    Ok(store::coverage(tx, at)?)
}

/// Buildings that a service does not reach, or only on one side, as of `at`; after one that was seen.
pub fn gaps(
    tx: &mut CommunityTx<'_>,
    service: &ServiceCode,
    at: Option<Moment>,
    after: Option<BuildingId>,
    limit: i64,
) -> Result<Vec<Gap>, Error> {
    tx.require(Action::SeeCommunity)?;
    catalogue::find(tx, service).map_err(|error| match error {
        CatalogueError::Denied(denied) => denied.into(),
        CatalogueError::Database(error) => error.into(),
        _ => Error::UnknownService,
    })?;
    let at = at.unwrap_or(tx.now());
    Ok(store::gaps(tx, service, at, after, limit)?)
}

/// Pairs, as of `at`; after one that was seen.
pub fn overlaps(
    tx: &mut CommunityTx<'_>,
    at: Option<Moment>,
    after: Option<(ResponsibilityId, ResponsibilityId)>,
    limit: i64,
) -> Result<Vec<Overlap>, Error> {
    tx.require(Action::SeeCommunity)?;
    let at = at.unwrap_or(tx.now());
    Ok(store::overlaps(tx, at, after, limit)?)
}

impl Coverage {
    /// Of a hundred buildings; of a registry without any, none.
    #[must_use]
    pub fn uncovered_percent(&self) -> f64 {
        let of = |n: i64| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        if self.buildings == 0 {
            0.0
        } else {
            (of(self.uncovered) * 10_000.0 / of(self.buildings)).round() / 100.0
        }
    }
}
