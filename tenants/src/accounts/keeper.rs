//! Who keeps accounts: a community its own, the region all of its.

use super::account::AccountError;
use crate::access::Action;
use crate::communities::{self, CommunityError};
use crate::db::{CommunityTx, Denied, RegionTx, Tx};
use crate::ids::{CommunityId, LedgerId, RegionId, UtilityId};
use crate::utilities::{self, Utility, UtilityError};

/// Whose accounts a transaction reaches.
#[derive(Debug, Clone, Copy)]
pub struct Keeper {
    pub(super) region: RegionId,
    /// None: the region, which reaches those of its communities as well.
    pub(super) community: Option<CommunityId>,
}

impl Keeper {
    pub(super) fn ledger(&self) -> LedgerId {
        self.community
            .map_or_else(|| self.region.into(), Into::into)
    }
}

/// A transaction in which accounts can be kept.
pub trait KeepsAccounts: Tx {
    /// Refuses unless the actor may manage accounts here.
    fn keeper(&mut self) -> Result<Keeper, Denied>;

    #[doc(hidden)]
    fn community_exists(&mut self, id: CommunityId) -> Result<bool, AccountError>;

    /// Whose a utility is, which is the region's when it is `Some(None)`.
    #[doc(hidden)]
    fn utility_owner(&mut self, id: UtilityId)
    -> Result<Option<Option<CommunityId>>, AccountError>;
}

impl KeepsAccounts for CommunityTx<'_> {
    fn keeper(&mut self) -> Result<Keeper, Denied> {
        self.require(Action::ManageAccounts)?;
        Ok(Keeper {
            region: self.region(),
            community: Some(self.community()),
        })
    }

    fn community_exists(&mut self, id: CommunityId) -> Result<bool, AccountError> {
        Ok(id == self.community())
    }

    fn utility_owner(
        &mut self,
        id: UtilityId,
    ) -> Result<Option<Option<CommunityId>>, AccountError> {
        owner(utilities::find(self, id))
    }
}

impl KeepsAccounts for RegionTx<'_> {
    fn keeper(&mut self) -> Result<Keeper, Denied> {
        self.require(Action::ManageRegionAccounts)?;
        Ok(Keeper {
            region: self.region(),
            community: None,
        })
    }

    fn community_exists(&mut self, id: CommunityId) -> Result<bool, AccountError> {
        match communities::find(self, id) {
            Ok(_) => Ok(true),
            Err(CommunityError::Denied(denied)) => Err(denied.into()),
            Err(CommunityError::Database(error)) => Err(error.into()),
            Err(_) => Ok(false),
        }
    }

    fn utility_owner(
        &mut self,
        id: UtilityId,
    ) -> Result<Option<Option<CommunityId>>, AccountError> {
        owner(utilities::find_in_region(self, id))
    }
}

fn owner(
    found: Result<Utility, UtilityError>,
) -> Result<Option<Option<CommunityId>>, AccountError> {
    match found {
        Ok(utility) => Ok(Some(utility.owner_community)),
        Err(UtilityError::Denied(denied)) => Err(denied.into()),
        Err(UtilityError::Database(error)) => Err(error.into()),
        Err(_) => Ok(None),
    }
}
