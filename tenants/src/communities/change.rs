//! Renames, suspends or activates a community.

use serde::Serialize;

use super::community::{Community, CommunityChange, CommunityError, CommunityState};
use super::store;
use crate::access::Action;
use crate::db::{RegionTx, Tx};
use crate::ids::CommunityId;
use crate::ledger::{Kind, NewEvent};
use crate::text::Name;

#[derive(Serialize)]
struct Changed<'a> {
    name_uk: &'a Name,
    name_en: &'a Name,
    state: CommunityState,
}

/// `expected` is the version that the caller saw; none for any.
pub fn change(
    tx: &mut RegionTx<'_>,
    id: CommunityId,
    change: CommunityChange,
    expected: Option<i32>,
) -> Result<Community, CommunityError> {
    tx.require(Action::ManageCommunities)?;
    let region = tx.region();
    let before = store::find(tx, region, id)?.ok_or(CommunityError::NotFound)?;
    if expected.is_some_and(|version| version != before.version) {
        return Err(CommunityError::Stale {
            current: before.version,
        });
    }
    let mut after = before.clone();
    after.name_uk = change.name_uk.unwrap_or(after.name_uk);
    after.name_en = change.name_en.unwrap_or(after.name_en);
    after.state = change.state.unwrap_or(after.state);
    if after == before {
        return Ok(before);
    }
    let Some(version) = store::update(tx, &after)? else {
        let current = store::find(tx, region, id)?
            .ok_or(CommunityError::NotFound)?
            .version;
        return Err(CommunityError::Stale { current });
    };
    let body = Changed {
        name_uk: &after.name_uk,
        name_en: &after.name_en,
        state: after.state,
    };
    tx.record(NewEvent::new(region, Kind::CommunityChanged, id, &body)?);
    Ok(Community { version, ..after })
}
