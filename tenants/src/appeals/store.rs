//! The SQL of appeals. The hot statements have plans that the server keeps.

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Nullable, Text, Timestamptz, Uuid};

use super::advance::Change;
use super::appeal::Situation;
use super::miss::Missed;
use super::row::Row;
use super::{Appeal, Error, QueueCursor, ServiceTimes, Sought, State, Step};
use crate::calls::{Applicant, CallOutcome};
use crate::clock::Moment;
use crate::db::schema::{appeals, calls, services, utilities};
use crate::db::{Binds, CommunityTx, Prepared, Statement, SystemTx, Tx, UtilityTx};
use crate::housing::street::StreetKind;
use crate::ids::{
    AccountId, AppealId, BuildingId, CallId, CommunityId, HandoverId, RegionId, UtilityId,
};
use crate::responsibility::responsible_utility;
use crate::text::Words;

/// Place, service and who is responsible, in one round trip.
struct FindSituation<'a> {
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
    Nullable<Uuid>,
);

impl Statement for FindSituation<'_> {
    type Id = FindSituation<'static>;
    type Row = SituationRow;
    const SQL: &'static str = concat!(
        "\
        SELECT place.settlement, place.street_kind, place.street, place.number, \
               service.urgency, service.acknowledge_minutes, service.resolve_hours, \
               responsible.utility_id \
        FROM (VALUES (?::uuid, ?::uuid, ?::text, ?::timestamptz)) \
               AS asked (community_id, region_id, service_code, at) \
        LEFT JOIN ( \
          SELECT t.name AS settlement, s.kind AS street_kind, s.name AS street, b.number, \
                 b.id AS building_id, s.id AS street_id, t.id AS settlement_id \
          FROM buildings b \
          JOIN streets s ON s.community_id = b.community_id AND s.id = b.street_id \
          JOIN settlements t ON t.community_id = s.community_id AND t.id = s.settlement_id \
          WHERE b.community_id = ? AND b.id = ? AND s.community_id = ? AND t.community_id = ? \
        ) place ON true \
        LEFT JOIN services service \
          ON service.region_id = asked.region_id AND service.code = asked.service_code \
        LEFT JOIN LATERAL (",
        responsible_utility!(),
        ") responsible ON true"
    );

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.region)?
            .next::<Text, _>(self.service)?
            .next::<Timestamptz, _>(&self.now)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.building)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.community)?;
        Ok(())
    }
}

pub(super) fn situation(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
    service: &str,
) -> Result<Situation, Error> {
    let statement = FindSituation {
        community: tx.community(),
        region: tx.region(),
        building,
        service,
        now: tx.now(),
    };
    type Parts = (
        Option<String>,
        Option<String>,
        Option<String>,
        Option<String>,
        Option<String>,
        Option<i32>,
        Option<i32>,
        Option<UtilityId>,
    );
    let (
        settlement,
        kind,
        street,
        number,
        urgency,
        acknowledge_minutes,
        resolve_hours,
        responsible,
    ): Parts = Prepared(statement).get_result(tx.conn())?;
    let (Some(settlement), Some(kind), Some(street), Some(number)) =
        (settlement, kind, street, number)
    else {
        return Err(Error::UnknownBuilding);
    };
    let kind = StreetKind::from_code(&kind).ok_or_else(|| crate::db::Error::Unreadable {
        what: "street kind",
        value: kind,
    })?;
    Ok(Situation {
        place: format!("{settlement}, {} {street}, {number}", kind.short()),
        urgency: urgency.ok_or(Error::UnknownService)?,
        times: ServiceTimes {
            acknowledge_minutes,
            resolve_hours,
        },
        responsible,
    })
}

/// When the place is only known in words: nobody can be found responsible for it.
pub(super) fn situation_of_service(
    tx: &mut CommunityTx<'_>,
    service: &str,
    place: &str,
) -> Result<Situation, Error> {
    let region = tx.region();
    let row: Option<(String, Option<i32>, Option<i32>)> = services::table
        .filter(
            services::region_id
                .eq(region)
                .and(services::code.eq(service)),
        )
        .select((
            services::urgency,
            services::acknowledge_minutes,
            services::resolve_hours,
        ))
        .first(tx.conn())
        .optional()?;
    let (urgency, acknowledge_minutes, resolve_hours) = row.ok_or(Error::UnknownService)?;
    Ok(Situation {
        place: place.to_owned(),
        urgency,
        times: ServiceTimes {
            acknowledge_minutes,
            resolve_hours,
        },
        responsible: None,
    })
}

