//! What an import did, and who is told while it goes on.

use std::time::Duration;

use serde::Serialize;

use crate::db::words;
use crate::housing::remark::Remark;
use crate::housing::sheet::{Header, Row};

words! {
    /// What a file describes.
    Table {
        Settlements = "settlements",
        Streets = "streets",
        Aliases = "aliases",
        Buildings = "buildings",
        Entrances = "entrances",
        Queues = "queues",
        Places = "places",
        Responsibilities = "responsibilities",
    }
}

impl Table {
    /// How a remark calls one entry, in the accusative.
    pub(super) const fn this(self) -> &'static str {
        match self {
            Self::Settlements => "цей населений пункт",
            Self::Streets => "цю вулицю",
            Self::Aliases => "цю назву вулиці",
            Self::Buildings => "цей будинок",
            Self::Entrances => "цей під’їзд",
            Self::Places => "це місце",
            Self::Queues | Self::Responsibilities => "цей запис",
        }
    }
}

/// What was done to one table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
}

impl Tally {
    pub(super) const fn add(&mut self, more: Self) {
        self.added += more.added;
        self.changed += more.changed;
        self.unchanged += more.unchanged;
    }

    pub(super) const fn is_silent(&self) -> bool {
        self.added == 0 && self.changed == 0
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    pub source: String,
    /// What became of the registry, by table.
    pub tallies: Vec<(Table, Tally)>,
    /// What became of every row of every file.
    pub files: Vec<FileReport>,
}

impl ImportReport {
    pub(super) fn count(&mut self, table: Table, more: Tally) {
        match self.tallies.iter_mut().find(|(known, _)| *known == table) {
            Some((_, tally)) => tally.add(more),
            None => self.tallies.push((table, more)),
        }
    }

    #[must_use]
    pub fn tally(&self, table: Table) -> Tally {
        let found = self.tallies.iter().find(|(known, _)| *known == table);
        found.map_or_else(Tally::default, |(_, tally)| *tally)
    }
}

/// What became of one file: every row read is taken, refused, or another community's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileReport {
    pub file: String,
    pub table: Table,
    pub read: u64,
    pub taken: u64,
    pub refused: u64,
    /// Remarks on rows that were taken; one row may have several.
    pub suspicious: u64,
    pub passed_over: u64,
}

impl FileReport {
    pub(super) fn new(file: &str, table: Table) -> Self {
        Self {
            file: file.to_owned(),
            table,
            read: 0,
            taken: 0,
            refused: 0,
            suspicious: 0,
            passed_over: 0,
        }
    }
}

/// How far an import has come with one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Progress {
    pub table: Table,
    pub read: u64,
    pub rows: u64,
    #[serde(skip)]
    pub elapsed: Duration,
}

impl Progress {
    pub(super) const fn none_of(table: Table, rows: u64) -> Self {
        Self {
            table,
            read: 0,
            rows,
            elapsed: Duration::ZERO,
        }
    }

    /// Rows in a second, since the file was begun.
    #[must_use]
    pub fn rate(&self) -> u64 {
        let millis = self.elapsed.as_millis().max(1);
        u64::try_from(u128::from(self.read) * 1_000 / millis).unwrap_or(u64::MAX)
    }

    /// As long as the rest takes at this rate.
    #[must_use]
    pub fn left(&self) -> Duration {
        let left = self.rows.saturating_sub(self.read);
        Duration::from_secs(left.checked_div(self.rate()).unwrap_or(0))
    }
}

/// Whoever looks on: a command line, a request, a test.
pub trait Watch {
    fn progress(&mut self, progress: &Progress);

    /// The whole row, so that it can be corrected and given back.
    fn refused(&mut self, remark: &Remark, header: &Header, row: &Row) -> std::io::Result<()>;

    /// The row that was taken may be long gone: a later one can cast doubt on it.
    fn suspected(&mut self, remark: &Remark) -> std::io::Result<()>;
}
