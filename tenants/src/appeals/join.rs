//! Joins one more caller to an open appeal: "+1".

use serde::Serialize;

use super::{Error, State, store};
use crate::access::Action;
use crate::calls::{self, Applicant, CallOutcome};
use crate::db::{CommunityTx, Tx};
use crate::ids::AppealId;
use crate::ledger::{Kind, NewEvent};
use crate::text::Words;

/// How many callers the appeal has now, and its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    pub callers: i32,
    pub version: i32,
}

/// Adds a caller. An appeal that is closed takes no more callers: it is registered anew.
pub fn join(
    tx: &mut CommunityTx<'_>,
    appeal: AppealId,
    applicant: &Applicant,
    words: &Words,
) -> Result<Joined, Error> {
    tx.require(Action::JoinAppeal)?;
    let before = store::find(tx, appeal)?.ok_or(Error::NotFound)?;
    let joined = match store::add_caller(tx, appeal)? {
        Some((callers, version)) if before.state != State::Closed => Joined { callers, version },
        _ => return Err(Error::Closed),
    };
    calls::record(tx, appeal, CallOutcome::Joined, applicant, words)?;
    #[derive(Serialize)]
    struct Body {
        callers: i32,
        version: i32,
    }
    tx.record(NewEvent::new(
        tx.community(),
        Kind::AppealJoined,
        appeal,
        &Body {
            callers: joined.callers,
            version: joined.version,
        },
    )?);
    Ok(joined)
}
