//! Who is responsible here, now: asked at every call, answered by one statement.

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Nullable, Text, Timestamptz, Uuid};
use serde::Serialize;

use super::responsibility::{Boundary, Place, PlaceKind, ResponsibilityError as Error};
use super::store;
use crate::access::Action;
use crate::calls::Phone;
use crate::catalogue::ServiceCode;
use crate::clock::Moment;
use crate::db::{Binds, CommunityTx, Prepared, Statement, Tx};
use crate::ids::{BuildingId, CommunityId, RegionId, ResponsibilityId, UtilityId};
use crate::text::Name;

/// A utility that answers, and by which record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Responsible {
    pub utility: UtilityId,
    pub name: Name,
    pub duty_phone: Option<Phone>,
    pub responsibility: ResponsibilityId,
    /// What kind of place decided.
    pub decided_by: PlaceKind,
    /// None when it answers on both sides of the house inlet.
    pub boundary: Option<Boundary>,
}

/// A service of the catalogue with those who answer for it at a building.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServiceResponsible {
    pub service: ServiceCode,
    pub name_uk: String,
    pub name_en: String,
    /// Whom to turn to first stands first. Nobody: a gap. Two: each has its side of the inlet.
    pub answering: Vec<Responsible>,
}

/// Who answers at this building, for every service of the catalogue, as of `at`.
pub fn responsible_at(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
    at: Option<Moment>,
) -> Result<Vec<ServiceResponsible>, Error> {
    tx.require(Action::SeeCommunity)?;
    let services = ask(tx, building, None, at)?;
    if services.is_empty() {
        return Err(Error::UnknownPlace(PlaceKind::Building));
    }
    Ok(services)
}

/// Who answers at this building for one service, as of `at`.
pub fn responsible_for(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
    service: &ServiceCode,
    at: Option<Moment>,
) -> Result<ServiceResponsible, Error> {
    tx.require(Action::SeeCommunity)?;
    if let Some(found) = ask(tx, building, Some(service), at)?.pop() {
        return Ok(found);
    }
    if store::has_place(tx, Place::Building(building))? {
        Err(Error::UnknownService)
    } else {
        Err(Error::UnknownPlace(PlaceKind::Building))
    }
}

fn ask(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
    service: Option<&ServiceCode>,
    at: Option<Moment>,
) -> Result<Vec<ServiceResponsible>, Error> {
    let asked = Ask::at(tx, building, service, at);
    let rows: Vec<AnsweringRow> = Prepared(asked)
        .load(tx.conn())
        .map_err(crate::db::Error::from)?;
    Ok(by_service(rows))
}

/// Rows in order become services, each with those who answer.
pub(crate) fn by_service(rows: Vec<AnsweringRow>) -> Vec<ServiceResponsible> {
    let mut services: Vec<ServiceResponsible> = Vec::new();
    for (code, name_uk, name_en, candidate) in rows {
        if services.last().is_none_or(|last| last.service != code) {
            services.push(ServiceResponsible {
                service: code,
                name_uk,
                name_en,
                answering: Vec::new(),
            });
        }
        if let (Some(last), Some(candidate)) = (services.last_mut(), candidate) {
            admit(&mut last.answering, candidate.into());
        }
    }
    services
}

/// Candidates come in order, the most specific place first. Each side of the inlet belongs to
/// the first that claims it: a house may name who looks after its own pipes while the water
/// utility of the whole community still answers before them.
fn admit(answering: &mut Vec<Responsible>, candidate: Responsible) {
    let is_taken = |side| {
        answering
            .iter()
            .any(|earlier| earlier.boundary.is_none_or(|boundary| boundary == side))
    };
    let side = match candidate.boundary {
        Some(side) if is_taken(side) => return,
        Some(side) => Some(side),
        None => match (
            is_taken(Boundary::BeforeInlet),
            is_taken(Boundary::AfterInlet),
        ) {
            (true, true) => return,
            (true, false) => Some(Boundary::AfterInlet),
            (false, true) => Some(Boundary::BeforeInlet),
            (false, false) => None,
        },
    };
    answering.push(Responsible {
        boundary: side,
        ..candidate
    });
}

/// Of what is switched off here nobody is asked.
pub(crate) struct Ask<'a> {
    region: RegionId,
    community: CommunityId,
    building: BuildingId,
    service: Option<&'a ServiceCode>,
    at: Moment,
}

impl<'a> Ask<'a> {
    /// About one service or all, as of `at` or now.
    pub(crate) fn at(
        tx: &CommunityTx<'_>,
        building: BuildingId,
        service: Option<&'a ServiceCode>,
        at: Option<Moment>,
    ) -> Self {
        Self {
            region: tx.region(),
            community: tx.community(),
            building,
            service,
            at: at.unwrap_or(tx.now()),
        }
    }
}

type Candidate = (
    ResponsibilityId,
    PlaceKind,
    Option<Boundary>,
    UtilityId,
    Name,
    Option<Phone>,
);
pub(crate) type AnsweringRow = (ServiceCode, String, String, Option<Candidate>);

