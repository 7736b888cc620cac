//! Writes a new appeal.

use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid};

use crate::appeals::Appeal;
use crate::calls::{Applicant, CallOutcome};
use crate::db::{Binds, CommunityTx, Statement, Tx};
use crate::ids::{AccountId, CallId, CommunityId, RegionId};
use crate::text::Words;

/// The appeal and its first call. They wait for the end of the transaction, where they go in
/// together with the event and the kept reply.
struct Insert {
    community: CommunityId,
    region: RegionId,
    by: Option<AccountId>,
    appeal: Appeal,
    call: CallId,
    call_outcome: CallOutcome,
    applicant: Applicant,
    words: Words,
}

impl Statement for Insert {
    type Id = Self;
    type Row = ();
    const SQL: &'static str = "\
        appeal AS ( \
          INSERT INTO appeals (community_id, id, region_id, number, tracking_code, kind, state, result, \
            service_code, urgency, building_id, place, responsible_utility_id, registered_at, \
            registered_by, acknowledge_due_at, arrive_due_at, resolve_due_at, due_at, \
            acknowledged_at, closed_at, received_handover_id) \
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
        ), call AS ( \
          INSERT INTO calls (community_id, id, appeal_id, outcome, applicant_name, applicant_phone, \
            flat, words, taken_at, taken_by) \
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
        )";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        let appeal = &self.appeal;
        binds
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&appeal.id)?
            .next::<Uuid, _>(&self.region)?
            .next::<BigInt, _>(&appeal.number)?
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
            .next::<Nullable<Timestamptz>, _>(&appeal.deadlines.arrive)?
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
            .next::<Text, _>(&self.words)?
            .next::<Timestamptz, _>(&appeal.registered_at)?
            .next::<Nullable<Uuid>, _>(&self.by)?;
        Ok(())
    }
}

/// Leaves a new appeal with its first call to be written.
pub(in crate::appeals) fn insert(
    tx: &mut CommunityTx<'_>,
    appeal: &Appeal,
    call_outcome: CallOutcome,
    applicant: &Applicant,
    words: &Words,
) {
    let insert = Insert {
        community: tx.community(),
        region: tx.region(),
        by: tx.actor().account(),
        appeal: appeal.clone(),
        call: CallId::new(),
        call_outcome,
        applicant: applicant.clone(),
        words: words.clone(),
    };
    tx.write_last(insert);
}
