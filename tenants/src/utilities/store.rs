//! The only SQL of utilities. Which of a region's utilities a transaction sees is decided by
//! row-level security; queries inside a community say the same in their own words.

use diesel::prelude::*;

use super::utility::Utility;
use crate::db::schema::utilities;
use crate::db::{CommunityTx, Error, RegionTx, Tx, UtilityTx};
use crate::ids::{RegionId, UtilityId};

pub(super) fn insert(tx: &mut impl Tx, new: &Utility) -> Result<(), Error> {
    diesel::insert_into(utilities::table)
        .values((
            utilities::region_id.eq(new.region_id),
            utilities::id.eq(new.id),
            utilities::owner_community.eq(new.owner_community),
            utilities::kind.eq(new.kind),
            utilities::name.eq(&new.name),
            utilities::duty_phone.eq(&new.duty_phone),
            utilities::state.eq(new.state),
            utilities::version.eq(new.version),
            utilities::created_at.eq(new.created_at),
        ))
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn find_in_community(
    tx: &mut CommunityTx<'_>,
    id: UtilityId,
) -> Result<Option<Utility>, Error> {
    let (region, community) = (tx.region(), tx.community());
    Ok(utilities::table
        .find((region, id))
        .filter(
            utilities::owner_community
                .is_null()
                .or(utilities::owner_community.eq(community)),
        )
        .select(Utility::as_select())
        .first(tx.conn())
        .optional()?)
}

pub(super) fn find_in_region(
    tx: &mut RegionTx<'_>,
    id: UtilityId,
) -> Result<Option<Utility>, Error> {
    let region = tx.region();
    Ok(utilities::table
        .find((region, id))
        .select(Utility::as_select())
        .first(tx.conn())
        .optional()?)
}

pub(super) fn find_itself(tx: &mut UtilityTx<'_>) -> Result<Option<Utility>, Error> {
    let (region, id) = (tx.region(), tx.utility());
    Ok(utilities::table
        .find((region, id))
        .select(Utility::as_select())
        .first(tx.conn())
        .optional()?)
}

pub(super) fn all_in_community(tx: &mut CommunityTx<'_>) -> Result<Vec<Utility>, Error> {
    let (region, community) = (tx.region(), tx.community());
    Ok(utilities::table
        .filter(utilities::region_id.eq(region))
        .filter(
            utilities::owner_community
                .is_null()
                .or(utilities::owner_community.eq(community)),
        )
        .order((utilities::name, utilities::id))
        .select(Utility::as_select())
        .load(tx.conn())?)
}

pub(super) fn all_in_region(tx: &mut RegionTx<'_>) -> Result<Vec<Utility>, Error> {
    let region = tx.region();
    Ok(utilities::table
        .filter(utilities::region_id.eq(region))
        .order((utilities::name, utilities::id))
        .select(Utility::as_select())
        .load(tx.conn())?)
}

/// Nothing comes back when the version is no longer the one expected.
pub(super) fn update(
    tx: &mut impl Tx,
    region: RegionId,
    changed: &Utility,
) -> Result<Option<i32>, Error> {
    Ok(diesel::update(
        utilities::table.find((region, changed.id)).filter(
            utilities::version
                .eq(changed.version)
                .and(utilities::owner_community.is_not_distinct_from(changed.owner_community)),
        ),
    )
    .set((
        utilities::name.eq(&changed.name),
        utilities::duty_phone.eq(&changed.duty_phone),
        utilities::state.eq(changed.state),
        utilities::version.eq(utilities::version + 1),
    ))
    .returning(utilities::version)
    .get_result(tx.conn())
    .optional()?)
}
