//! The history of one thing: its events, sealed or still waiting to be.

use diesel::prelude::*;
use diesel::sql_types;

use crate::clock::Moment;
use crate::db::{CommunityTx, Error, Tx};
use crate::ids::{AccountId, EventId, SubjectId, UtilityId};

/// One step, as it is shown on a card.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct HistoryEntry {
    #[diesel(sql_type = sql_types::Uuid)]
    pub id: EventId,
    /// Nothing while it waits for its seal, less than a second.
    #[diesel(sql_type = sql_types::Nullable<sql_types::BigInt>)]
    pub position: Option<i64>,
    #[diesel(sql_type = sql_types::Text)]
    pub kind: String,
    #[diesel(sql_type = sql_types::Nullable<sql_types::Uuid>)]
    pub actor_id: Option<AccountId>,
    #[diesel(sql_type = sql_types::Text)]
    pub actor_role: String,
    #[diesel(sql_type = sql_types::Nullable<sql_types::Uuid>)]
    pub utility_id: Option<UtilityId>,
    #[diesel(sql_type = sql_types::Timestamptz)]
    pub occurred_at: Moment,
    #[diesel(sql_type = sql_types::Text)]
    pub body: String,
}

const SQL: &str = "
SELECT id, position, kind, actor_id, actor_role, utility_id, occurred_at, body
FROM ledger_events WHERE community_id = $1 AND subject_id = $2
UNION ALL
SELECT id, NULL, kind, actor_id, actor_role, utility_id, occurred_at, body
FROM ledger_inbox WHERE community_id = $1 AND subject_id = $2
ORDER BY position NULLS LAST, occurred_at, id";

/// All steps of one subject in this community, oldest first.
pub fn history(
    tx: &mut CommunityTx<'_>,
    subject: impl Into<SubjectId>,
) -> Result<Vec<HistoryEntry>, Error> {
    let community = tx.community();
    Ok(diesel::sql_query(SQL)
        .bind::<sql_types::Uuid, _>(community)
        .bind::<sql_types::Uuid, _>(subject.into())
        .load(tx.conn())?)
}
