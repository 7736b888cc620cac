//! The SQL of hand-overs.

use diesel::prelude::*;

use super::{Direction, Error, Handover, HandoverState, ListCursor, NewHandover};
use crate::calls::{Applicant, Call, Phone};
use crate::clock::Moment;
use crate::db::schema::{appeals, communities, handovers};
use crate::db::{self, CommunityTx, Tx};
use crate::ids::{AppealId, CommunityId, HandoverId};
use crate::text::{Flat, Name, Words};

pub(super) fn is_active_community(
    tx: &mut CommunityTx<'_>,
    id: CommunityId,
) -> Result<bool, Error> {
    let region = tx.region();
    let found: i64 = communities::table
        .filter(
            communities::region_id
                .eq(region)
                .and(communities::id.eq(id)),
        )
        .filter(communities::state.eq("active"))
        .count()
        .get_result(tx.conn())?;
    Ok(found == 1)
}

/// What the contract says of the appeal itself.
#[derive(Queryable)]
pub(super) struct OfferedAppeal {
    number: i64,
    service: String,
    place: String,
}

pub(super) fn offered_appeal(
    tx: &mut CommunityTx<'_>,
    id: AppealId,
) -> Result<OfferedAppeal, Error> {
    let community = tx.community();
    Ok(appeals::table
        .filter(appeals::community_id.eq(community).and(appeals::id.eq(id)))
        .select((appeals::number, appeals::service_code, appeals::place))
        .first(tx.conn())?)
}

