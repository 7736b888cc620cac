//! The SQL of responsibilities, but for the one question that is asked at every call, which
//! stands in `responsible.rs`.

use diesel::declare_sql_function;
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::responsibility::{Place, Responsibility, Row};
use crate::clock::Moment;
use crate::db::schema::{buildings, responsibilities as table, settlements, streets};
use crate::db::{CommunityTx, Error, Tx};
use crate::ids::{BuildingId, ResponsibilityId, SettlementId, StreetId, UtilityId};

pub(super) fn has_place(tx: &mut CommunityTx<'_>, place: Place) -> Result<bool, Error> {
    let community = tx.community().uuid();
    let conn = tx.conn();
    Ok(match place {
        Place::Building(id) => {
            diesel::select(exists(buildings::table.find((community, id.uuid()))))
                .get_result(conn)?
        }
        Place::Street(id) => {
            diesel::select(exists(streets::table.find((community, id.uuid())))).get_result(conn)?
        }
        Place::Settlement(id) => {
            diesel::select(exists(settlements::table.find((community, id.uuid()))))
                .get_result(conn)?
        }
        Place::Community => true,
    })
}

#[declare_sql_function]
extern "SQL" {
    fn hashtextextended(text: Text, seed: BigInt) -> BigInt;
    fn pg_advisory_xact_lock(key: BigInt) -> Bool;
}

/// Until this transaction ends nobody else here compares and records: two who record the same
/// at once would not see each other.
pub(super) fn one_after_the_other(tx: &mut CommunityTx<'_>) -> Result<(), Error> {
    let key = format!("varta.responsibilities.{}", tx.community());
    diesel::select(pg_advisory_xact_lock(hashtextextended(key, 0))).execute(tx.conn())?;
    Ok(())
}

pub(super) fn insert(tx: &mut CommunityTx<'_>, new: &Responsibility) -> Result<(), Error> {
    insert_all(tx, std::slice::from_ref(new))
}

pub(super) fn insert_all(tx: &mut CommunityTx<'_>, all: &[Responsibility]) -> Result<(), Error> {
    let (community, region) = (tx.community(), tx.region());
    let rows: Vec<_> = all
        .iter()
        .map(|new| {
            let (building, street, settlement) = columns(new.place);
            (
                table::community_id.eq(community),
                table::id.eq(new.id),
                table::region_id.eq(region),
                table::service_code.eq(&new.service),
                table::utility_id.eq(new.utility),
                table::place_kind.eq(new.place.kind()),
                table::building_id.eq(building),
                table::street_id.eq(street),
                table::settlement_id.eq(settlement),
                table::boundary.eq(new.boundary),
                table::valid_from.eq(new.period.from()),
                table::valid_to.eq(new.period.to()),
                table::version.eq(new.version),
            )
        })
        .collect();
    diesel::insert_into(table::table)
        .values(rows)
        .execute(tx.conn())?;
    Ok(())
}

/// All that is recorded of any of these places, whenever it holds: a short index range for each.
pub(super) fn at_places(
    tx: &mut CommunityTx<'_>,
    places: &[Place],
) -> Result<Vec<Responsibility>, Error> {
    let (mut buildings, mut streets, mut settlements, mut whole) =
        (Vec::new(), Vec::new(), Vec::new(), false);
    for place in places {
        match place {
            Place::Building(id) => buildings.push(*id),
            Place::Street(id) => streets.push(*id),
            Place::Settlement(id) => settlements.push(*id),
            Place::Community => whole = true,
        }
    }
    let here = table::table
        .filter(table::community_id.eq(tx.community()))
        .select(Row::as_select());
    let mut found: Vec<Row> = here
        .filter(table::building_id.eq_any(buildings))
        .load(tx.conn())?;
    found.extend(
        here.filter(table::street_id.eq_any(streets))
            .load(tx.conn())?,
    );
    let of_settlements = table::settlement_id.eq_any(settlements);
    found.extend(here.filter(of_settlements).load(tx.conn())?);
    if whole {
        let of_all = table::place_kind.eq(super::responsibility::PlaceKind::Community);
        found.extend(here.filter(of_all).load(tx.conn())?);
    }
    Ok(found.into_iter().map(Into::into).collect())
}

type Columns = (Option<BuildingId>, Option<StreetId>, Option<SettlementId>);

const fn columns(place: Place) -> Columns {
    match place {
        Place::Building(id) => (Some(id), None, None),
        Place::Street(id) => (None, Some(id), None),
        Place::Settlement(id) => (None, None, Some(id)),
        Place::Community => (None, None, None),
    }
}

pub(super) fn find(
    tx: &mut CommunityTx<'_>,
    id: ResponsibilityId,
) -> Result<Option<Responsibility>, Error> {
    let community = tx.community();
    let row: Option<Row> = table::table
        .find((community, id))
        .select(Row::as_select())
        .first(tx.conn())
        .optional()?;
    Ok(row.map(Into::into))
}

/// Which ones to list; nothing means all.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    pub utility: Option<UtilityId>,
    pub valid_at: Option<Moment>,
    pub after: Option<ResponsibilityId>,
    pub limit: i64,
}

/// In the order in which they were created.
pub(super) fn list(
    tx: &mut CommunityTx<'_>,
    filter: &Filter,
) -> Result<Vec<Responsibility>, Error> {
    let mut query = table::table
        .filter(table::community_id.eq(tx.community()))
        .order(table::id)
        .limit(filter.limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(utility) = filter.utility {
        query = query.filter(table::utility_id.eq(utility));
    }
    if let Some(moment) = filter.valid_at {
        query = query
            .filter(table::valid_from.le(moment))
            .filter(table::valid_to.is_null().or(table::valid_to.gt(moment)));
    }
    if let Some(after) = filter.after {
        query = query.filter(table::id.gt(after));
    }
    Ok(query
        .load::<Row>(tx.conn())?
        .into_iter()
        .map(Into::into)
        .collect())
}

/// Nothing comes back when the version is no longer the one expected.
pub(super) fn set_end(
    tx: &mut CommunityTx<'_>,
    id: ResponsibilityId,
    at: Moment,
    version: i32,
) -> Result<Option<i32>, Error> {
    Ok(diesel::update(
        table::table
            .find((tx.community(), id))
            .filter(table::version.eq(version)),
    )
    .set((
        table::valid_to.eq(at),
        table::version.eq(table::version + 1),
    ))
    .returning(table::version)
    .get_result(tx.conn())
    .optional()?)
}