/// The appeal and its first call, in one round trip.
struct Insert<'a> {
    community: CommunityId,
    region: RegionId,
    by: Option<AccountId>,
    appeal: &'a Appeal,
    call: CallId,
    call_outcome: CallOutcome,
    applicant: &'a Applicant,
    words: &'a Words,
}

impl Statement for Insert<'_> {
    type Id = Insert<'static>;
    type Row = BigInt;
    const SQL: &'static str = "\
        WITH appeal AS ( \
          INSERT INTO appeals (community_id, id, region_id, number, tracking_code, kind, state, result, \
            service_code, urgency, building_id, place, responsible_utility_id, registered_at, \
            registered_by, acknowledge_due_at, resolve_due_at, due_at, acknowledged_at, closed_at, \
            received_handover_id) \
          VALUES (?, ?, ?, next_appeal_number(?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
          RETURNING number \
        ), call AS ( \
          INSERT INTO calls (community_id, id, appeal_id, outcome, applicant_name, applicant_phone, \
            flat, words, taken_at, taken_by) \
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
        ) \
        SELECT number FROM appeal";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        let appeal = self.appeal;
        binds
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&appeal.id)?
            .next::<Uuid, _>(&self.region)?
            .next::<Uuid, _>(&self.community)?
            .next::<Text, _>(appeal.tracking_code.as_str())?
            .next::<Text, _>(appeal.kind.code())?
            .next::<Text, _>(appeal.state.code())?
            .next::<Nullable<Text>, _>(&appeal.outcome)?
            .next::<Text, _>(appeal.service.as_str())?
            .next::<Text, _>(appeal.urgency.as_str())?
            .next::<Nullable<Uuid>, _>(&appeal.building)?
            .next::<Text, _>(appeal.place.as_str())?
            .next::<Nullable<Uuid>, _>(&appeal.responsible)?
            .next::<Timestamptz, _>(&appeal.registered_at)?
            .next::<Nullable<Uuid>, _>(&self.by)?
            .next::<Nullable<Timestamptz>, _>(&appeal.deadlines.acknowledge)?
            .next::<Nullable<Timestamptz>, _>(&appeal.deadlines.resolve)?
            .next::<Timestamptz, _>(&appeal.deadlines.next)?
            .next::<Nullable<Timestamptz>, _>(&appeal.acknowledged_at)?
            .next::<Nullable<Timestamptz>, _>(&appeal.closed_at)?
            .next::<Nullable<Uuid>, _>(&appeal.received)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.call)?
            .next::<Uuid, _>(&appeal.id)?
            .next::<Text, _>(self.call_outcome.code())?
            .next::<Nullable<Text>, _>(&self.applicant.name)?
            .next::<Nullable<Text>, _>(&self.applicant.phone)?
            .next::<Nullable<Text>, _>(&self.applicant.flat)?
            .next::<Text, _>(self.words)?
            .next::<Timestamptz, _>(&appeal.registered_at)?
            .next::<Nullable<Uuid>, _>(&self.by)?;
        Ok(())
    }
}

/// Writes a new appeal with its first call; gives the number that people know it by.
pub(super) fn insert(
    tx: &mut CommunityTx<'_>,
    appeal: &Appeal,
    call_outcome: CallOutcome,
    applicant: &Applicant,
    words: &Words,
) -> Result<i64, Error> {
    let insert = Insert {
        community: tx.community(),
        region: tx.region(),
        by: tx.actor().account(),
        appeal,
        call: CallId::new(),
        call_outcome,
        applicant,
        words,
    };
    Ok(Prepared(insert).get_result(tx.conn())?)
}

/// How an appeal stood before a step, and its version after it, if the step was taken.
pub(super) struct Before {
    pub state: State,
    pub version: i32,
    pub acknowledge_overdue: bool,
    pub resolve_overdue: bool,
    pub new_version: Option<i32>,
}

type BeforeRow = (Text, Integer, Bool, Bool, Nullable<Integer>);

impl Before {
    fn from_row(row: (State, i32, bool, bool, Option<i32>)) -> Self {
        let (state, version, acknowledge_overdue, resolve_overdue, new_version) = row;
        Self {
            state,
            version,
            acknowledge_overdue,
            resolve_overdue,
            new_version,
        }
    }
}

