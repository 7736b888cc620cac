//! Renames a utility, gives it another duty phone, closes or reopens it.

use serde::Serialize;

use super::store;
use super::utility::{Utility, UtilityChange, UtilityError, UtilityState};
use crate::access::Action;
use crate::db::{CommunityTx, RegionTx, Tx};
use crate::ids::{LedgerId, UtilityId};
use crate::ledger::{Kind, NewEvent};
use crate::text::Name;

#[derive(Serialize)]
struct Changed<'a> {
    name: &'a Name,
    state: UtilityState,
    duty_phone_changed: bool,
}

/// One of this community's own. `expected` is the version that the caller saw; none for any.
pub fn change(
    tx: &mut CommunityTx<'_>,
    id: UtilityId,
    change: UtilityChange,
    expected: Option<i32>,
) -> Result<Utility, UtilityError> {
    tx.require(Action::ManageUtilities)?;
    let own = tx.community();
    let before = store::find_in_community(tx, id)?.ok_or(UtilityError::NotFound)?;
    if before.owner_community != Some(own) {
        return Err(UtilityError::ManagedElsewhere);
    }
    match apply(tx, own.into(), before, change, expected)? {
        Some(utility) => Ok(utility),
        None => Err(stale(store::find_in_community(tx, id)?)),
    }
}

/// One of the region's own.
pub fn change_regional(
    tx: &mut RegionTx<'_>,
    id: UtilityId,
    change: UtilityChange,
    expected: Option<i32>,
) -> Result<Utility, UtilityError> {
    tx.require(Action::ManageRegionalUtilities)?;
    let region = tx.region();
    let before = store::find_in_region(tx, id)?.ok_or(UtilityError::NotFound)?;
    if before.owner_community.is_some() {
        return Err(UtilityError::ManagedElsewhere);
    }
    match apply(tx, region.into(), before, change, expected)? {
        Some(utility) => Ok(utility),
        None => Err(stale(store::find_in_region(tx, id)?)),
    }
}

fn stale(now: Option<Utility>) -> UtilityError {
    now.map_or(UtilityError::NotFound, |utility| UtilityError::Stale {
        current: utility.version,
    })
}

/// Nothing when somebody else was faster.
fn apply(
    tx: &mut impl Tx,
    ledger: LedgerId,
    before: Utility,
    change: UtilityChange,
    expected: Option<i32>,
) -> Result<Option<Utility>, UtilityError> {
    if expected.is_some_and(|version| version != before.version) {
        return Err(UtilityError::Stale {
            current: before.version,
        });
    }
    let mut after = before.clone();
    after.name = change.name.unwrap_or(after.name);
    after.duty_phone = change.duty_phone.unwrap_or(after.duty_phone);
    after.state = change.state.unwrap_or(after.state);
    if after == before {
        return Ok(Some(before));
    }
    let Some(version) = store::update(tx, after.region_id, &after)? else {
        return Ok(None);
    };
    let duty_phone_changed = after.duty_phone != before.duty_phone;
    let body = Changed {
        name: &after.name,
        state: after.state,
        duty_phone_changed,
    };
    tx.record(NewEvent::new(
        ledger,
        Kind::UtilityChanged,
        after.id,
        &body,
    )?);
    Ok(Some(Utility { version, ..after }))
}
