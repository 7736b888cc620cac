//! Tables that somebody sends, CSV or XLSX, one row after the other and never as a whole.
//!
//! What a file is like is found out before its first row is given: a file in a wrong encoding,
//! without a column, or made to fill the memory is refused as a whole.

mod csv_file;
mod lines;
mod unpacked;
mod xlsx_file;

use std::fs::File;
use std::io::Read;
use std::path::Path;

pub use csv::StringRecord;

use super::remark::beginning;

/// Cells with more characters are no addresses.
const LONGEST_CELL: usize = 4_000;
/// Of more columns or sheets a message shows only the first.
const SHOWN_NAMES: usize = 50;

/// How a table is to be understood, where it does not say so itself.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// UTF-8 when nothing is said.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// Found out when nothing is said: comma, semicolon or tab.
    pub delimiter: Option<u8>,
    /// The sheet of a workbook; the first when nothing is said.
    pub sheet: Option<String>,
    /// Columns without which nothing can be done.
    pub needed: Vec<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    #[error("не відкривається: {0}")]
    Unreadable(String),
    #[error(
        "не UTF-8 (рядок {line}); якщо файл збережено у Windows-1251, вкажіть encoding = \"windows-1251\""
    )]
    NotUtf8 { line: u64 },
    #[error("файл порожній")]
    Empty,
    #[error("це не таблиця: потрібен CSV або XLSX")]
    NoTable,
    #[error("немає стовпця «{column}»; є: {}", .found.join(", "))]
    NoColumn { column: String, found: Vec<String> },
    #[error("рядок {line} довший за {} МБ: можливо, не закрито лапки", lines::LONGEST_ROW >> 20)]
    RowTooLong { line: u64 },
    #[error("рядок {line}: лапки відкрито і до кінця файлу не закрито")]
    UnclosedQuote { line: u64 },
    #[error("старий формат .xls: збережіть файл як .xlsx або .csv")]
    OldWorkbook,
    #[error("немає аркуша «{sheet}»; є: {}", .found.join(", "))]
    NoSheet { sheet: String, found: Vec<String> },
    #[error("частина «{part}» розпаковується понад {megabytes} МБ: такий файл не читаємо")]
    Bomb { part: String, megabytes: u64 },
    #[error(
        "частина «{part}»: в одній клітинці понад {} МБ; Excel дозволяє 32 767 символів",
        unpacked::LONGEST_CELL >> 20
    )]
    CellTooLong { part: String },
}

/// The first row: what the columns are called.
#[derive(Clone, Debug, Default)]
pub struct Header(StringRecord);

impl Header {
    fn new(mut names: StringRecord) -> Self {
        names.trim();
        Self(names)
    }

    #[must_use]
    pub fn place(&self, column: &str) -> Option<usize> {
        self.0.iter().position(|name| name == column)
    }

    #[must_use]
    pub const fn names(&self) -> &StringRecord {
        &self.0
    }

    fn missing<'n>(&self, needed: &'n [String]) -> Option<&'n str> {
        let mut needed = needed.iter().map(String::as_str);
        needed.find(|column| self.place(column).is_none())
    }

    fn complete(self, needed: &[String]) -> Result<Self, SheetError> {
        match self.missing(needed) {
            None => Ok(self),
            Some(column) => Err(SheetError::NoColumn {
                column: column.to_owned(),
                found: named(self.0.iter()),
            }),
        }
    }
}

/// One row, by the line on which it stands.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub line: u64,
    pub cells: StringRecord,
    pub flaw: Option<Flaw>,
}

/// Why a row cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Another number of columns than the first row has, or no UTF-8.
    Malformed,
    /// Another number of columns, and cells of several lines: a quotation mark was left open.
    SpreadOverLines,
    /// This cell holds a formula instead of a value.
    Formula(usize),
    /// This cell is longer than any value.
    TooLong(usize),
}

/// Gives the rows one by one; the first error of the file or of the visitor ends it.
pub fn each_row<E: From<SheetError>>(
    path: &Path,
    reading: &Reading,
    mut visit: impl FnMut(&Header, Row) -> Result<(), E>,
) -> Result<(), E> {
    match kind(path)? {
        Kind::Csv => csv_file::each_row(path, reading, &mut visit),
        Kind::Xlsx => xlsx_file::each_row(path, reading, &mut visit),
        Kind::Xls => Err(SheetError::OldWorkbook.into()),
    }
}

/// How many rows there are. Reads all of the file, and finds what forbids to take any of it.
pub fn count_rows(path: &Path, reading: &Reading) -> Result<u64, SheetError> {
    if let Kind::Xlsx = kind(path)? {
        unpacked::measure(path)?;
    }
    let mut rows = 0;
    each_row(path, reading, |_, _| {
        rows += 1;
        Ok::<(), SheetError>(())
    })?;
    Ok(rows)
}

enum Kind {
    Csv,
    Xlsx,
    Xls,
}

/// By its first bytes, whatever it is called.
fn kind(path: &Path) -> Result<Kind, SheetError> {
    let mut first = Vec::new();
    let mut file = File::open(path).map_err(unreadable)?.take(4);
    file.read_to_end(&mut first).map_err(unreadable)?;
    Ok(match first.as_slice() {
        b"PK\x03\x04" => Kind::Xlsx,
        b"\xD0\xCF\x11\xE0" => Kind::Xls,
        _ => Kind::Csv,
    })
}

/// The cause may repeat what stands in the file.
fn unreadable(cause: impl std::fmt::Display) -> SheetError {
    SheetError::Unreadable(beginning(&cause.to_string()))
}

/// Names that a file gives, as a message shows them: whatever stands in their place, it is short.
fn named<'n>(mut names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut shown: Vec<_> = names.by_ref().take(SHOWN_NAMES).map(beginning).collect();
    if names.next().is_some() {
        shown.push("…".to_owned());
    }
    shown
}

/// Trims the cells and looks what is wrong with them. A spreadsheet counts what begins like this
/// as a formula when it opens the file, unless it was marked as a text since.
fn row(line: u64, mut cells: StringRecord, columns: usize) -> Row {
    cells.trim();
    let malformed = (cells.len() != columns).then_some(Flaw::Malformed);
    let flaw = malformed.or_else(|| {
        cells.iter().enumerate().find_map(|(at, cell)| {
            let text = cell.strip_prefix('\'').unwrap_or(cell);
            if text.starts_with(['=', '@']) {
                Some(Flaw::Formula(at))
            } else if cell.len() > LONGEST_CELL && cell.chars().count() > LONGEST_CELL {
                Some(Flaw::TooLong(at))
            } else {
                None
            }
        })
    });
    Row { line, cells, flaw }
}

#[cfg(test)]
mod tests;
