//! Renames a region.

use serde::Serialize;

use super::region::{Region, RegionChange, RegionError};
use super::store;
use crate::access::Action;
use crate::db::{RegionTx, Tx};
use crate::ledger::{Kind, NewEvent};
use crate::text::Name;

#[derive(Serialize)]
struct Changed<'a> {
    name_uk: &'a Name,
    name_en: &'a Name,
}

/// `expected` is the version that the caller saw; none for any.
pub fn change(
    tx: &mut RegionTx<'_>,
    change: RegionChange,
    expected: Option<i32>,
) -> Result<Region, RegionError> {
    tx.require(Action::ManageRegion)?;
    let before = store::own(tx)?.ok_or(RegionError::NotFound)?;
    if expected.is_some_and(|version| version != before.version) {
        return Err(RegionError::Stale {
            current: before.version,
        });
    }
    let mut after = before.clone();
    after.name_uk = change.name_uk.unwrap_or(after.name_uk);
    after.name_en = change.name_en.unwrap_or(after.name_en);
    if after == before {
        return Ok(before);
    }
    let Some(version) = store::rename(tx, &after)? else {
        let current = store::own(tx)?.ok_or(RegionError::NotFound)?.version;
        return Err(RegionError::Stale { current });
    };
    let body = Changed {
        name_uk: &after.name_uk,
        name_en: &after.name_en,
    };
    tx.record(NewEvent::new(
        after.id,
        Kind::RegionChanged,
        after.id,
        &body,
    )?);
    Ok(Region { version, ..after })
}