pub(super) fn insert(
    tx: &mut CommunityTx<'_>,
    id: HandoverId,
    new: &NewHandover,
    appeal: &OfferedAppeal,
    call: &Call,
) -> Result<(), Error> {
    diesel::insert_into(handovers::table)
        .values((
            handovers::community_id.eq(tx.community()),
            handovers::id.eq(id),
            handovers::region_id.eq(tx.region()),
            handovers::appeal_id.eq(new.appeal),
            handovers::appeal_number.eq(appeal.number),
            handovers::to_community_id.eq(new.to),
            handovers::state.eq(HandoverState::Offered),
            handovers::service_code.eq(&appeal.service),
            handovers::place.eq(&appeal.place),
            handovers::reason.eq(&new.reason),
            handovers::flat.eq(&call.applicant.flat),
            handovers::words.eq(&call.words),
            handovers::contact_name.eq(&call.applicant.name),
            handovers::contact_phone.eq(&call.applicant.phone),
            handovers::offered_at.eq(tx.now()),
            handovers::offered_by.eq(tx.actor().account()),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// What was offered to this community and still waits for its answer.
pub(super) fn lock_offered(
    tx: &mut CommunityTx<'_>,
    id: HandoverId,
    expected: Option<i32>,
) -> Result<Handover, Error> {
    let community = tx.community();
    let row: Option<Row> = handovers::table
        .filter(
            handovers::to_community_id
                .eq(community)
                .and(handovers::id.eq(id)),
        )
        .select(Row::as_select())
        .for_update()
        .first(tx.conn())
        .optional()?;
    still_offered(row, expected)
}

/// What this community offered and nobody has answered.
pub(super) fn lock_offered_by(
    tx: &mut CommunityTx<'_>,
    id: HandoverId,
    expected: Option<i32>,
) -> Result<Handover, Error> {
    let community = tx.community();
    let row: Option<Row> = handovers::table
        .filter(
            handovers::community_id
                .eq(community)
                .and(handovers::id.eq(id)),
        )
        .select(Row::as_select())
        .for_update()
        .first(tx.conn())
        .optional()?;
    still_offered(row, expected)
}

fn still_offered(row: Option<Row>, expected: Option<i32>) -> Result<Handover, Error> {
    let handover = Handover::from(row.ok_or(Error::NotFound)?);
    if expected.is_some_and(|expected| expected != handover.version) {
        return Err(Error::Stale {
            current: handover.version,
        });
    }
    if handover.state == HandoverState::Offered {
        Ok(handover)
    } else {
        Err(Error::Answered {
            state: handover.state,
        })
    }
}

pub(super) fn withdraw(tx: &mut CommunityTx<'_>, id: HandoverId) -> Result<i32, Error> {
    let (community, now) = (tx.community(), tx.now());
    Ok(diesel::update(
        handovers::table.filter(
            handovers::community_id
                .eq(community)
                .and(handovers::id.eq(id)),
        ),
    )
    .set((
        handovers::state.eq(HandoverState::Withdrawn),
        handovers::decided_at.eq(now),
        handovers::version.eq(handovers::version + 1),
    ))
    .returning(handovers::version)
    .get_result(tx.conn())?)
}

/// The receiver's answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decision<'a> {
    pub state: HandoverState,
    pub receiver_appeal: Option<(AppealId, i64)>,
    pub refusal_reason: Option<&'a Words>,
    pub proposed: Option<CommunityId>,
}

pub(super) fn decide(
    tx: &mut CommunityTx<'_>,
    id: HandoverId,
    decision: Decision<'_>,
) -> Result<i32, Error> {
    let (community, now) = (tx.community(), tx.now());
    Ok(diesel::update(
        handovers::table.filter(
            handovers::to_community_id
                .eq(community)
                .and(handovers::id.eq(id)),
        ),
    )
    .set((
        handovers::state.eq(decision.state),
        handovers::decided_at.eq(now),
        handovers::refusal_reason.eq(decision.refusal_reason),
        handovers::proposed_community_id.eq(decision.proposed),
        handovers::receiver_appeal_id.eq(decision.receiver_appeal.map(|(id, _)| id)),
        handovers::receiver_appeal_number.eq(decision.receiver_appeal.map(|(_, number)| number)),
        handovers::version.eq(handovers::version + 1),
    ))
    .returning(handovers::version)
    .get_result(tx.conn())?)
}

/// The sender, its appeal, and the receiver's number.
type Completed = (CommunityId, AppealId, Option<i64>);

pub(super) fn complete(
    tx: &mut CommunityTx<'_>,
    id: HandoverId,
    result: &str,
) -> Result<Option<Completed>, db::Error> {
    let (community, now) = (tx.community(), tx.now());
    Ok(diesel::update(
        handovers::table
            .filter(
                handovers::to_community_id
                    .eq(community)
                    .and(handovers::id.eq(id)),
            )
            .filter(handovers::state.eq(HandoverState::Accepted)),
    )
    .set((
        handovers::state.eq(HandoverState::Completed),
        handovers::receiver_result.eq(result),
        handovers::completed_at.eq(now),
        handovers::version.eq(handovers::version + 1),
    ))
    .returning((
        handovers::community_id,
        handovers::appeal_id,
        handovers::receiver_appeal_number,
    ))
    .get_result(tx.conn())
    .optional()?)
}

pub(super) fn find(tx: &mut CommunityTx<'_>, id: HandoverId) -> Result<Option<Handover>, Error> {
    let community = tx.community();
    let row: Option<Row> = handovers::table
        .filter(handovers::id.eq(id))
        .filter(
            handovers::community_id
                .eq(community)
                .or(handovers::to_community_id.eq(community)),
        )
        .select(Row::as_select())
        .first(tx.conn())
        .optional()?;
    Ok(row.map(Handover::from))
}

pub(super) fn list(
    tx: &mut CommunityTx<'_>,
    direction: Direction,
    after: Option<ListCursor>,
    limit: i64,
) -> Result<Vec<Handover>, Error> {
    let (region, community) = (tx.region(), tx.community());
    let after = after.unwrap_or(ListCursor {
        offered: true,
        offered_at: Moment::MAX_UTC,
        id: HandoverId::from_uuid(uuid::Uuid::max()),
    });
    let waits = || handovers::state.eq(HandoverState::Offered);
    let later = handovers::offered_at
        .lt(after.offered_at)
        .or(handovers::offered_at
            .eq(after.offered_at)
            .and(handovers::id.lt(after.id)));
    let page = handovers::table
        .filter(
            waits()
                .lt(after.offered)
                .or(waits().eq(after.offered).and(later)),
        )
        .order((
            waits().desc(),
            handovers::offered_at.desc(),
            handovers::id.desc(),
        ))
        .limit(limit)
        .select(Row::as_select());
    let rows: Vec<Row> = match direction {
        Direction::Sent => page
            .filter(handovers::community_id.eq(community))
            .load(tx.conn())?,
        Direction::Received => page
            .filter(
                handovers::region_id
                    .eq(region)
                    .and(handovers::to_community_id.eq(community)),
            )
            .load(tx.conn())?,
    };
    Ok(rows.into_iter().map(Handover::from).collect())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = handovers)]
struct Row {
    community_id: CommunityId,
    id: HandoverId,
    appeal_id: AppealId,
    appeal_number: i64,
    to_community_id: CommunityId,
    state: HandoverState,
    service_code: String,
    place: String,
    reason: Words,
    flat: Option<Flat>,
    words: Words,
    contact_name: Option<Name>,
    contact_phone: Option<Phone>,
    offered_at: Moment,
    decided_at: Option<Moment>,
    refusal_reason: Option<Words>,
    proposed_community_id: Option<CommunityId>,
    receiver_appeal_id: Option<AppealId>,
    receiver_appeal_number: Option<i64>,
    receiver_result: Option<String>,
    completed_at: Option<Moment>,
    version: i32,
}

impl From<Row> for Handover {
    fn from(row: Row) -> Self {
        Self {
            from: row.community_id,
            id: row.id,
            appeal: row.appeal_id,
            appeal_number: row.appeal_number,
            to: row.to_community_id,
            state: row.state,
            service: row.service_code,
            place: row.place,
            reason: row.reason,
            applicant: Applicant {
                name: row.contact_name,
                phone: row.contact_phone,
                flat: row.flat,
            },
            words: row.words,
            offered_at: row.offered_at,
            decided_at: row.decided_at,
            refusal_reason: row.refusal_reason,
            proposed: row.proposed_community_id,
            receiver_appeal: row.receiver_appeal_id,
            receiver_number: row.receiver_appeal_number,
            receiver_result: row.receiver_result,
            completed_at: row.completed_at,
            version: row.version,
        }
    }
}
