//! The transactions of one file, and what the ledger keeps of them.

use serde::Serialize;

use super::Mode;
use super::report::{Table, Tally};
use super::write::{Change, Written};
use crate::access::{Action, Actor};
use crate::db::{CommunityTx, Db, Tx};
use crate::housing::{Error, store_import as store};
use crate::ids::CommunityId;
use crate::ledger::{Kind, NewEvent};

/// Somebody who edits the same entries meanwhile makes a batch be compared anew this often.
const TRIES: u32 = 4;

pub(super) struct Batches<'a> {
    pub db: &'a Db,
    pub actor: &'a Actor,
    pub community: CommunityId,
    pub mode: Mode,
    pub source: String,
    pub file: String,
    pub table: Table,
}

/// One event for a batch that changed something: one for each of a million rows would bury the
/// ledger. What changed stands there as it was and as it is; what was added tells by itself when
/// it came.
#[derive(Serialize)]
struct Imported<'a> {
    source: &'a str,
    file: &'a str,
    table: Table,
    lines: (u64, u64),
    tallies: &'a [(Table, Tally)],
    changed: &'a [Change],
}

impl Batches<'_> {
    pub(super) fn look_up<T>(
        &self,
        look: impl Fn(&mut CommunityTx<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.db
            .in_community("housing.import.look_up", self.actor, self.community, |tx| {
                tx.require(Action::ImportHousing)?;
                store::plan_anew(tx)?;
                look(tx)
            })
    }

    pub(super) fn write(
        &self,
        lines: (u64, u64),
        work: impl Fn(&mut CommunityTx<'_>, Mode) -> Result<Written, Error>,
    ) -> Result<Written, Error> {
        let mut tried = 1;
        loop {
            match self.try_to_write(lines, &work) {
                Err(error) if tried < TRIES && is_disturbed(&error) => tried += 1,
                outcome => return outcome,
            }
        }
    }

    fn try_to_write(
        &self,
        lines: (u64, u64),
        work: impl Fn(&mut CommunityTx<'_>, Mode) -> Result<Written, Error>,
    ) -> Result<Written, Error> {
        self.db
            .in_community("housing.import", self.actor, self.community, |tx| {
                tx.require(Action::ImportHousing)?;
                store::plan_anew(tx)?;
                let written = work(tx, self.mode)?;
                // The event is this import's, whatever else was asked for on the way.
                tx.require(Action::ImportHousing)?;
                if self.mode == Mode::Take && !written.is_silent() {
                    self.record(tx, lines, &written)?;
                }
                Ok(written)
            })
    }

    fn record(
        &self,
        tx: &mut CommunityTx<'_>,
        lines: (u64, u64),
        written: &Written,
    ) -> Result<(), Error> {
        let body = Imported {
            source: &self.source,
            file: &self.file,
            table: self.table,
            lines,
            tallies: &written.tallies,
            changed: &written.changed,
        };
        let community = tx.community();
        let event = NewEvent::new(community, Kind::HousingImported, community, &body)?;
        tx.record(event);
        Ok(())
    }
}

/// Somebody else wrote the same entries between comparing and writing.
fn is_disturbed(error: &Error) -> bool {
    match error {
        Error::Disturbed => true,
        Error::Database(error) => error.unique_violation().is_some(),
        _ => false,
    }
}
