//! What is already there is compared with what a batch brings; only the difference is written.

use super::Mode;
use super::report::{Table, Tally};
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::store_import::Batched;
use crate::ids::{BuildingId, SubjectId};

/// What a batch did.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub tallies: Vec<(Table, Tally)>,
    /// Whose history the changes belong to. What was added tells by itself when it came.
    pub changed: Vec<SubjectId>,
    /// The buildings of a batch, in its order.
    pub buildings: Vec<BuildingId>,
}

impl Written {
    pub(super) fn and(mut self, more: Self) -> Self {
        self.tallies.extend(more.tallies);
        self.changed.extend(more.changed);
        self
    }

    pub(super) fn is_silent(&self) -> bool {
        self.tallies.iter().all(|(_, tally)| tally.is_silent())
    }
}

pub(super) struct Comparison<E> {
    tally: Tally,
    write: Vec<E>,
    changed: Vec<SubjectId>,
}

impl<E: Batched> Comparison<E> {
    pub(super) const fn new() -> Self {
        Self {
            tally: Tally {
                added: 0,
                changed: 0,
                unchanged: 0,
            },
            write: Vec::new(),
            changed: Vec::new(),
        }
    }

    pub(super) fn note(&mut self, before: Option<&E>, after: E) {
        match before {
            Some(before) if *before == after => self.tally.unchanged += 1,
            Some(before) => {
                self.tally.changed += 1;
                self.changed.push(after.subject());
                self.write.push(after.with_version(before.version() + 1));
            }
            None => {
                self.tally.added += 1;
                self.write.push(after);
            }
        }
    }

    /// An entry that is written whatever it holds: something of it that stands elsewhere changed.
    pub(super) fn raise(&mut self, after: E) {
        self.tally.changed += 1;
        self.changed.push(after.subject());
        let version = after.version() + 1;
        self.write.push(after.with_version(version));
    }

    pub(super) fn write(
        self,
        tx: &mut CommunityTx<'_>,
        table: Table,
        mode: Mode,
    ) -> Result<Written, Error> {
        if mode == Mode::Take
            && !self.write.is_empty()
            && E::write(tx, &self.write)? != self.write.len()
        {
            return Err(Error::Disturbed);
        }
        Ok(Written {
            tallies: vec![(table, self.tally)],
            changed: self.changed,
            buildings: Vec::new(),
        })
    }
}
