//! One row as the rules see it, and what they have to say about it.

use std::io;

use super::report::{FileReport, Watch};
use super::take::ImportError;
use crate::housing::mapping::{Defect, Mapping};
use crate::housing::remark::{Reason, Remark};
use crate::housing::sheet::{Flaw, Header, Row};
use crate::regions::Katottg;

/// The cells of a row by the names of their columns.
#[derive(Clone, Copy)]
pub(super) struct Cells<'t> {
    pub(super) header: &'t Header,
    pub(super) row: &'t Row,
}

impl<'t> Cells<'t> {
    pub(super) const fn line(&self) -> u64 {
        self.row.line
    }

    pub(super) fn get(&self, column: &str) -> &'t str {
        let at = self.header.place(column);
        at.and_then(|at| self.row.cells.get(at)).unwrap_or("")
    }

    /// Empty when the mapping names no such column.
    pub(super) fn maybe(&self, column: Option<&String>) -> &'t str {
        column.map_or("", |column| self.get(column))
    }

    /// What makes the row unreadable, in one of the columns that matter.
    pub(super) fn flaw(&self, columns: &[String]) -> Option<(&'t str, Reason)> {
        let (at, reason) = match self.row.flaw? {
            Flaw::Malformed => return Some(("", Reason::Malformed)),
            Flaw::SpreadOverLines => return Some(("", Reason::SpreadOverLines)),
            Flaw::Formula(at) => (at, Reason::Formula),
            Flaw::TooLong(at) => (at, Reason::CellTooLong),
        };
        let column = self.header.names().get(at).unwrap_or("");
        columns
            .iter()
            .any(|one| one == column)
            .then_some((column, reason))
    }
}

/// Counts what is remarked on, and passes it on.
pub(super) struct Notes<'n> {
    pub(super) report: &'n mut FileReport,
    pub(super) watch: &'n mut dyn Watch,
    pub(super) defects: &'n [Defect],
    /// Why a remark could not be passed on.
    pub(super) failed: Option<io::Error>,
}

impl<'n> Notes<'n> {
    pub(super) fn new(
        report: &'n mut FileReport,
        watch: &'n mut dyn Watch,
        mapping: &'n Mapping,
    ) -> Self {
        Self {
            report,
            watch,
            defects: &mapping.defects,
            failed: None,
        }
    }

    pub(super) fn finish(self) -> Result<(), ImportError> {
        self.failed
            .map_or(Ok(()), |error| Err(ImportError::Report(error)))
    }

    /// Gives nothing, which is what becomes of the row.
    pub(super) fn refuse<T>(
        &mut self,
        cells: Cells<'_>,
        column: &str,
        reason: &Reason,
    ) -> Option<T> {
        self.report.refused += 1;
        let remark = Remark::new(cells.line(), (column, cells.get(column)), reason);
        let told = self.watch.refused(&remark, cells.header, cells.row);
        self.keep(told);
        None
    }

    pub(super) fn suspect(&mut self, line: u64, cell: (&str, &str), reason: &Reason) {
        self.report.suspicious += 1;
        let told = self.watch.suspected(&Remark::new(line, cell, reason));
        self.keep(told);
    }

    pub(super) fn suspect_cell(&mut self, cells: Cells<'_>, column: &str, reason: &Reason) {
        self.suspect(cells.line(), (column, cells.get(column)), reason);
    }

    pub(super) fn remark_on_defects(&mut self, cells: Cells<'_>) {
        let defects = self.defects;
        for defect in defects {
            if cells.get(&defect.column) == defect.value {
                let reason = Reason::KnownDefect {
                    note: defect.note.clone(),
                };
                self.suspect_cell(cells, &defect.column, &reason);
            }
        }
    }

    /// A code of a settlement with Cyrillic letters in it is taken for what was meant.
    pub(super) fn remark_on_letters(&mut self, cells: Cells<'_>, columns: &[String]) {
        for column in columns {
            let text = cells.get(column);
            if text.starts_with(|c: char| !c.is_ascii_digit())
                && Katottg::read(text).is_ok_and(|read| read.letters_normalised)
            {
                self.suspect_cell(cells, column, &Reason::LettersNormalised);
            }
        }
    }

    fn keep(&mut self, told: io::Result<()>) {
        if let Err(error) = told {
            self.failed.get_or_insert(error);
        }
    }
}