macro_rules! step_sql {
    ($whose:literal, $set:literal) => {
        concat!(
            "WITH before AS ( \
           SELECT id, state, version, \
                  acknowledge_missed_at IS NOT NULL AND acknowledged_at IS NULL AS acknowledge_overdue, \
                  resolve_missed_at IS NOT NULL AS resolve_overdue \
           FROM appeals WHERE ", $whose, " AND id = ? FOR UPDATE \
         ), after AS ( \
           UPDATE appeals a SET state = ?, version = a.version + 1, \
             acknowledged_at = coalesce(a.acknowledged_at, ?), \
             due_at = CASE WHEN coalesce(a.acknowledged_at, ?) IS NULL THEN a.due_at \
                           ELSE coalesce(a.resolve_due_at, a.due_at) END, ", $set,
            " FROM before \
           WHERE a.community_id = ? AND a.id = before.id AND before.state = ANY(?) \
             AND (?::int IS NULL OR before.version = ?) \
           RETURNING a.version \
         ) \
         SELECT before.state, before.version, before.acknowledge_overdue, before.resolve_overdue, \
                after.version \
         FROM before LEFT JOIN after ON true"
        )
    };
}

/// Takes a step if it is legal; says either way how the appeal stood.
struct Advance {
    community: CommunityId,
    appeal: AppealId,
    from: Vec<&'static str>,
    to: &'static str,
    expected: Option<i32>,
    change: Change,
    returns: i32,
    acknowledged_at: Option<Moment>,
    closed_at: Option<Moment>,
}

impl Statement for Advance {
    type Id = Self;
    type Row = BeforeRow;
    const SQL: &'static str = step_sql!(
        "community_id = ?",
        "result = ?, closed_at = ?, utility_id = coalesce(?, a.utility_id), \
         sent_handover_id = coalesce(?, a.sent_handover_id), returns = a.returns + ?"
    );

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.appeal)?
            .next::<Text, _>(self.to)?
            .next::<Nullable<Timestamptz>, _>(&self.acknowledged_at)?
            .next::<Nullable<Timestamptz>, _>(&self.acknowledged_at)?
            .next::<Nullable<Text>, _>(&self.change.outcome)?
            .next::<Nullable<Timestamptz>, _>(&self.closed_at)?
            .next::<Nullable<Uuid>, _>(&self.change.utility)?
            .next::<Nullable<Uuid>, _>(&self.change.sent)?
            .next::<Integer, _>(&self.returns)?
            .next::<Uuid, _>(&self.community)?
            .next::<Array<Text>, _>(&self.from)?
            .next::<Nullable<Integer>, _>(&self.expected)?
            .next::<Nullable<Integer>, _>(&self.expected)?;
        Ok(())
    }
}

pub(super) fn advance(
    tx: &mut CommunityTx<'_>,
    appeal: AppealId,
    step: Step,
    expected: Option<i32>,
    change: Change,
) -> Result<Option<Before>, Error> {
    let now = tx.now();
    let advance = Advance {
        community: tx.community(),
        appeal,
        from: step.from().iter().map(|state| state.code()).collect(),
        to: step.to().code(),
        expected,
        change,
        returns: i32::from(change.is_return),
        acknowledged_at: step.acknowledges().then_some(now),
        closed_at: (!step.to().is_open()).then_some(now),
    };
    Ok(Prepared(advance)
        .get_result(tx.conn())
        .optional()?
        .map(Before::from_row))
}

/// The same for the utility that has the appeal: it may write no more than how far it is.
struct AdvanceByUtility {
    utility: UtilityId,
    community: CommunityId,
    appeal: AppealId,
    from: Vec<&'static str>,
    to: &'static str,
    acknowledged_at: Option<Moment>,
    reported_at: Option<Moment>,
}

impl Statement for AdvanceByUtility {
    type Id = Self;
    type Row = BeforeRow;
    const SQL: &'static str = step_sql!("utility_id = ? AND community_id = ?", "reported_at = ?");

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Uuid, _>(&self.utility)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.appeal)?
            .next::<Text, _>(self.to)?
            .next::<Nullable<Timestamptz>, _>(&self.acknowledged_at)?
            .next::<Nullable<Timestamptz>, _>(&self.acknowledged_at)?
            .next::<Nullable<Timestamptz>, _>(&self.reported_at)?
            .next::<Uuid, _>(&self.community)?
            .next::<Array<Text>, _>(&self.from)?
            .next::<Nullable<Integer>, _>(&None::<i32>)?
            .next::<Nullable<Integer>, _>(&None::<i32>)?;
        Ok(())
    }
}

