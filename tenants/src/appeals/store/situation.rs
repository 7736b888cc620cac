//! What holds at a place for a service: looked up before anything is written.

use diesel::declare_sql_function;
use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text, Timestamptz, Uuid};

use crate::appeals::appeal::Situation;
use crate::appeals::{Error, ServiceTimes};
use crate::catalogue::ServiceState;
use crate::clock::Moment;
use crate::db::schema::{service_overrides as own, services};
use crate::db::{Binds, CommunityTx, Prepared, Statement, Tx};
use crate::housing::street::StreetKind;
use crate::ids::{BuildingId, CommunityId, RegionId, UtilityId};
use crate::responsibility::responsible_utility;

#[declare_sql_function]
extern "SQL" {
    fn next_appeal_number(community: Uuid) -> BigInt;
}

/// Place, service and who is responsible, in one round trip.
struct FindSituation<'a, const DRAWS: bool> {
    community: CommunityId,
    region: RegionId,
    building: BuildingId,
    service: &'a str,
    now: Moment,
}

type SituationRow = (
    Nullable<Text>,
    Nullable<Text>,
    Nullable<Text>,
    Nullable<Text>,
    Nullable<Text>,
    Nullable<Integer>,
    Nullable<Integer>,
    Nullable<Integer>,
    Nullable<Uuid>,
    Nullable<BigInt>,
    Nullable<Text>,
    Nullable<Bool>,
);

macro_rules! situation_sql {
    ($number:literal) => {
        concat!(
            "\
        SELECT place.settlement, place.street_kind, place.street, place.number, \
               service.urgency, \
               CASE WHEN own.has_times THEN own.acknowledge_minutes \
                    ELSE service.acknowledge_minutes END, \
               CASE WHEN own.has_times THEN own.arrive_minutes ELSE service.arrive_minutes END, \
               CASE WHEN own.has_times THEN own.resolve_hours ELSE service.resolve_hours END, \
               responsible.utility_id, ",
            $number,
            " AS drawn, own.state, place.is_retired \
        FROM (VALUES (?::uuid, ?::uuid, ?::text, ?::timestamptz)) \
               AS asked (community_id, region_id, service_code, at) \
        LEFT JOIN ( \
          SELECT t.name AS settlement, s.kind AS street_kind, s.name AS street, b.number, \
                 b.id AS building_id, s.id AS street_id, t.id AS settlement_id, \
                 'retired' IN (b.state, s.state, t.state) AS is_retired \
          FROM buildings b \
          JOIN streets s ON s.community_id = b.community_id AND s.id = b.street_id \
          JOIN settlements t ON t.community_id = s.community_id AND t.id = s.settlement_id \
          WHERE b.community_id = ? AND b.id = ? AND s.community_id = ? AND t.community_id = ? \
        ) place ON true \
        LEFT JOIN services service \
          ON service.region_id = asked.region_id AND service.code = asked.service_code \
        LEFT JOIN service_overrides own \
          ON own.community_id = ? AND own.service_code = asked.service_code \
        LEFT JOIN LATERAL (",
            responsible_utility!(),
            ") responsible ON true"
        )
    };
}

macro_rules! find_situation {
    ($draws:literal, $number:literal) => {
        impl Statement for FindSituation<'_, $draws> {
            type Id = FindSituation<'static, $draws>;
            type Row = SituationRow;
            const SQL: &'static str = situation_sql!($number);

            fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
                binds
                    .next::<Uuid, _>(&self.community)?
                    .next::<Uuid, _>(&self.region)?
                    .next::<Text, _>(self.service)?
                    .next::<Timestamptz, _>(&self.now)?
                    .next::<Uuid, _>(&self.community)?
                    .next::<Uuid, _>(&self.building)?
                    .next::<Uuid, _>(&self.community)?
                    .next::<Uuid, _>(&self.community)?
                    .next::<Uuid, _>(&self.community)?;
                Ok(())
            }
        }
    };
}

find_situation!(false, "NULL::bigint");
find_situation!(true, "next_appeal_number(asked.community_id)");

