//! The SQL of gaps and overlaps. A report of some seconds at a million buildings, not a hot path.

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Integer, Nullable, Text, Timestamptz, Uuid};

use super::coverage::{Coverage, Gap, Overlap};
use super::responsibility::{Boundary, Place};
use crate::catalogue::ServiceCode;
use crate::clock::Moment;
use crate::db::{Binds, CommunityTx, Error, Prepared, Statement, Tx};
use crate::housing::street::StreetKind;
use crate::ids::{
    BuildingId, CommunityId, RegionId, ResponsibilityId, SettlementId, StreetId, UtilityId,
};

/// Who answers at a moment, where, and on which sides of the inlet: 1 before, 2 after, 3 both.
/// `Here` binds its values.
macro_rules! valid {
    () => {
        concat!("valid AS ( \
           SELECT r.*, CASE r.boundary WHEN 'before_inlet' THEN 1 WHEN 'after_inlet' THEN 2 ELSE 3 END AS sides \
           FROM responsibilities r \
           JOIN utilities u ON u.region_id = ? AND u.id = r.utility_id AND ",
        super::lateral::is_open_at!("?::timestamptz"),
        " WHERE r.community_id = ? AND r.valid_from <= ? AND (r.valid_to IS NULL OR r.valid_to > ?) \
         )")
    };
}

/// Two of them at the same place for the same service and side.
macro_rules! overlapping {
    () => {
        "overlapping AS ( \
           SELECT a.service_code, a.id, b.id AS other_id, a.utility_id, b.utility_id AS other_utility_id, \
                  a.building_id, a.street_id, a.settlement_id \
           FROM valid a JOIN valid b \
             ON b.service_code = a.service_code AND b.place_kind = a.place_kind \
            AND coalesce(b.building_id, b.street_id, b.settlement_id, b.community_id) \
              = coalesce(a.building_id, a.street_id, a.settlement_id, a.community_id) \
            AND b.id > a.id AND b.utility_id <> a.utility_id \
            AND (a.boundary IS NULL OR b.boundary IS NULL OR a.boundary = b.boundary) \
         )"
    };
}

#[derive(Clone, Copy)]
struct Here {
    region: RegionId,
    community: CommunityId,
    at: Moment,
}

impl Here {
    fn of(tx: &CommunityTx<'_>, at: Moment) -> Self {
        Self {
            region: tx.region(),
            community: tx.community(),
            at,
        }
    }

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Uuid, _>(&self.region)?
            .next::<Timestamptz, _>(&self.at)?
            .next::<Uuid, _>(&self.community)?
            .next::<Timestamptz, _>(&self.at)?
            .next::<Timestamptz, _>(&self.at)?;
        Ok(())
    }
}

struct Covered(Here);

