//! What is already there is compared with what a batch brings; only the difference is written.

use serde::Serialize;
use serde_json::{Map, Value};

use super::Mode;
use super::report::{Table, Tally};
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::difference::difference;
use crate::housing::entry::EntryState;
use crate::housing::remark::Reason;
use crate::housing::store_import::Batched;
use crate::ids::{BuildingId, SubjectId};

/// What became of an entry that was there before.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    pub table: Table,
    /// To whose history it belongs.
    pub subject: SubjectId,
    /// What the entry is, and each field that differs, as an edit by hand has them.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

/// What a batch did.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub tallies: Vec<(Table, Tally)>,
    /// What was added tells by itself when it came.
    pub changed: Vec<Change>,
    /// What the registry makes doubtful: of which entry of the batch, and why.
    pub doubts: Vec<(usize, Reason)>,
    /// The buildings of a batch, in its order.
    pub buildings: Vec<BuildingId>,
}

impl Written {
    pub(super) fn and(mut self, more: Self) -> Self {
        self.tallies.extend(more.tallies);
        self.changed.extend(more.changed);
        self.doubts.extend(more.doubts);
        self
    }

    pub(super) fn is_silent(&self) -> bool {
        self.tallies.iter().all(|(_, tally)| tally.is_silent())
    }
}

pub(super) struct Comparison<E> {
    added: Vec<E>,
    /// What was, what is, and what else of it is another.
    changed: Vec<(E, E, Map<String, Value>)>,
    unchanged: u64,
    /// Which entries of the batch the registry has as retired.
    retired: Vec<usize>,
}

impl<E: Batched> Comparison<E> {
    pub(super) const fn new() -> Self {
        Self {
            added: Vec::new(),
            changed: Vec::new(),
            unchanged: 0,
            retired: Vec::new(),
        }
    }

    /// `at` is the place of the entry in its batch.
    pub(super) fn note(&mut self, at: usize, before: Option<&E>, after: E) {
        let Some(before) = before else {
            self.added.push(after);
            return;
        };
        if before.state() == EntryState::Retired {
            self.retired.push(at);
        }
        if *before == after {
            self.unchanged += 1;
        } else {
            self.raise(before, after, Map::new());
        }
    }

    /// An entry that is written whatever it holds; `more` of it stands elsewhere.
    pub(super) fn raise(&mut self, before: &E, after: E, more: Map<String, Value>) {
        let after = after.with_version(before.version() + 1);
        self.changed.push((before.clone(), after, more));
    }

    pub(super) fn write(
        self,
        tx: &mut CommunityTx<'_>,
        table: Table,
        mode: Mode,
    ) -> Result<Written, Error> {
        let count = |entries: usize| u64::try_from(entries).unwrap_or(u64::MAX);
        let tally = Tally {
            added: count(self.added.len()),
            changed: count(self.changed.len()),
            unchanged: self.unchanged,
        };
        let (mut changed, mut write) = (Vec::with_capacity(self.changed.len()), self.added);
        for (before, after, more) in self.changed {
            let mut fields = difference(&before, &after)?;
            fields.extend(more);
            changed.push(Change {
                table,
                subject: after.subject(),
                fields,
            });
            write.push(after);
        }
        if mode == Mode::Take && !write.is_empty() && E::write(tx, &write)? != write.len() {
            return Err(Error::Disturbed);
        }
        let retired = Reason::Retired { what: table.this() };
        let doubts = self.retired.into_iter().map(|at| (at, retired.clone()));
        Ok(Written {
            tallies: vec![(table, tally)],
            changed,
            doubts: doubts.collect(),
            buildings: Vec::new(),
        })
    }
}