type Parts = (
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<i32>,
    Option<i32>,
    Option<i32>,
    Option<UtilityId>,
    Option<i64>,
    Option<ServiceState>,
    Option<bool>,
);

/// What holds at a building for a service.
pub(in crate::appeals) fn situation(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
    service: &str,
) -> Result<Situation, Error> {
    let find = FindSituation::<false>::at(tx, building, service);
    Ok(read(Prepared(find).get_result(tx.conn())?)?.0)
}

/// The same, and the number of the appeal that is about to be registered there.
pub(in crate::appeals) fn situation_and_number(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
    service: &str,
) -> Result<(Situation, i64), Error> {
    let find = FindSituation::<true>::at(tx, building, service);
    let (situation, number) = read(Prepared(find).get_result(tx.conn())?)?;
    Ok((situation, number.unwrap_or_default()))
}

impl<'a, const DRAWS: bool> FindSituation<'a, DRAWS> {
    fn at(tx: &CommunityTx<'_>, building: BuildingId, service: &'a str) -> Self {
        Self {
            community: tx.community(),
            region: tx.region(),
            building,
            service,
            now: tx.now(),
        }
    }
}

fn read(parts: Parts) -> Result<(Situation, Option<i64>), Error> {
    let (
        settlement,
        kind,
        street,
        house,
        urgency,
        acknowledge_minutes,
        arrive_minutes,
        resolve_hours,
        responsible,
        drawn,
        state,
        is_retired,
    ) = parts;
    let (Some(settlement), Some(kind), Some(street), Some(house)) =
        (settlement, kind, street, house)
    else {
        return Err(Error::UnknownBuilding);
    };
    let kind = StreetKind::from_code(&kind).ok_or_else(|| crate::db::Error::Unreadable {
        what: "street kind",
        value: kind,
    })?;
    let situation = Situation {
        place: format!("{settlement}, {} {street}, {house}", kind.short()),
        urgency: urgency.ok_or(Error::UnknownService)?,
        times: ServiceTimes {
            acknowledge_minutes,
            arrive_minutes,
            resolve_hours,
        },
        responsible,
        service: state.unwrap_or(ServiceState::On),
        is_retired: is_retired.unwrap_or_default(),
    };
    Ok((situation, drawn))
}

/// When the place is only known in words: nobody can be found responsible for it.
pub(in crate::appeals) fn situation_of_service(
    tx: &mut CommunityTx<'_>,
    service: &str,
    place: &str,
) -> Result<(Situation, i64), Error> {
    let community = tx.community();
    let row: Option<TimesRow> = services::table
        .left_join(
            own::table.on(own::community_id
                .eq(community)
                .and(own::service_code.eq(services::code))),
        )
        .filter(
            services::region_id
                .eq(tx.region())
                .and(services::code.eq(service)),
        )
        .select((
            services::urgency,
            (
                services::acknowledge_minutes,
                services::arrive_minutes,
                services::resolve_hours,
            ),
            (
                own::state,
                own::has_times,
                (
                    own::acknowledge_minutes,
                    own::arrive_minutes,
                    own::resolve_hours,
                ),
            )
                .nullable(),
            next_appeal_number(community),
        ))
        .first(tx.conn())
        .optional()?;
    let (urgency, region, own, number) = row.ok_or(Error::UnknownService)?;
    let (acknowledge_minutes, arrive_minutes, resolve_hours) = match own {
        Some((_, true, own)) => own,
        _ => region,
    };
    let situation = Situation {
        place: place.to_owned(),
        urgency,
        times: ServiceTimes {
            acknowledge_minutes,
            arrive_minutes,
            resolve_hours,
        },
        responsible: None,
        service: own.map_or(ServiceState::On, |(state, ..)| state),
        is_retired: false,
    };
    Ok((situation, number))
}

type TimesRow = (String, Minutes, Option<(ServiceState, bool, Minutes)>, i64);

type Minutes = (Option<i32>, Option<i32>, Option<i32>);
