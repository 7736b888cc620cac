//! Takes one step of the table: the one place where an appeal changes its state.

use serde::Serialize;

use super::store::{self, Before};
use super::{Error, Outcome, State, Step};
use crate::access::Role;
use crate::db::{CommunityTx, UtilityTx};
use crate::ids::{AppealId, CommunityId, HandoverId, UtilityId};

/// What changes with the state.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Change {
    pub outcome: Option<Outcome>,
    pub utility: Option<UtilityId>,
    pub sent: Option<HandoverId>,
    pub is_return: bool,
}

/// What every event of a step says, for history and counters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Moved {
    pub from: &'static str,
    pub to: &'static str,
    /// A missed deadline stops counting with this step.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub acknowledge_overdue_ends: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub arrive_overdue_ends: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub resolve_overdue_ends: bool,
    pub version: i32,
}

/// A step inside the community. `expected` is the version that the caller has seen.
pub(crate) fn advance(
    tx: &mut CommunityTx<'_>,
    appeal: AppealId,
    step: Step,
    expected: Option<i32>,
    change: Change,
) -> Result<Moved, Error> {
    let role = tx.require(step.action())?;
    let before = store::advance(tx, appeal, step, expected, change)?;
    judge(before, step, expected, role)
}

/// A step of the utility that has the appeal. It sees of the appeal how far it has come.
pub(crate) fn advance_by_utility(
    tx: &mut UtilityTx<'_>,
    community: CommunityId,
    appeal: AppealId,
    step: Step,
) -> Result<Moved, Error> {
    let role = tx.require(step.action())?;
    let before = store::advance_by_utility(tx, community, appeal, step)?;
    judge(before, step, None, role)
}

fn judge(
    before: Option<Before>,
    step: Step,
    expected: Option<i32>,
    role: Role,
) -> Result<Moved, Error> {
    let before = before.ok_or(Error::NotFound)?;
    let Some(version) = before.new_version else {
        return Err(match expected {
            Some(version) if version != before.version => Error::Stale {
                current: before.version,
            },
            _ => Error::IllegalStep {
                state: before.state,
                step,
                legal: before.state.steps(role),
            },
        });
    };
    let to = step.to();
    let closes = to == State::Closed;
    Ok(Moved {
        from: before.state.code(),
        to: to.code(),
        acknowledge_overdue_ends: before.acknowledge_overdue && (closes || step.acknowledges()),
        arrive_overdue_ends: before.arrive_overdue && (closes || step.attends()),
        resolve_overdue_ends: before.resolve_overdue && closes,
        version,
    })
}