impl From<Candidate> for Responsible {
    fn from((responsibility, decided_by, boundary, utility, name, duty_phone): Candidate) -> Self {
        Self {
            utility,
            name,
            duty_phone,
            responsibility,
            decided_by,
            boundary,
        }
    }
}

/// Services with their candidates, in order; `Ask` binds its values. Who answers here is found
/// once, before the services: left to itself, the planner would look again for each of them.
macro_rules! answering_sql {
    () => {
        concat!(
        "\
        WITH asked AS ( \
          SELECT b.id AS building_id, s.id AS street_id, s.settlement_id \
          FROM buildings b \
          JOIN streets s ON s.community_id = b.community_id AND s.id = b.street_id \
          WHERE b.community_id = ? AND b.id = ? AND s.community_id = ? \
        ), candidate AS ( \
          SELECT 1 AS rank, r.* FROM asked \
          JOIN responsibilities r ON r.community_id = ? AND r.building_id = asked.building_id \
          UNION ALL \
          SELECT 2, r.* FROM asked \
          JOIN responsibilities r ON r.community_id = ? AND r.street_id = asked.street_id \
          UNION ALL \
          SELECT 3, r.* FROM asked \
          JOIN responsibilities r ON r.community_id = ? AND r.settlement_id = asked.settlement_id \
          UNION ALL \
          SELECT 4, r.* FROM responsibilities r \
          WHERE r.community_id = ? AND r.place_kind = 'community' \
        ), answers AS MATERIALIZED ( \
          SELECT candidate.*, u.name, u.duty_phone FROM candidate \
          JOIN utilities u ON u.region_id = ? AND u.id = candidate.utility_id AND ",
        crate::responsibility::is_open_at!("?::timestamptz"),
        " WHERE candidate.valid_from <= ? AND (candidate.valid_to IS NULL OR candidate.valid_to > ?) \
        ) \
        SELECT sv.code, coalesce(own.name_uk, sv.name_uk) AS name_uk, \
               coalesce(own.name_en, sv.name_en) AS name_en, \
               c.id, c.place_kind, c.boundary, c.utility_id, c.name, c.duty_phone \
        FROM asked CROSS JOIN services sv \
        LEFT JOIN service_overrides own ON own.community_id = ? AND own.service_code = sv.code \
        LEFT JOIN answers c ON c.service_code = sv.code \
        WHERE sv.region_id = ? AND own.state IS DISTINCT FROM 'off' AND (?::text IS NULL OR sv.code = ?) \
        ORDER BY sv.position, sv.code, ",
        crate::responsibility::candidates_in_order!()
        )
    };
}
pub(crate) use answering_sql;

impl Statement for Ask<'_> {
    type Id = Ask<'static>;
    type Row = (
        Text,
        Text,
        Text,
        Nullable<(Uuid, Text, Nullable<Text>, Uuid, Text, Nullable<Text>)>,
    );
    const SQL: &'static str = answering_sql!();

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.building)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.region)?
            .next::<Timestamptz, _>(&self.at)?
            .next::<Timestamptz, _>(&self.at)?
            .next::<Timestamptz, _>(&self.at)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.region)?
            .next::<Nullable<Text>, _>(&self.service)?
            .next::<Nullable<Text>, _>(&self.service)?;
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn candidate(decided_by: PlaceKind, boundary: Option<Boundary>) -> Responsible {
        Responsible {
            utility: UtilityId::new(),
            name: Name::parse("Водоканал").unwrap(),
            duty_phone: None,
            responsibility: ResponsibilityId::new(),
            decided_by,
            boundary,
        }
    }

    fn decide(candidates: &[(PlaceKind, Option<Boundary>)]) -> Vec<(PlaceKind, Option<Boundary>)> {
        let mut answering = Vec::new();
        for (kind, boundary) in candidates {
            admit(&mut answering, candidate(*kind, *boundary));
        }
        answering
            .iter()
            .map(|one| (one.decided_by, one.boundary))
            .collect()
    }

    #[test]
    fn the_most_specific_place_wins() {
        use PlaceKind::{Building, Community, Street};
        assert_eq!(
            decide(&[(Building, None), (Street, None), (Community, None)]),
            [(Building, None)]
        );
    }

    #[test]
    fn each_side_of_the_inlet_goes_to_the_first_that_claims_it() {
        use Boundary::{AfterInlet, BeforeInlet};
        use PlaceKind::{Building, Community};
        assert_eq!(
            decide(&[(Building, Some(AfterInlet)), (Community, None)]),
            [(Building, Some(AfterInlet)), (Community, Some(BeforeInlet))]
        );
        assert_eq!(
            decide(&[
                (Building, Some(AfterInlet)),
                (Community, Some(AfterInlet)),
                (Community, Some(BeforeInlet))
            ]),
            [(Building, Some(AfterInlet)), (Community, Some(BeforeInlet))]
        );
        assert_eq!(
            decide(&[(Building, None), (Community, Some(BeforeInlet))]),
            [(Building, None)]
        );
    }
}