pub(super) fn advance_by_utility(
    tx: &mut UtilityTx<'_>,
    community: CommunityId,
    appeal: AppealId,
    step: Step,
) -> Result<Option<Before>, Error> {
    let now = tx.now();
    let advance = AdvanceByUtility {
        utility: tx.utility(),
        community,
        appeal,
        from: step.from().iter().map(|state| state.code()).collect(),
        to: step.to().code(),
        acknowledged_at: step.acknowledges().then_some(now),
        reported_at: (step == Step::Report).then_some(now),
    };
    Ok(Prepared(advance)
        .get_result(tx.conn())
        .optional()?
        .map(Before::from_row))
}

pub(super) fn find(tx: &mut CommunityTx<'_>, id: AppealId) -> Result<Option<Appeal>, Error> {
    let community = tx.community();
    let row: Option<Row> = appeals::table
        .filter(appeals::community_id.eq(community).and(appeals::id.eq(id)))
        .select(Row::as_select())
        .first(tx.conn())
        .optional()?;
    Ok(row.map(Appeal::from))
}

pub(super) fn open_at(
    tx: &mut CommunityTx<'_>,
    building: BuildingId,
    service: &str,
) -> Result<Vec<Appeal>, Error> {
    let community = tx.community();
    let rows: Vec<Row> = appeals::table
        .filter(
            appeals::community_id
                .eq(community)
                .and(appeals::building_id.eq(building)),
        )
        .filter(
            appeals::service_code
                .eq(service)
                .and(appeals::closed_at.is_null()),
        )
        .order((appeals::registered_at, appeals::id))
        .limit(20)
        .select(Row::as_select())
        .load(tx.conn())?;
    Ok(rows.into_iter().map(Appeal::from).collect())
}

/// Counts a caller in, unless the appeal is closed.
pub(super) fn add_caller(
    tx: &mut CommunityTx<'_>,
    id: AppealId,
) -> Result<Option<(i32, i32)>, Error> {
    let community = tx.community();
    Ok(diesel::update(
        appeals::table
            .filter(appeals::community_id.eq(community).and(appeals::id.eq(id)))
            .filter(appeals::closed_at.is_null()),
    )
    .set((
        appeals::callers.eq(appeals::callers + 1),
        appeals::version.eq(appeals::version + 1),
    ))
    .returning((appeals::callers, appeals::version))
    .get_result(tx.conn())
    .optional()?)
}

/// Raises the version of an open appeal that the caller has seen in its latest state.
pub(super) fn touch(
    tx: &mut CommunityTx<'_>,
    id: AppealId,
    expected: Option<i32>,
) -> Result<i32, Error> {
    let community = tx.community();
    let this = appeals::table.filter(appeals::community_id.eq(community).and(appeals::id.eq(id)));
    let row: Option<(i32, State)> = this
        .select((appeals::version, appeals::state))
        .for_update()
        .first(tx.conn())
        .optional()?;
    let (current, state) = row.ok_or(Error::NotFound)?;
    if expected.is_some_and(|expected| expected != current) {
        return Err(Error::Stale { current });
    }
    if !state.is_open() {
        return Err(Error::Closed);
    }
    Ok(diesel::update(this)
        .set(appeals::version.eq(appeals::version + 1))
        .returning(appeals::version)
        .get_result(tx.conn())?)
}

/// The hand-over by which this appeal came here, if it did.
pub(super) fn received_by(
    tx: &mut CommunityTx<'_>,
    id: AppealId,
) -> Result<Option<HandoverId>, Error> {
    let community = tx.community();
    Ok(appeals::table
        .filter(appeals::community_id.eq(community).and(appeals::id.eq(id)))
        .select(appeals::received_handover_id)
        .first(tx.conn())?)
}

/// Whether a utility works in this community: its own, or the region's.
pub(super) fn serves(tx: &mut CommunityTx<'_>, utility: UtilityId) -> Result<bool, Error> {
    let region = tx.region();
    let found: i64 = utilities::table
        .filter(
            utilities::region_id
                .eq(region)
                .and(utilities::id.eq(utility)),
        )
        .filter(utilities::state.eq("active"))
        .count()
        .get_result(tx.conn())?;
    Ok(found == 1)
}

