//! Takes a community into the region.

use serde::Serialize;

use super::community::{Community, CommunityError, CommunityState, NewCommunity};
use super::store;
use crate::access::Action;
use crate::db::{RegionTx, Tx};
use crate::ids::CommunityId;
use crate::ledger::{Kind, NewEvent};
use crate::regions::{self, Katottg};
use crate::text::Name;

#[derive(Serialize)]
struct Created<'a> {
    katottg: &'a Katottg,
    name_uk: &'a Name,
    name_en: &'a Name,
}

pub fn create(tx: &mut RegionTx<'_>, new: NewCommunity) -> Result<Community, CommunityError> {
    tx.require(Action::ManageCommunities)?;
    let oblast = regions::code(tx)?;
    if !new.katottg.shares_oblast_with(&oblast) {
        return Err(CommunityError::OutsideOfRegion { oblast });
    }
    let community = Community {
        region_id: tx.region(),
        id: CommunityId::new(),
        katottg: new.katottg,
        name_uk: new.name_uk,
        name_en: new.name_en,
        state: CommunityState::Active,
        version: 1,
        created_at: tx.now(),
    };
    store::insert(tx, &community).map_err(|error| {
        if error.unique_violation().is_some() {
            CommunityError::KatottgTaken
        } else {
            error.into()
        }
    })?;
    let body = Created {
        katottg: &community.katottg,
        name_uk: &community.name_uk,
        name_en: &community.name_en,
    };
    tx.record(NewEvent::new(
        community.region_id,
        Kind::CommunityCreated,
        community.id,
        &body,
    )?);
    Ok(community)
}
