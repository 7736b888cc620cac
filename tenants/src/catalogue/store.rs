//! The only SQL of the catalogue.

use diesel::prelude::*;
use diesel::upsert::excluded;

use super::listed::ListedService;
use super::local::{LocalService, Override, OverrideRow};
use super::service::{ServiceCode, Terms};
use crate::db::schema::{service_overrides, services};
use crate::db::{CommunityTx, Error, RegionTx, Tx};
use crate::ids::RegionId;

pub(super) fn all(tx: &mut impl Tx, region: RegionId) -> Result<Vec<ListedService>, Error> {
    Ok(services::table
        .filter(services::region_id.eq(region))
        .order((services::position, services::code))
        .select(ListedService::as_select())
        .load(tx.conn())?)
}

pub(super) fn all_here(tx: &mut CommunityTx<'_>) -> Result<Vec<LocalService>, Error> {
    let here = service_overrides::community_id.eq(tx.community());
    let region = tx.region();
    let rows: Vec<(ListedService, Option<OverrideRow>)> = services::table
        .left_join(
            service_overrides::table
                .on(here.and(service_overrides::service_code.eq(services::code))),
        )
        .filter(services::region_id.eq(region))
        .order((services::position, services::code))
        .select((
            ListedService::as_select(),
            Option::<OverrideRow>::as_select(),
        ))
        .load(tx.conn())?;
    Ok(rows
        .into_iter()
        .map(|(service, own)| LocalService::of(service, own))
        .collect())
}

pub(super) fn find(
    tx: &mut CommunityTx<'_>,
    code: &ServiceCode,
) -> Result<Option<LocalService>, Error> {
    let here = service_overrides::community_id.eq(tx.community());
    let region = tx.region();
    let row: Option<(ListedService, Option<OverrideRow>)> = services::table
        .left_join(
            service_overrides::table
                .on(here.and(service_overrides::service_code.eq(services::code))),
        )
        .filter(services::region_id.eq(region).and(services::code.eq(code)))
        .select((
            ListedService::as_select(),
            Option::<OverrideRow>::as_select(),
        ))
        .first(tx.conn())
        .optional()?;
    Ok(row.map(|(service, own)| LocalService::of(service, own)))
}

/// Puts it in the place of the version that was read; false when another one came between.
pub(super) fn override_with(
    tx: &mut CommunityTx<'_>,
    code: &ServiceCode,
    own: &Override,
    before: i32,
) -> Result<bool, Error> {
    let times = own.times;
    let number = |of: fn(&Terms) -> Option<u16>| times.as_ref().and_then(of).map(i32::from);
    let values = (
        service_overrides::state.eq(own.state),
        service_overrides::name_uk.eq(&own.name_uk),
        service_overrides::name_en.eq(&own.name_en),
        service_overrides::has_times.eq(times.is_some()),
        service_overrides::acknowledge_minutes.eq(number(|times| times.acknowledge_minutes)),
        service_overrides::arrive_minutes.eq(number(|times| times.arrive_minutes)),
        service_overrides::resolve_hours.eq(number(|times| times.resolve_hours)),
        service_overrides::version.eq(before + 1),
    );
    let key = (
        service_overrides::community_id.eq(tx.community()),
        service_overrides::region_id.eq(tx.region()),
        service_overrides::service_code.eq(code),
    );
    let community = tx.community();
    let written = if before == 0 {
        diesel::insert_into(service_overrides::table)
            .values((key, values))
            .on_conflict_do_nothing()
            .execute(tx.conn())?
    } else {
        diesel::update(
            service_overrides::table
                .find((community, code))
                .filter(service_overrides::version.eq(before)),
        )
        .set(values)
        .execute(tx.conn())?
    };
    Ok(written == 1)
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
            services::executor_en.eq(excluded(services::executor_en)),
            services::caller_uk.eq(excluded(services::caller_uk)),
            services::caller_en.eq(excluded(services::caller_en)),
            services::matches_events.eq(excluded(services::matches_events)),
            services::routes_to.eq(excluded(services::routes_to)),
        ))
        .execute(tx.conn())?;
    Ok(())
}
