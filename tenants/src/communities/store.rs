//! The only SQL of communities.

use diesel::prelude::*;

use super::community::Community;
use crate::db::schema::communities;
use crate::db::{Error, RegionTx, Tx};
use crate::ids::{CommunityId, RegionId};

pub(super) fn insert(tx: &mut RegionTx<'_>, new: &Community) -> Result<(), Error> {
    diesel::insert_into(communities::table)
        .values((
            communities::region_id.eq(tx.region()),
            communities::id.eq(new.id),
            communities::katottg.eq(&new.katottg),
            communities::name_uk.eq(&new.name_uk),
            communities::name_en.eq(&new.name_en),
            communities::state.eq(new.state),
            communities::version.eq(new.version),
            communities::created_at.eq(new.created_at),
        ))
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn find(
    tx: &mut impl Tx,
    region: RegionId,
    id: CommunityId,
) -> Result<Option<Community>, Error> {
    Ok(communities::table
        .find((region, id))
        .select(Community::as_select())
        .first(tx.conn())
        .optional()?)
}

pub(super) fn all(tx: &mut impl Tx, region: RegionId) -> Result<Vec<Community>, Error> {
    Ok(communities::table
        .filter(communities::region_id.eq(region))
        .order((communities::name_uk, communities::id))
        .select(Community::as_select())
        .load(tx.conn())?)
}

/// Nothing comes back when the version is no longer the one expected.
pub(super) fn update(tx: &mut RegionTx<'_>, changed: &Community) -> Result<Option<i32>, Error> {
    Ok(diesel::update(
        communities::table
            .find((tx.region(), changed.id))
            .filter(communities::version.eq(changed.version)),
    )
    .set((
        communities::name_uk.eq(&changed.name_uk),
        communities::name_en.eq(&changed.name_en),
        communities::state.eq(changed.state),
        communities::version.eq(communities::version + 1),
    ))
    .returning(communities::version)
    .get_result(tx.conn())
    .optional()?)
}
