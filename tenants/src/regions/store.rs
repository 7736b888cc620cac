//! The only SQL of regions.

use diesel::prelude::*;

use super::region::{NewRegion, Region};
use crate::clock::Moment;
use crate::db::schema::regions;
use crate::db::{Error, RegionTx, SystemTx, Tx};
use crate::ids::RegionId;

pub(super) fn insert(
    tx: &mut SystemTx<'_>,
    id: RegionId,
    new: &NewRegion,
    now: Moment,
) -> Result<(), Error> {
    diesel::insert_into(regions::table)
        .values((
            regions::id.eq(id),
            regions::katottg.eq(&new.katottg),
            regions::name_uk.eq(&new.name_uk),
            regions::name_en.eq(&new.name_en),
            regions::created_at.eq(now),
        ))
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn all(tx: &mut SystemTx<'_>) -> Result<Vec<Region>, Error> {
    Ok(regions::table
        .order(regions::name_uk)
        .select(Region::as_select())
        .load(tx.conn())?)
}

pub(super) fn own(tx: &mut RegionTx<'_>) -> Result<Option<Region>, Error> {
    let id = tx.region();
    Ok(regions::table
        .find(id)
        .select(Region::as_select())
        .first(tx.conn())
        .optional()?)
}

/// Nothing comes back when the version is no longer the one expected.
pub(super) fn rename(tx: &mut RegionTx<'_>, renamed: &Region) -> Result<Option<i32>, Error> {
    Ok(diesel::update(
        regions::table
            .find(tx.region())
            .filter(regions::version.eq(renamed.version)),
    )
    .set((
        regions::name_uk.eq(&renamed.name_uk),
        regions::name_en.eq(&renamed.name_en),
        regions::version.eq(regions::version + 1),
    ))
    .returning(regions::version)
    .get_result(tx.conn())
    .optional()?)
}
