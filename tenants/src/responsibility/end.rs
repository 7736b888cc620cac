//! Ends a responsibility, now or at a moment to come. What has ended stays: who was
//! responsible when an appeal was made must remain known.

use serde::Serialize;

use super::create::is_new;
use super::responsibility::{Period, Responsibility, ResponsibilityError as Error};
use super::store;
use crate::access::Action;
use crate::clock::Moment;
use crate::db::{CommunityTx, Tx};
use crate::ids::ResponsibilityId;
use crate::ledger::{Kind, NewEvent};

#[derive(Serialize)]
struct Ended {
    at: Moment,
}

/// `at` is now when none is given; `expected` is the version that the caller saw.
pub fn end(
    tx: &mut CommunityTx<'_>,
    id: ResponsibilityId,
    at: Option<Moment>,
    expected: Option<i32>,
) -> Result<Responsibility, Error> {
    tx.require(Action::ManageResponsibilities)?;
    let now = tx.now();
    let before = store::find(tx, id)?.ok_or(Error::NotFound)?;
    if expected.is_some_and(|version| version != before.version) {
        return Err(Error::Stale {
            current: before.version,
        });
    }
    if before.period.to().is_some_and(|to| to <= now) {
        return Err(Error::AlreadyEnded);
    }
    let at = at.unwrap_or(now);
    let period =
        Period::new(before.period.from(), Some(at)).map_err(|_| Error::EndsBeforeItBegins)?;
    let is_drawn_out = before.period.to().is_some_and(|to| at > to);
    let ended = Responsibility { period, ..before };
    if is_drawn_out {
        is_new(tx, &ended)?;
    }
    let Some(version) = store::set_end(tx, id, at, ended.version)? else {
        let current = store::find(tx, id)?.ok_or(Error::NotFound)?.version;
        return Err(Error::Stale { current });
    };
    let community = tx.community();
    tx.record(NewEvent::new(
        community,
        Kind::ResponsibilityEnded,
        id,
        &Ended { at },
    )?);
    Ok(Responsibility { version, ..ended })
}
