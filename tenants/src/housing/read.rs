//! Reads the files of a housing registry into records. Pure but for the readers it is given.
//!
//! No row is lost: each is taken or refused, with the reason, and what is odd about a row that
//! was taken is listed. Nothing is guessed.

mod buildings;
mod entrances;
mod streets;

use super::{
    mapping::Mapping,
    record::{Registry, SettlementRecord},
    remark::{FileReport, Reason},
};
use std::io::Read;

/// The files that a mapping speaks of.
#[derive(Debug)]
pub struct Files<S, B, E> {
    pub streets: S,
    pub buildings: B,
    pub entrances: Option<E>,
}

/// The records, and what became of every row.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadRegistry {
    pub registry: Registry,
    pub reports: Vec<FileReport>,
}

#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("{file} cannot be read: {cause}")]
    Unreadable { file: String, cause: csv::Error },
    #[error("{file} has no column {column}")]
    NoColumn { file: String, column: String },
}

/// Reads all files. Only a file that cannot be read at all, or lacks a column, is an error.
pub fn read<S: Read, B: Read, E: Read>(
    mapping: &Mapping,
    files: Files<S, B, E>,
) -> Result<ReadRegistry, ReadError> {
    let mut reports = Vec::new();
    let (streets, index, report) = streets::read(mapping, files.streets)?;
    reports.push(report);
    let (buildings, index, report) = buildings::read(mapping, &index, files.buildings)?;
    reports.push(report);
    let mut entrances = Vec::new();
    if let (Some(columns), Some(input)) = (&mapping.entrances, files.entrances) {
        let (read, report) = entrances::read(mapping, columns, &index, input)?;
        entrances = read;
        reports.push(report);
    }
    let settlements = mapping
        .settlements
        .iter()
        .map(|s| SettlementRecord {
            katottg: s.katottg.clone(),
            name: s.name.clone(),
            category: s.category.clone(),
        })
        .collect();
    Ok(ReadRegistry {
        registry: Registry {
            settlements,
            streets,
            buildings,
            entrances,
        },
        reports,
    })
}

/// The rows of one file, each with its line, cells by the name of their column.
struct Table {
    file: String,
    header: csv::StringRecord,
    rows: Vec<Row>,
}

enum Row {
    Cells {
        line: u64,
        record: csv::StringRecord,
    },
    Malformed {
        line: u64,
    },
}

impl Table {
    fn open(
        mapping: &Mapping,
        file: &str,
        columns: &[&str],
        mut input: impl Read,
    ) -> Result<Self, ReadError> {
        let unreadable = |cause| ReadError::Unreadable {
            file: file.to_owned(),
            cause,
        };
        let mut bytes = Vec::new();
        input
            .read_to_end(&mut bytes)
            .map_err(|cause| unreadable(cause.into()))?;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(mapping.delimiter())
            .trim(csv::Trim::All)
            .from_reader(&*bytes);
        let mut header = reader.headers().map_err(unreadable)?.clone();
        if let Some(first) = header.get(0).and_then(|name| name.strip_prefix('\u{feff}')) {
            let rest = header.iter().skip(1);
            header = std::iter::once(first).chain(rest).collect();
        }
        for column in columns {
            if !header.iter().any(|name| name == *column) {
                return Err(ReadError::NoColumn {
                    file: file.to_owned(),
                    column: (*column).to_owned(),
                });
            }
        }
        let mut rows = Vec::new();
        for row in reader.records() {
            rows.push(match row {
                Ok(record) => Row::Cells {
                    line: line_of(&bytes, record.position()),
                    record,
                },
                Err(cause) => Row::Malformed {
                    line: line_of(&bytes, cause.position()),
                },
            });
        }
        Ok(Self {
            file: file.to_owned(),
            header,
            rows,
        })
    }

    /// The rows that have all their cells; the others are refused.
    fn rows<'t>(&'t self, report: &mut FileReport) -> Vec<Cells<'t>> {
        report.read = self.rows.len();
        let mut whole = Vec::new();
        for row in &self.rows {
            match row {
                Row::Cells { line, record } => whole.push(Cells {
                    line: *line,
                    header: &self.header,
                    record,
                }),
                Row::Malformed { line } => report.refuse(*line, ("", ""), &Reason::Malformed),
            }
        }
        whole
    }
}

/// The line on which a row stands. The reader's own position is that of the line ends before the
/// row, where those are of two characters or repeated.
fn line_of(bytes: &[u8], position: Option<&csv::Position>) -> u64 {
    let Some(position) = position else { return 0 };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let ends = bytes
        .iter()
        .skip(start)
        .take_while(|byte| matches!(byte, b'\r' | b'\n'));
    ends.filter(|byte| **byte == b'\n')
        .fold(position.line(), |line, _| line + 1)
}

#[derive(Clone, Copy)]
struct Cells<'t> {
    line: u64,
    header: &'t csv::StringRecord,
    record: &'t csv::StringRecord,
}

impl<'t> Cells<'t> {
    fn get(&self, column: &str) -> &'t str {
        let at = self.header.iter().position(|name| name == column);
        at.and_then(|at| self.record.get(at)).unwrap_or("")
    }

    /// The column with its value, as remarks show it.
    fn cell<'c>(&self, column: &'c str) -> (&'c str, &'t str) {
        (column, self.get(column))
    }

    fn remark_on_defects(&self, mapping: &Mapping, report: &mut FileReport) {
        for defect in &mapping.defects {
            if self.get(&defect.column) == defect.value {
                let reason = Reason::KnownDefect {
                    note: defect.note.clone(),
                };
                report.suspect(self.line, self.cell(&defect.column), &reason);
            }
        }
    }
}

#[cfg(test)]
mod tests;
