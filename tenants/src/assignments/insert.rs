//! Writes a new assignment, together with the event of its appeal.

use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid};

use super::AssignmentState;
use super::offer::Offer;
use crate::clock::Moment;
use crate::db::{Binds, CommunityTx, Statement, Tx};
use crate::ids::{AccountId, AssignmentId, CommunityId, RegionId};

struct Insert {
    community: CommunityId,
    region: RegionId,
    by: Option<AccountId>,
    at: Moment,
    id: AssignmentId,
    offer: Offer,
}

impl Statement for Insert {
    type Id = Self;
    type Row = ();
    const SQL: &'static str = "assignment AS ( \
        INSERT INTO assignments (community_id, id, region_id, appeal_id, appeal_number, utility_id, \
          state, service_code, urgency, place, flat, words, contact_name, contact_phone, \
          offered_at, offered_by, acknowledge_due_at, arrive_due_at, resolve_due_at, \
          due_at) \
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))";

    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()> {
        let offer = &self.offer;
        binds
            .next::<Uuid, _>(&self.community)?
            .next::<Uuid, _>(&self.id)?
            .next::<Uuid, _>(&self.region)?
            .next::<Uuid, _>(&offer.appeal)?
            .next::<BigInt, _>(&offer.number)?
            .next::<Uuid, _>(&offer.utility)?
            .next::<Text, _>(&AssignmentState::Offered)?
            .next::<Text, _>(offer.service.as_str())?
            .next::<Text, _>(offer.urgency.as_str())?
            .next::<Text, _>(offer.place.as_str())?
            .next::<Nullable<Text>, _>(&offer.applicant.flat)?
            .next::<Text, _>(&offer.words)?
            .next::<Nullable<Text>, _>(&offer.applicant.name)?
            .next::<Nullable<Text>, _>(&offer.applicant.phone)?
            .next::<Timestamptz, _>(&self.at)?
            .next::<Nullable<Uuid>, _>(&self.by)?
            .next::<Nullable<Timestamptz>, _>(&offer.deadlines.acknowledge)?
            .next::<Nullable<Timestamptz>, _>(&offer.deadlines.arrive)?
            .next::<Nullable<Timestamptz>, _>(&offer.deadlines.resolve)?
            .next::<Timestamptz, _>(&offer.deadlines.next)?;
        Ok(())
    }
}

/// Leaves a new assignment to be written.
pub(super) fn insert(tx: &mut CommunityTx<'_>, offer: Offer) -> AssignmentId {
    let id = AssignmentId::new();
    let insert = Insert {
        community: tx.community(),
        region: tx.region(),
        by: tx.actor().account(),
        at: tx.now(),
        id,
        offer,
    };
    tx.write_last(insert);
    id
}
