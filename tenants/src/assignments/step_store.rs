//! The SQL by which an assignment changes: what its community settles, and the steps of whoever
//! has it.

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Integer, Nullable, Text, Timestamptz, Uuid};

use super::offer::Settlement;
use super::work::Said;
use super::{AssignmentState, Error, Touched};
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
