//! The SQL that reads assignments.

use diesel::prelude::*;

use super::{Assignment, AssignmentState, Error, InboxCursor};
use crate::appeals::Deadlines;
use crate::calls::{Applicant, Phone};
use crate::clock::Moment;
use crate::db::schema::assignments;
use crate::db::{CommunityTx, Tx, UtilityTx};
use crate::ids::{AppealId, AssignmentId, CommunityId, UtilityId};
use crate::text::{Flat, Name, Words};

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
