//! One file that is brought in.

use chrono::Duration;
use diesel::prelude::*;

use crate::clock::Moment;
use crate::db::schema::imports;
use crate::db::words;
use crate::housing::Table;
use crate::ids::ImportId;

words! {
    /// How an import stands.
    ImportState {
        Running = "running",
        Done = "done",
        Failed = "failed",
        /// The program that took it was stopped. What was read until then is in, and the same
        /// file may be given again.
        Interrupted = "interrupted",
    }
}

words! {
    /// Rows that an import gives back.
    GivenRows {
        /// Not taken: to be corrected, and given again.
        Refused = "refused",
        /// Taken, and odd.
        Suspicious = "suspicious",
    }
}

/// Whoever takes a file tells every second or two; after so long in silence they are gone.
const SILENCE: Duration = Duration::seconds(60);

/// What is asked for.
#[derive(Debug, Clone)]
pub struct NewImport {
    pub id: ImportId,
    pub holds: Table,
    pub file: String,
    pub mapping: String,
    pub dry_run: bool,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    pub read: i64,
    /// 0: not counted yet.
    pub all: i64,
    pub refused: i64,
    pub suspicious: i64,
}

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = imports)]
pub struct Import {
    pub id: ImportId,
    pub holds: Table,
    pub file: String,
    pub mapping: String,
    pub dry_run: bool,
    pub state: ImportState,
    pub rows_read: i64,
    pub rows_all: i64,
    pub refused: i64,
    pub suspicious: i64,
    /// JSON.
    pub report: Option<String>,
    pub reason: Option<String>,
    pub started_at: Moment,
    pub told_at: Moment,
    pub ended_at: Option<Moment>,
}

impl Import {
    /// As it stands now: one that fell silent was interrupted, although nobody is left to say so.
    pub(super) fn seen_at(mut self, now: Moment) -> Self {
        if self.state == ImportState::Running && self.told_at < silent_since(now) {
            self.state = ImportState::Interrupted;
            self.ended_at = Some(self.told_at);
        }
        self
    }
}

/// Who has said nothing since then is gone.
pub(super) fn silent_since(now: Moment) -> Moment {
    now - SILENCE
}