pub(super) fn queue(
    tx: &mut CommunityTx<'_>,
    state: Option<State>,
    before: Option<Moment>,
    after: Option<QueueCursor>,
    limit: i64,
) -> Result<Vec<Appeal>, Error> {
    let community = tx.community();
    let before = before.unwrap_or(Moment::MAX_UTC);
    let (due_at, id) = after.map_or(
        (Moment::UNIX_EPOCH, AppealId::from_uuid(uuid::Uuid::nil())),
        |c| (c.due_at, c.id),
    );
    // Kept apart by state, not built up as needed: each is one text with a plan that is kept.
    let open = appeals::table
        .filter(
            appeals::community_id
                .eq(community)
                .and(appeals::closed_at.is_null()),
        )
        .filter(appeals::due_at.ge(due_at).and(appeals::due_at.lt(before)))
        .filter(appeals::due_at.gt(due_at).or(appeals::id.gt(id)))
        .order((appeals::due_at, appeals::id))
        .limit(limit)
        .select(Row::as_select());
    let rows: Vec<Row> = match state {
        None => open.load(tx.conn())?,
        Some(state) => open.filter(appeals::state.eq(state)).load(tx.conn())?,
    };
    Ok(rows.into_iter().map(Appeal::from).collect())
}

pub(super) fn search(
    tx: &mut CommunityTx<'_>,
    sought: &Sought,
    limit: i64,
) -> Result<Vec<Appeal>, Error> {
    let community = tx.community();
    let here = appeals::table
        .filter(appeals::community_id.eq(community))
        .order((appeals::registered_at.desc(), appeals::id.desc()))
        .limit(limit)
        .select(Row::as_select());
    let rows: Vec<Row> = match sought {
        Sought::Number(number) => here.filter(appeals::number.eq(number)).load(tx.conn())?,
        Sought::Building(building) => here
            .filter(appeals::building_id.eq(building))
            .load(tx.conn())?,
        Sought::Phone(phone) => {
            // Each distinct appeal of the latest calls; an index gives them in this order.
            let ids: Vec<AppealId> = calls::table
                .filter(
                    calls::community_id
                        .eq(community)
                        .and(calls::applicant_phone.eq(phone)),
                )
                .order(calls::taken_at.desc())
                .limit(limit)
                .select(calls::appeal_id)
                .load(tx.conn())?;
            here.filter(appeals::id.eq_any(ids)).load(tx.conn())?
        }
    };
    Ok(rows.into_iter().map(Appeal::from).collect())
}

/// Notes each passed deadline once: another program that does the same passes these by.
struct Miss<const WHICH: char> {
    now: Moment,
    limit: i64,
}

macro_rules! miss_sql {
    ($due:literal, $missed:literal, $open:literal) => {
        concat!(
            "UPDATE appeals a SET ",
            $missed,
            " = ? \
             FROM (SELECT community_id, id FROM appeals \
                   WHERE ",
            $due,
            " < ? AND ",
            $open,
            " AND closed_at IS NULL AND ",
            $missed,
            " IS NULL \
                   ORDER BY ",
            $due,
            " LIMIT ? FOR UPDATE SKIP LOCKED) due \
             WHERE a.community_id = due.community_id AND a.id = due.id \
             RETURNING a.community_id, a.id, a.state"
        )
    };
}

macro_rules! miss {
    ($which:literal, $sql:expr) => {
        impl Statement for Miss<$which> {
            type Id = Self;
            type Row = (Uuid, Uuid, Text);
            const SQL: &'static str = $sql;

            fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
                binds
                    .next::<Timestamptz, _>(&self.now)?
                    .next::<Timestamptz, _>(&self.now)?
                    .next::<BigInt, _>(&self.limit)?;
                Ok(())
            }
        }
    };
}

miss!(
    'a',
    miss_sql!(
        "acknowledge_due_at",
        "acknowledge_missed_at",
        "acknowledged_at IS NULL"
    )
);
miss!(
    'r',
    miss_sql!("resolve_due_at", "resolve_missed_at", "true")
);

pub(super) fn miss_acknowledge(
    tx: &mut SystemTx<'_>,
    limit: i64,
) -> Result<Vec<Missed>, crate::db::Error> {
    let miss = Miss::<'a'> {
        now: tx.now(),
        limit,
    };
    let rows: Vec<(CommunityId, AppealId, State)> = Prepared(miss).load(tx.conn())?;
    Ok(rows.into_iter().map(Missed::from_row).collect())
}

pub(super) fn miss_resolve(
    tx: &mut SystemTx<'_>,
    limit: i64,
) -> Result<Vec<Missed>, crate::db::Error> {
    let miss = Miss::<'r'> {
        now: tx.now(),
        limit,
    };
    let rows: Vec<(CommunityId, AppealId, State)> = Prepared(miss).load(tx.conn())?;
    Ok(rows.into_iter().map(Missed::from_row).collect())
}

impl Missed {
    fn from_row((community, appeal, state): (CommunityId, AppealId, State)) -> Self {
        Self {
            community,
            appeal,
            state,
        }
    }
}