impl Statement for Covered {
    type Id = Self;
    type Row = (Text, Text, Text, BigInt, BigInt, BigInt, BigInt);
    // Houses are counted by street, so that a service costs no more than the streets it has:
    // all begin on the sides that are covered everywhere, and move to those covered here.
    const SQL: &'static str = concat!(
        "WITH ",
        valid!(),
        ", ",
        overlapping!(),
        ", street AS ( \
           SELECT s.id, s.settlement_id, count(b.id) AS houses FROM settlements t \
           JOIN streets s ON s.community_id = ? AND s.settlement_id = t.id AND s.state = 'active' \
           JOIN buildings b ON b.community_id = ? AND b.street_id = s.id AND b.state = 'active' \
           WHERE t.community_id = ? AND t.state = 'active' GROUP BY s.id, s.settlement_id \
         ), reached AS ( \
           SELECT service_code, id, houses, bit_or(sides) AS sides FROM ( \
             SELECT v.service_code, v.sides, s.id, s.houses FROM valid v JOIN street s ON s.id = v.street_id \
             UNION ALL \
             SELECT v.service_code, v.sides, s.id, s.houses FROM valid v \
             JOIN street s ON s.settlement_id = v.settlement_id) way \
           GROUP BY service_code, id, houses \
         ), single AS ( \
           SELECT v.service_code, b.id, b.street_id, bit_or(v.sides) AS sides FROM valid v \
           JOIN buildings b ON b.community_id = ? AND b.id = v.building_id AND b.state = 'active' \
           JOIN street s ON s.id = b.street_id \
           GROUP BY v.service_code, b.id, b.street_id \
         ), moved AS ( \
           SELECT service_code, sides, sum(houses) AS houses FROM ( \
             SELECT service_code, 0 AS sides, -houses AS houses FROM reached \
             UNION ALL \
             SELECT service_code, sides, houses FROM reached \
             UNION ALL \
             SELECT s.service_code, coalesce(r.sides, 0), -1 FROM single s \
             LEFT JOIN reached r ON r.service_code = s.service_code AND r.id = s.street_id \
             UNION ALL \
             SELECT s.service_code, coalesce(r.sides, 0) | s.sides, 1 FROM single s \
             LEFT JOIN reached r ON r.service_code = s.service_code AND r.id = s.street_id) step \
           GROUP BY service_code, sides \
         ), everywhere AS ( \
           SELECT service_code, bit_or(sides) AS sides FROM valid \
           WHERE place_kind = 'community' GROUP BY service_code \
         ), total AS (SELECT coalesce(sum(houses), 0)::bigint AS houses FROM street) \
         SELECT sv.code, coalesce(own.name_uk, sv.name_uk), coalesce(own.name_en, sv.name_en), total.houses, \
           counted.uncovered, counted.half, \
           (SELECT count(*) FROM overlapping o WHERE o.service_code = sv.code) \
         FROM services sv CROSS JOIN total \
         LEFT JOIN service_overrides own ON own.community_id = ? AND own.service_code = sv.code \
         LEFT JOIN everywhere e ON e.service_code = sv.code \
         CROSS JOIN LATERAL ( \
           SELECT coalesce(sum(houses) FILTER (WHERE sides = 0), 0)::bigint AS uncovered, \
                  coalesce(sum(houses) FILTER (WHERE sides IN (1, 2)), 0)::bigint AS half \
           FROM (SELECT coalesce(e.sides, 0) AS sides, total.houses \
                 UNION ALL \
                 SELECT m.sides | coalesce(e.sides, 0), m.houses FROM moved m \
                 WHERE m.service_code = sv.code) by_sides) counted \
         WHERE sv.region_id = ? AND sv.urgency <> 'information' AND own.state IS DISTINCT FROM 'off' \
         ORDER BY sv.position, sv.code"
    );

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        self.0.bind(binds)?;
        binds
            .next::<Uuid, _>(&self.0.community)?
            .next::<Uuid, _>(&self.0.community)?
            .next::<Uuid, _>(&self.0.community)?
            .next::<Uuid, _>(&self.0.community)?
            .next::<Uuid, _>(&self.0.community)?
            .next::<Uuid, _>(&self.0.region)?;
        Ok(())
    }
}

pub(super) fn coverage(tx: &mut CommunityTx<'_>, at: Moment) -> Result<Vec<Coverage>, Error> {
    let asked = Covered(Here::of(tx, at));
    let rows: Vec<(ServiceCode, String, String, i64, i64, i64, i64)> =
        Prepared(asked).load(tx.conn())?;
    let coverage =
        |(service, name_uk, name_en, buildings, uncovered, half_covered, overlaps)| Coverage {
            service,
            name_uk,
            name_en,
            buildings,
            uncovered,
            half_covered,
            overlaps,
        };
    Ok(rows.into_iter().map(coverage).collect())
}

struct Uncovered<'a> {
    here: Here,
    service: &'a ServiceCode,
    after: Option<BuildingId>,
    limit: i64,
}

impl Statement for Uncovered<'_> {
    type Id = Uncovered<'static>;
    type Row = (Uuid, Text, Text, Text, Text, Integer);
    const SQL: &'static str = concat!(
        "WITH ",
        valid!(),
        ", mine AS (SELECT * FROM valid WHERE service_code = ?), \
         everywhere AS (SELECT coalesce(bit_or(sides), 0) AS sides FROM mine WHERE place_kind = 'community') \
         SELECT b.id, t.name, s.kind, s.name, b.number, covered.sides \
         FROM buildings b \
         JOIN streets s ON s.community_id = ? AND s.id = b.street_id AND s.state = 'active' \
         JOIN settlements t ON t.community_id = ? AND t.id = s.settlement_id AND t.state = 'active' \
         LEFT JOIN (SELECT building_id, bit_or(sides) AS sides FROM mine GROUP BY building_id) m1 \
           ON m1.building_id = b.id \
         LEFT JOIN (SELECT street_id, bit_or(sides) AS sides FROM mine GROUP BY street_id) m2 \
           ON m2.street_id = s.id \
         LEFT JOIN (SELECT settlement_id, bit_or(sides) AS sides FROM mine GROUP BY settlement_id) m3 \
           ON m3.settlement_id = t.id \
         CROSS JOIN LATERAL (SELECT (SELECT sides FROM everywhere) \
           | coalesce(m1.sides, 0) | coalesce(m2.sides, 0) | coalesce(m3.sides, 0) AS sides) covered \
         WHERE b.community_id = ? AND b.state = 'active' AND (?::uuid IS NULL OR b.id > ?) \
           AND (SELECT sides FROM everywhere) <> 3 AND covered.sides <> 3 \
         ORDER BY b.id LIMIT ?"
    );

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        self.here.bind(binds)?;
        binds
            .next::<Text, _>(self.service)?
            .next::<Uuid, _>(&self.here.community)?
            .next::<Uuid, _>(&self.here.community)?
            .next::<Uuid, _>(&self.here.community)?
            .next::<Nullable<Uuid>, _>(&self.after)?
            .next::<Nullable<Uuid>, _>(&self.after)?
            .next::<BigInt, _>(&self.limit)?;
        Ok(())
    }
}

