//! A community has a service otherwise than its region: its times, its name, or not at all.
//! Appeals that were registered before keep their deadlines.

use serde::Serialize;

use super::listed::CatalogueError as Error;
use super::local::{LocalService, Override};
use super::service::ServiceCode;
use super::store;
use crate::access::Action;
use crate::db::{CommunityTx, Tx};
use crate::ledger::{Kind, NewEvent};

#[derive(Serialize)]
struct Changed<'a> {
    service: &'a ServiceCode,
    #[serde(flatten)]
    own: &'a Override,
}

/// Puts `own` in the place of whatever the community had; `expected` is the version that the
/// caller saw.
pub fn change(
    tx: &mut CommunityTx<'_>,
    code: &ServiceCode,
    own: &Override,
    expected: Option<i32>,
) -> Result<LocalService, Error> {
    tx.require(Action::ManageServices)?;
    if own.times.is_some_and(|times| !times.are_in_order()) {
        return Err(Error::TimesOutOfOrder);
    }
    let before = store::find(tx, code)?.ok_or(Error::NotFound)?;
    let current = before.version;
    if expected.is_some_and(|expected| expected != current) {
        return Err(Error::Stale { current });
    }
    if !store::override_with(tx, code, own, current)? {
        let current = store::find(tx, code)?.map_or(0, |service| service.version);
        return Err(Error::Stale { current });
    }
    let community = tx.community();
    tx.record(NewEvent::new(
        community,
        Kind::ServiceChanged,
        community,
        &Changed { service: code, own },
    )?);
    store::find(tx, code)?.ok_or(Error::NotFound)
}
