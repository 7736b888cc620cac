//! Who looked up whom by telephone stands in the ledger.

use serde::Serialize;

use crate::db::{CommunityTx, Error, Tx};
use crate::ids::{AppealId, SubjectId};
use crate::ledger::{Kind, NewEvent};

/// Whose data was shown, by the appeals that they belong to. The number itself would be a
/// person, and a ledger is never erased.
#[derive(Serialize)]
struct LookedUp {
    appeals: Vec<AppealId>,
}

/// Notes that the actor was shown what a number leads to; also when that is nothing, for
/// that is an answer, too. The subject is whoever looked.
pub(crate) fn note_look_up(
    tx: &mut CommunityTx<'_>,
    appeals: impl Iterator<Item = AppealId>,
) -> Result<(), Error> {
    let community = tx.community();
    let subject = match tx.actor().account() {
        Some(account) => SubjectId::from(account),
        None => community.into(),
    };
    let body = LookedUp {
        appeals: appeals.collect(),
    };
    tx.record(NewEvent::new(
        community,
        Kind::CallerLookedUp,
        subject,
        &body,
    )?);
    Ok(())
}
