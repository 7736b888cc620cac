//! Takes a step, if it is legal, in one statement that says either way how things stood.

use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Bool, Integer, Nullable, Text, Timestamptz, Uuid};

use crate::appeals::advance::Change;
use crate::appeals::{Error, State, Step};
use crate::clock::Moment;
use crate::db::{Binds, CommunityTx, Prepared, Statement, Tx, UtilityTx};
use crate::ids::{AppealId, CommunityId, UtilityId};

/// How an appeal stood before a step, and its version after it, if the step was taken.
pub(in crate::appeals) struct Before {
    pub state: State,
    pub version: i32,
    pub acknowledge_overdue: bool,
    pub arrive_overdue: bool,
    pub resolve_overdue: bool,
    pub new_version: Option<i32>,
}

type BeforeRow = (Text, Integer, Bool, Bool, Bool, Nullable<Integer>);

impl Before {
    fn from_row(row: (State, i32, bool, bool, bool, Option<i32>)) -> Self {
        let (state, version, acknowledge_overdue, arrive_overdue, resolve_overdue, new_version) =
            row;
        Self {
            state,
            version,
            acknowledge_overdue,
            arrive_overdue,
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
                  arrive_missed_at IS NOT NULL AND attended_at IS NULL AS arrive_overdue, \
                  resolve_missed_at IS NOT NULL AS resolve_overdue \
           FROM appeals WHERE ", $whose, " AND id = ? FOR UPDATE \
         ), after AS ( \
           UPDATE appeals a SET state = ?, version = a.version + 1, \
             acknowledged_at = coalesce(a.acknowledged_at, ?), \
             attended_at = coalesce(a.attended_at, ?), \
             due_at = CASE WHEN coalesce(a.attended_at, ?) IS NOT NULL \
                             THEN coalesce(a.resolve_due_at, a.due_at) \
                           WHEN coalesce(a.acknowledged_at, ?) IS NOT NULL \
                             THEN coalesce(least(a.arrive_due_at, a.resolve_due_at), a.due_at) \
                           ELSE a.due_at END, ", $set,
            " FROM before \
           WHERE a.community_id = ? AND a.id = before.id AND before.state = ANY(?) \
             AND (?::int IS NULL OR before.version = ?) \
           RETURNING a.version \
         ) \
         SELECT before.state, before.version, before.acknowledge_overdue, before.arrive_overdue, \
                before.resolve_overdue, after.version \
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
    attended_at: Option<Moment>,
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
            .next::<Nullable<Timestamptz>, _>(&self.attended_at)?
            .next::<Nullable<Timestamptz>, _>(&self.attended_at)?
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

pub(in crate::appeals) fn advance(
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
        attended_at: step.attends().then_some(now),
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
    attended_at: Option<Moment>,
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
            .next::<Nullable<Timestamptz>, _>(&self.attended_at)?
            .next::<Nullable<Timestamptz>, _>(&self.attended_at)?
            .next::<Nullable<Timestamptz>, _>(&self.acknowledged_at)?
            .next::<Nullable<Timestamptz>, _>(&self.reported_at)?
            .next::<Uuid, _>(&self.community)?
            .next::<Array<Text>, _>(&self.from)?
            .next::<Nullable<Integer>, _>(&None::<i32>)?
            .next::<Nullable<Integer>, _>(&None::<i32>)?;
        Ok(())
    }
}

pub(in crate::appeals) fn advance_by_utility(
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
        attended_at: step.attends().then_some(now),
        reported_at: (step == Step::Report).then_some(now),
    };
    Ok(Prepared(advance)
        .get_result(tx.conn())
        .optional()?
        .map(Before::from_row))
}
