//! The SQL of assignments.

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Integer, Nullable, Text, Timestamptz, Uuid};

use super::offer::Settlement;
use super::work::Said;
use super::{Assignment, AssignmentState, Error, InboxCursor, Touched};
use crate::appeals::Deadlines;
use crate::calls::{Applicant, Phone};
use crate::clock::Moment;
use crate::db::schema::assignments;
use crate::db::{self, Binds, CommunityTx, Prepared, Statement, Tx, UtilityTx};
use crate::ids::{AppealId, AssignmentId, CommunityId, UtilityId};
use crate::text::{Flat, Name, Words};

pub(super) fn settle(
    tx: &mut CommunityTx<'_>,
    appeal: AppealId,
    settlement: Settlement<'_>,
) -> Result<Option<Touched>, db::Error> {
    let (state, reason, ended_at) = match settlement {
        Settlement::Confirmed => (AssignmentState::Confirmed, None, Some(tx.now())),
        Settlement::Withdrawn => (AssignmentState::Withdrawn, None, Some(tx.now())),
        Settlement::Returned(reason) => (AssignmentState::Returned, Some(reason), None),
    };
    let settle = Settle {
        community: tx.community(),
        appeal,
        state,
        reason,
        ended_at,
    };
    let row: Option<TouchedRow> = Prepared(settle).get_result(tx.conn()).optional()?;
    Ok(row.map(touched))
}

type TouchedRow = (AssignmentId, UtilityId, i32);

fn touched((assignment, utility, assignment_version): TouchedRow) -> Touched {
    Touched {
        assignment,
        utility,
        assignment_version,
    }
}

// Diesel keeps no plan of an update that it builds itself.
struct Settle<'a> {
    community: CommunityId,
    appeal: AppealId,
    state: AssignmentState,
    reason: Option<&'a Words>,
    ended_at: Option<Moment>,
}

impl Statement for Settle<'_> {
    type Id = Settle<'static>;
    type Row = (Uuid, Uuid, Integer);
    const SQL: &'static str = "\
        UPDATE assignments SET state = ?, return_reason = coalesce(?, return_reason), ended_at = ?, \
          version = version + 1 \
        WHERE community_id = ? AND appeal_id = ? AND ended_at IS NULL \
        RETURNING id, utility_id, version";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Text, _>(&self.state)?
            .next::<Nullable<Text>, _>(&self.reason)?
            .next::<Nullable<Timestamptz>, _>(&self.ended_at)?
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.appeal)?;
        Ok(())
    }
}

#[derive(AsChangeset)]
#[diesel(table_name = assignments)]
struct Amendment<'a> {
    contact_name: Option<&'a Name>,
    contact_phone: Option<&'a Phone>,
    flat: Option<&'a Flat>,
    words: Option<&'a Words>,
}

pub(super) fn amend_open(
    tx: &mut CommunityTx<'_>,
    appeal: AppealId,
    applicant: &Applicant,
    words: Option<&Words>,
) -> Result<Option<Touched>, db::Error> {
    let community = tx.community();
    let row: Option<TouchedRow> = diesel::update(
        assignments::table
            .filter(
                assignments::community_id
                    .eq(community)
                    .and(assignments::appeal_id.eq(appeal)),
            )
            .filter(assignments::ended_at.is_null()),
    )
    .set((
        assignments::version.eq(assignments::version + 1),
        Amendment {
            contact_name: applicant.name.as_ref(),
            contact_phone: applicant.phone.as_ref(),
            flat: applicant.flat.as_ref(),
            words,
        },
    ))
    .returning((
        assignments::id,
        assignments::utility_id,
        assignments::version,
    ))
    .get_result(tx.conn())
    .optional()?;
    Ok(row.map(touched))
}

/// What a step needs to know of an assignment.
#[derive(Queryable)]
pub(super) struct Held {
    pub community: CommunityId,
    pub id: AssignmentId,
    pub appeal: AppealId,
    pub state: AssignmentState,
    pub arrive_due_at: Option<Moment>,
    pub resolve_due_at: Option<Moment>,
    pub due_at: Moment,
    pub version: i32,
}

