//! Reads one file in batches, and writes each in a transaction of its own.

use std::io;
use std::path::Path;
use std::time::Instant;

use super::Mode;
use super::batches::Batches;
use super::cells::{Cells, Notes};
use super::known::Known;
use super::report::{FileReport, Progress, Table, Watch};
use super::write::Written;
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::mapping::Mapping;
use crate::housing::remark::Reason;
use crate::housing::sheet::{self, Header, Row, SheetError};

/// Rows of one batch: as many as one statement takes, far below PostgreSQL's 65,535 parameters.
const BATCH: usize = 1_000;
/// A batch of rows that are long beyond reason is smaller, because it is held in memory.
const BATCH_BYTES: usize = 8 << 20;

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{file}: {cause}")]
    Sheet { file: String, cause: SheetError },
    #[error("the mapping says nothing of {table}")]
    NotMapped { table: Table },
    #[error("the report cannot be written: {0}")]
    Report(io::Error),
    #[error(transparent)]
    Housing(#[from] Error),
}

/// How one kind of file becomes entries.
pub(super) trait Takes {
    /// What a row becomes when it is taken.
    type Pending;
    /// What has to be asked of the registry before the rows of a batch can be understood.
    type Found: Default;
    const TABLE: Table;
    /// Whether anything has to be asked.
    const ASKS: bool = false;

    /// Makes room for what is known of so many rows.
    fn expect(_known: &mut Known, _rows: u64) {}

    /// Columns that must be there.
    fn columns(&self) -> Vec<String>;

    fn look_up(
        &self,
        _tx: &mut CommunityTx<'_>,
        _known: &Known,
        _header: &Header,
        _rows: &[Row],
    ) -> Result<Self::Found, Error> {
        Ok(Self::Found::default())
    }

    /// Understands a row, or says why not. Called once for each row, in their order.
    fn read(
        &mut self,
        known: &mut Known,
        found: &Self::Found,
        row: Cells<'_>,
        notes: &mut Notes<'_>,
    ) -> Option<Self::Pending>;

    /// The column that names the entry of a row.
    fn named_by(&self) -> &str;

    /// Compares a batch with the registry and writes the difference. May be called again.
    fn write(
        &self,
        tx: &mut CommunityTx<'_>,
        pending: &[Self::Pending],
        mode: Mode,
    ) -> Result<Written, Error>;

    /// Learns what the registry calls the things of a batch that was written.
    fn keep(&self, _known: &mut Known, _pending: &[Self::Pending], _written: &Written) {}
}

pub(super) fn file<T: Takes>(
    batches: Batches<'_>,
    known: &mut Known,
    mapping: &Mapping,
    table: T,
    path: &Path,
    watch: &mut dyn Watch,
) -> Result<(FileReport, Vec<Written>), ImportError> {
    let reading = mapping.reading(table.columns());
    let named = |cause| ImportError::Sheet {
        file: batches.file.clone(),
        cause,
    };
    // Also finds, before anything is written, whatever forbids to take any of it.
    let rows = sheet::count_rows(path, &reading).map_err(named)?;
    T::expect(known, rows);
    let mut taking = Taking {
        report: FileReport::new(&batches.file, T::TABLE),
        columns: table.columns(),
        mapping,
        known,
        table,
        watch,
        rows,
        started: Instant::now(),
        header: Header::default(),
        waiting: Vec::with_capacity(BATCH),
        waiting_bytes: 0,
        written: Vec::new(),
        batches: &batches,
    };
    let read = sheet::each_row(path, &reading, |header, row| taking.give(header, row));
    read.map_err(|ended| match ended {
        Ended::Sheet(cause) => named(cause),
        Ended::Import(error) => error,
    })?;
    taking.flush()?;
    Ok((taking.report, taking.written))
}

/// Why the rows came to an end before the file did.
enum Ended {
    Sheet(SheetError),
    Import(ImportError),
}

impl From<SheetError> for Ended {
    fn from(cause: SheetError) -> Self {
        Self::Sheet(cause)
    }
}

struct Taking<'t, 'w, T> {
    batches: &'t Batches<'t>,
    mapping: &'t Mapping,
    known: &'t mut Known,
    watch: &'w mut dyn Watch,
    table: T,
    columns: Vec<String>,
    header: Header,
    waiting: Vec<Row>,
    waiting_bytes: usize,
    report: FileReport,
    written: Vec<Written>,
    rows: u64,
    started: Instant,
}

impl<T: Takes> Taking<'_, '_, T> {
    fn give(&mut self, header: &Header, row: Row) -> Result<(), Ended> {
        if self.report.read == 0 {
            self.header = header.clone();
        }
        self.report.read += 1;
        self.waiting_bytes += row.cells.as_slice().len();
        self.waiting.push(row);
        if self.waiting.len() == BATCH || self.waiting_bytes > BATCH_BYTES {
            self.flush().map_err(Ended::Import)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ImportError> {
        let rows = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        let lines = rows.first().zip(rows.last());
        let Some(lines) = lines.map(|(first, last)| (first.line, last.line)) else {
            return Ok(());
        };
        let (pending, taken) = self.understand(&rows)?;
        if !pending.is_empty() {
            let work = |tx: &mut CommunityTx<'_>, mode| self.table.write(tx, &pending, mode);
            let mut written = self.batches.write(lines, work)?;
            self.table.keep(self.known, &pending, &written);
            let of_row = |(at, reason)| Some((*taken.get(at)?, reason));
            self.doubt(written.doubts.drain(..).filter_map(of_row))?;
            (written.changed, written.buildings) = (Vec::new(), Vec::new());
            self.written.push(written);
        }
        self.watch.progress(&Progress {
            table: T::TABLE,
            read: self.report.read,
            rows: self.rows,
            elapsed: self.started.elapsed(),
        });
        Ok(())
    }

    /// Passes on what only the registry could tell.
    fn doubt<'r>(
        &mut self,
        doubts: impl Iterator<Item = (&'r Row, Reason)>,
    ) -> Result<(), ImportError> {
        let (header, column) = (&self.header, self.table.named_by());
        let mut notes = Notes::new(&mut self.report, &mut *self.watch, self.mapping);
        for (row, reason) in doubts {
            notes.suspect_cell(Cells { header, row }, column, &reason);
        }
        notes.finish()
    }

    /// What the rows become, and which of them were taken.
    fn understand<'r>(
        &mut self,
        rows: &'r [Row],
    ) -> Result<(Vec<T::Pending>, Vec<&'r Row>), ImportError> {
        let (table, known, header) = (&self.table, &*self.known, &self.header);
        let found = if T::ASKS {
            let look = |tx: &mut CommunityTx<'_>| table.look_up(tx, known, header, rows);
            self.batches.look_up(look)?
        } else {
            T::Found::default()
        };
        let mut notes = Notes::new(&mut self.report, &mut *self.watch, self.mapping);
        let mut pending = Vec::with_capacity(rows.len());
        let mut taken_rows = Vec::with_capacity(rows.len());
        for row in rows {
            let cells = Cells {
                header: &self.header,
                row,
            };
            let taken = match cells.flaw(&self.columns) {
                Some((column, reason)) => notes.refuse(cells, column, &reason),
                None => self.table.read(self.known, &found, cells, &mut notes),
            };
            if let Some(taken) = taken {
                notes.report.taken += 1;
                notes.remark_on_letters(cells, &self.columns);
                pending.push(taken);
                taken_rows.push(row);
            }
        }
        notes.finish()?;
        Ok((pending, taken_rows))
    }
}
