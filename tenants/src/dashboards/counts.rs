//! Reads the counters.

use std::collections::{BTreeMap, BTreeSet};

use super::store;
use crate::access::Action;
use crate::db::{self, CommunityTx, RegionTx, SystemTx};
use crate::ids::CommunityId;

/// The numbers of one community; a metric that never moved is missing, and is zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommunityCounts {
    pub community: CommunityId,
    pub name: String,
    pub values: BTreeMap<String, i64>,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Denied(#[from] db::Denied),
    #[error(transparent)]
    Database(#[from] db::Error),
}

impl db::Failure for Error {
    fn database(&self) -> Option<&db::Error> {
        match self {
            Self::Database(error) => Some(error),
            Self::Denied(_) => None,
        }
    }
}

/// Every community of the region, by name in Ukrainian order.
pub fn of_region(tx: &mut RegionTx<'_>) -> Result<Vec<CommunityCounts>, Error> {
    tx.require(Action::SeeRegionCounts)?;
    let mut all: Vec<CommunityCounts> = Vec::new();
    for (community, name, metric, value) in store::of_region(tx)? {
        if all.last().is_none_or(|last| last.community != community) {
            all.push(CommunityCounts {
                community,
                name,
                values: BTreeMap::new(),
            });
        }
        if let (Some(last), Some(metric), Some(value)) = (all.last_mut(), metric, value) {
            last.values.insert(metric, value);
        }
    }
    Ok(all)
}

/// The numbers of one community.
pub fn of_community(tx: &mut CommunityTx<'_>) -> Result<BTreeMap<String, i64>, Error> {
    tx.require(Action::SeeCommunityCounts)?;
    Ok(store::of_community(tx)?.into_iter().collect())
}

/// The numbers of these communities, for those who watch them change.
pub(crate) fn now(
    tx: &mut SystemTx<'_>,
    communities: &BTreeSet<CommunityId>,
) -> Result<BTreeMap<CommunityId, BTreeMap<String, i64>>, db::Error> {
    let mut all: BTreeMap<CommunityId, BTreeMap<String, i64>> = BTreeMap::new();
    for (community, metric, value) in store::of_communities(tx, communities)? {
        all.entry(community).or_default().insert(metric, value);
    }
    Ok(all)
}
