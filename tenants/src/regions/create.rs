//! Sets up a region: the one thing that nobody inside it can do.

use serde::Serialize;

use super::region::{NewRegion, Region, RegionError};
use super::{Katottg, store};
use crate::db::SystemTx;
use crate::ids::RegionId;
use crate::ledger::{Kind, NewEvent};
use crate::text::Name;

#[derive(Serialize)]
struct Created<'a> {
    katottg: &'a Katottg,
    name_uk: &'a Name,
    name_en: &'a Name,
}

/// For the command line and the demo only: no role permits it.
pub fn create(tx: &mut SystemTx<'_>, new: NewRegion) -> Result<Region, RegionError> {
    let (id, created_at) = (RegionId::new(), tx.now());
    store::insert(tx, id, &new, created_at).map_err(|error| {
        if error.unique_violation().is_some() {
            RegionError::KatottgTaken
        } else {
            error.into()
        }
    })?;
    let NewRegion {
        katottg,
        name_uk,
        name_en,
    } = new;
    let body = Created {
        katottg: &katottg,
        name_uk: &name_uk,
        name_en: &name_en,
    };
    tx.record(NewEvent::new(id, Kind::RegionCreated, id, &body)?);
    Ok(Region {
        id,
        katottg,
        name_uk,
        name_en,
        version: 1,
        created_at,
    })
}
