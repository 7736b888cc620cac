//! The only SQL of the catalogue.

use diesel::prelude::*;
use diesel::upsert::excluded;

use super::listed::ListedService;
use super::service::ServiceCode;
use crate::db::schema::services;
use crate::db::{Error, RegionTx, Tx};
use crate::ids::RegionId;

pub(super) fn all(tx: &mut impl Tx, region: RegionId) -> Result<Vec<ListedService>, Error> {
    Ok(services::table
        .filter(services::region_id.eq(region))
        .order((services::position, services::code))
        .select(ListedService::as_select())
        .load(tx.conn())?)
}

pub(super) fn find(
    tx: &mut impl Tx,
    region: RegionId,
    code: &ServiceCode,
) -> Result<Option<ListedService>, Error> {
    Ok(services::table
        .find((region, code))
        .select(ListedService::as_select())
        .first(tx.conn())
        .optional()?)
}

pub(super) fn upsert(tx: &mut RegionTx<'_>, rows: &[ListedService]) -> Result<(), Error> {
    diesel::insert_into(services::table)
        .values(rows)
        .on_conflict((services::region_id, services::code))
        .do_update()
        .set((
            services::position.eq(excluded(services::position)),
            services::name_uk.eq(excluded(services::name_uk)),
            services::name_en.eq(excluded(services::name_en)),
            services::group_code.eq(excluded(services::group_code)),
            services::urgency.eq(excluded(services::urgency)),
            services::acknowledge_minutes.eq(excluded(services::acknowledge_minutes)),
            services::arrive_minutes.eq(excluded(services::arrive_minutes)),
            services::resolve_hours.eq(excluded(services::resolve_hours)),
            services::works_on_days_off.eq(excluded(services::works_on_days_off)),
            services::route_by.eq(excluded(services::route_by)),
            services::executor_uk.eq(excluded(services::executor_uk)),
        ))
        .execute(tx.conn())?;
    Ok(())
}