impl Held {
    /// What is due next, once it stands like this.
    fn due_at(&self, state: AssignmentState) -> Moment {
        let deadlines = Deadlines {
            acknowledge: None,
            arrive: self.arrive_due_at,
            resolve: self.resolve_due_at,
            next: self.due_at,
        };
        match state {
            AssignmentState::Accepted => deadlines.after_accepting(),
            _ => deadlines.after_arriving(),
        }
    }
}

pub(super) fn find_held(tx: &mut UtilityTx<'_>, id: AssignmentId) -> Result<Option<Held>, Error> {
    let (region, utility) = (tx.region(), tx.utility());
    Ok(assignments::table
        .filter(assignments::region_id.eq(region))
        .filter(
            assignments::utility_id
                .eq(utility)
                .and(assignments::id.eq(id)),
        )
        .select((
            assignments::community_id,
            assignments::id,
            assignments::appeal_id,
            assignments::state,
            assignments::arrive_due_at,
            assignments::resolve_due_at,
            assignments::due_at,
            assignments::version,
        ))
        .first(tx.conn())
        .optional()?)
}

struct TakeStep<'a> {
    utility: UtilityId,
    held: &'a Held,
    to: AssignmentState,
    due_at: Moment,
    accepted_at: Option<Moment>,
    arrived_at: Option<Moment>,
    said: Said<'a>,
    reported_at: Option<Moment>,
    ended_at: Option<Moment>,
}

impl Statement for TakeStep<'_> {
    type Id = TakeStep<'static>;
    type Row = Integer;
    const SQL: &'static str = "\
        UPDATE assignments SET state = ?, due_at = ?, accepted_at = coalesce(?, accepted_at), \
          arrived_at = coalesce(arrived_at, ?), \
          decline_reason = coalesce(?, decline_reason), \
          decline_addressee = coalesce(?, decline_addressee), \
          report_text = coalesce(?, report_text), reported_at = coalesce(?, reported_at), \
          ended_at = coalesce(?, ended_at), version = version + 1 \
        WHERE utility_id = ? AND community_id = ? AND id = ? AND version = ? \
        RETURNING version";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        binds
            .next::<Text, _>(&self.to)?
            .next::<Timestamptz, _>(&self.due_at)?
            .next::<Nullable<Timestamptz>, _>(&self.accepted_at)?
            .next::<Nullable<Timestamptz>, _>(&self.arrived_at)?
            .next::<Nullable<Text>, _>(&self.said.reason)?
            .next::<Nullable<Text>, _>(&self.said.addressee)?
            .next::<Nullable<Text>, _>(&self.said.report)?
            .next::<Nullable<Timestamptz>, _>(&self.reported_at)?
            .next::<Nullable<Timestamptz>, _>(&self.ended_at)?
            .next::<Uuid, _>(&self.utility)?
            .next::<Uuid, _>(&self.held.community)?
            .next::<Uuid, _>(&self.held.id)?
            .next::<Integer, _>(&self.held.version)?;
        Ok(())
    }
}

/// Writes the step, unless the assignment has changed since it was looked at.
pub(super) fn take_step(
    tx: &mut UtilityTx<'_>,
    held: &Held,
    to: AssignmentState,
    said: Said<'_>,
) -> Result<Option<i32>, Error> {
    let now = tx.now();
    let step = TakeStep {
        utility: tx.utility(),
        held,
        to,
        due_at: held.due_at(to),
        accepted_at: (to == AssignmentState::Accepted).then_some(now),
        arrived_at: (to == AssignmentState::OnSite).then_some(now),
        said,
        reported_at: (to == AssignmentState::Reported).then_some(now),
        ended_at: (to == AssignmentState::Declined).then_some(now),
    };
    Ok(Prepared(step).get_result(tx.conn()).optional()?)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = assignments)]