pub(super) fn gaps(
    tx: &mut CommunityTx<'_>,
    service: &ServiceCode,
    at: Moment,
    after: Option<BuildingId>,
    limit: i64,
) -> Result<Vec<Gap>, Error> {
    let asked = Uncovered {
        here: Here::of(tx, at),
        service,
        after,
        limit,
    };
    let rows: Vec<(BuildingId, String, String, String, String, i32)> =
        Prepared(asked).load(tx.conn())?;
    rows.into_iter()
        .map(|(building, settlement, kind, street, number, covered)| {
            let kind = StreetKind::from_code(&kind).ok_or_else(|| Error::Unreadable {
                what: "street kind",
                value: kind,
            })?;
            Ok(Gap {
                building,
                address: format!("{settlement}, {} {street}, {number}", kind.short()),
                missing: match covered {
                    1 => Some(Boundary::AfterInlet),
                    2 => Some(Boundary::BeforeInlet),
                    _ => None,
                },
            })
        })
        .collect()
}

struct Overlapping {
    here: Here,
    after: Option<ResponsibilityId>,
    after_other: Option<ResponsibilityId>,
    limit: i64,
}

type OverlapRow = (
    ServiceCode,
    ResponsibilityId,
    ResponsibilityId,
    UtilityId,
    UtilityId,
    Option<BuildingId>,
    Option<StreetId>,
    Option<SettlementId>,
);

impl Statement for Overlapping {
    type Id = Self;
    type Row = (
        Text,
        Uuid,
        Uuid,
        Uuid,
        Uuid,
        Nullable<Uuid>,
        Nullable<Uuid>,
        Nullable<Uuid>,
    );
    const SQL: &'static str = concat!(
        "WITH ",
        valid!(),
        ", ",
        overlapping!(),
        " SELECT service_code, id, other_id, utility_id, other_utility_id, \
                 building_id, street_id, settlement_id \
         FROM overlapping WHERE ?::uuid IS NULL OR (id, other_id) > (?, ?) \
         ORDER BY id, other_id LIMIT ?"
    );

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        self.here.bind(binds)?;
        binds
            .next::<Nullable<Uuid>, _>(&self.after)?
            .next::<Nullable<Uuid>, _>(&self.after)?
            .next::<Nullable<Uuid>, _>(&self.after_other)?
            .next::<BigInt, _>(&self.limit)?;
        Ok(())
    }
}

pub(super) fn overlaps(
    tx: &mut CommunityTx<'_>,
    at: Moment,
    after: Option<(ResponsibilityId, ResponsibilityId)>,
    limit: i64,
) -> Result<Vec<Overlap>, Error> {
    let asked = Overlapping {
        here: Here::of(tx, at),
        after: after.map(|(one, _)| one),
        after_other: after.map(|(_, other)| other),
        limit,
    };
    let rows: Vec<OverlapRow> = Prepared(asked).load(tx.conn())?;
    let overlap =
        |(service, id, other, utility, other_utility, building, street, settlement)| Overlap {
            service,
            place: match (building, street, settlement) {
                (Some(id), _, _) => Place::Building(id),
                (_, Some(id), _) => Place::Street(id),
                (_, _, Some(id)) => Place::Settlement(id),
                (None, None, None) => Place::Community,
            },
            first: (id, utility),
            second: (other, other_utility),
        };
    Ok(rows.into_iter().map(overlap).collect())
}
