//! Creates a utility of a community, or of the region.

use serde::Serialize;

use super::store;
use super::utility::{NewUtility, Utility, UtilityError, UtilityState};
use crate::access::Action;
use crate::catalogue::vocabulary::UtilityKind;
use crate::clock::Moment;
use crate::db::{CommunityTx, RegionTx, Tx};
use crate::ids::{CommunityId, LedgerId, RegionId, UtilityId};
use crate::ledger::{Kind, NewEvent};
use crate::text::Name;

#[derive(Serialize)]
struct Created<'a> {
    kind: UtilityKind,
    name: &'a Name,
}

/// One that works for this community alone.
pub fn create(tx: &mut CommunityTx<'_>, new: NewUtility) -> Result<Utility, UtilityError> {
    tx.require(Action::ManageUtilities)?;
    let community = tx.community();
    let utility = utility(new, tx.region(), Some(community), tx.now());
    keep(tx, community.into(), utility)
}

/// One that serves every community of the region.
pub fn create_regional(tx: &mut RegionTx<'_>, new: NewUtility) -> Result<Utility, UtilityError> {
    tx.require(Action::ManageRegionalUtilities)?;
    let region = tx.region();
    let utility = utility(new, region, None, tx.now());
    keep(tx, region.into(), utility)
}

fn utility(
    new: NewUtility,
    region_id: RegionId,
    owner_community: Option<CommunityId>,
    created_at: Moment,
) -> Utility {
    Utility {
        region_id,
        id: UtilityId::new(),
        owner_community,
        kind: new.kind,
        name: new.name,
        duty_phone: new.duty_phone,
        state: UtilityState::Active,
        version: 1,
        created_at,
    }
}

fn keep(tx: &mut impl Tx, ledger: LedgerId, utility: Utility) -> Result<Utility, UtilityError> {
    store::insert(tx, &utility)?;
    let body = Created {
        kind: utility.kind,
        name: &utility.name,
    };
    tx.record(NewEvent::new(
        ledger,
        Kind::UtilityCreated,
        utility.id,
        &body,
    )?);
    Ok(utility)
}