struct Row {
    community_id: CommunityId,
    id: AssignmentId,
    appeal_id: AppealId,
    appeal_number: i64,
    utility_id: UtilityId,
    state: AssignmentState,
    service_code: String,
    urgency: String,
    place: String,
    flat: Option<Flat>,
    words: Words,
    contact_name: Option<Name>,
    contact_phone: Option<Phone>,
    offered_at: Moment,
    acknowledge_due_at: Option<Moment>,
    arrive_due_at: Option<Moment>,
    resolve_due_at: Option<Moment>,
    due_at: Moment,
    accepted_at: Option<Moment>,
    arrived_at: Option<Moment>,
    decline_reason: Option<Words>,
    decline_addressee: Option<Words>,
    report_text: Option<Words>,
    reported_at: Option<Moment>,
    return_reason: Option<Words>,
    ended_at: Option<Moment>,
    version: i32,
}

impl From<Row> for Assignment {
    fn from(row: Row) -> Self {
        Self {
            community: row.community_id,
            id: row.id,
            appeal: row.appeal_id,
            appeal_number: row.appeal_number,
            utility: row.utility_id,
            state: row.state,
            service: row.service_code,
            urgency: row.urgency,
            place: row.place,
            contact: Applicant {
                name: row.contact_name,
                phone: row.contact_phone,
                flat: row.flat,
            },
            words: row.words,
            offered_at: row.offered_at,
            deadlines: Deadlines {
                acknowledge: row.acknowledge_due_at,
                arrive: row.arrive_due_at,
                resolve: row.resolve_due_at,
                next: row.due_at,
            },
            accepted_at: row.accepted_at,
            arrived_at: row.arrived_at,
            decline_reason: row.decline_reason,
            decline_addressee: row.decline_addressee,
            report: row.report_text,
            reported_at: row.reported_at,
            return_reason: row.return_reason,
            ended_at: row.ended_at,
            version: row.version,
        }
    }
}

pub(super) fn find(tx: &mut UtilityTx<'_>, id: AssignmentId) -> Result<Option<Assignment>, Error> {
    let (region, utility) = (tx.region(), tx.utility());
    let row: Option<Row> = assignments::table
        .filter(assignments::region_id.eq(region))
        .filter(
            assignments::utility_id
                .eq(utility)
                .and(assignments::id.eq(id)),
        )
        .select(Row::as_select())
        .first(tx.conn())
        .optional()?;
    Ok(row.map(Assignment::from))
}

pub(super) fn inbox(
    tx: &mut UtilityTx<'_>,
    state: Option<AssignmentState>,
    after: Option<InboxCursor>,
    limit: i64,
) -> Result<Vec<Assignment>, Error> {
    let utility = tx.utility();
    let (due_at, id) = after.map_or(
        (
            Moment::UNIX_EPOCH,
            AssignmentId::from_uuid(uuid::Uuid::nil()),
        ),
        |c| (c.due_at, c.id),
    );
    let open = assignments::table
        .filter(
            assignments::utility_id
                .eq(utility)
                .and(assignments::ended_at.is_null()),
        )
        .filter(assignments::due_at.ge(due_at))
        .filter(assignments::due_at.gt(due_at).or(assignments::id.gt(id)))
        .order((assignments::due_at, assignments::id))
        .limit(limit)
        .select(Row::as_select());
    let rows: Vec<Row> = match state {
        None => open.load(tx.conn())?,
        Some(state) => open.filter(assignments::state.eq(state)).load(tx.conn())?,
    };
    Ok(rows.into_iter().map(Assignment::from).collect())
}

pub(super) fn of_appeal(
    tx: &mut CommunityTx<'_>,
    appeal: AppealId,
) -> Result<Vec<Assignment>, Error> {
    let community = tx.community();
    let rows: Vec<Row> = assignments::table
        .filter(
            assignments::community_id
                .eq(community)
                .and(assignments::appeal_id.eq(appeal)),
        )
        .order((assignments::offered_at, assignments::id))
        .select(Row::as_select())
        .load(tx.conn())?;
    Ok(rows.into_iter().map(Assignment::from).collect())
}
