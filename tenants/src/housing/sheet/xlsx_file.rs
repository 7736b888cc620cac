//! XLSX: one sheet, whose first row with anything in it names the columns.

use std::borrow::Cow;
use std::path::Path;

use calamine::{DataRef, Reader, Xlsx, open_workbook};
use csv::StringRecord;

use super::{Flaw, Header, LONGEST_CELL, Reading, Row, SheetError, named, row, unreadable};

/// More columns than any of our tables has: what stands further to the right is not looked at.
const COLUMNS: usize = 256;

/// One row as it is gathered, cell by cell.
#[derive(Default)]
struct Gathered {
    line: u64,
    cells: Vec<String>,
    formula: Option<usize>,
}

impl Gathered {
    /// Rows may share a text that is far too long: no more of it is kept than shows that it is.
    fn put(&mut self, column: usize, value: &str, is_formula: bool) {
        if column >= COLUMNS || (value.is_empty() && !is_formula) {
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = value.chars().take(LONGEST_CELL + 1).collect();
        }
        if is_formula {
            self.formula.get_or_insert(column);
        }
    }

    fn header(self) -> Header {
        Header::new(StringRecord::from(self.cells))
    }

    /// Cells that are empty at the end of a row are not written.
    fn row(mut self, columns: usize) -> Row {
        if self.cells.len() < columns {
            self.cells.resize(columns, String::new());
        }
        let mut row = row(self.line, StringRecord::from(self.cells), columns);
        row.flaw = row.flaw.or(self.formula.map(Flaw::Formula));
        row
    }
}

pub(super) fn each_row<E: From<SheetError>>(
    path: &Path,
    reading: &Reading,
    visit: &mut impl FnMut(&Header, Row) -> Result<(), E>,
) -> Result<(), E> {
    let mut book: Xlsx<_> = open_workbook(path).map_err(|e: calamine::XlsxError| unreadable(e))?;
    let sheet = sheet(&book.sheet_names(), reading)?;
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(unreadable)?;
    let mut header: Option<Header> = None;
    let mut emit = |gathered: Gathered| {
        if gathered.cells.is_empty() {
            return Ok(());
        }
        match &header {
            None => header = Some(gathered.header().complete(&reading.needed)?),
            Some(header) => visit(header, gathered.row(header.names().len()))?,
        }
        Ok::<(), E>(())
    };
    let mut gathered = Gathered::default();
    while let Some(cell) = cells
        .next_cell_with_formula_metadata()
        .map_err(unreadable)?
    {
        let line = u64::from(cell.pos.0) + 1;
        if line != gathered.line {
            let next = Gathered {
                line,
                ..Gathered::default()
            };
            emit(std::mem::replace(&mut gathered, next))?;
        }
        let column = usize::try_from(cell.pos.1).unwrap_or(COLUMNS);
        gathered.put(column, &value(&cell.value), cell.formula.is_some());
    }
    emit(gathered)?;
    header.map(drop).ok_or(SheetError::Empty.into())
}

fn sheet(found: &[String], reading: &Reading) -> Result<String, SheetError> {
    let sheet = match &reading.sheet {
        Some(name) => found.iter().find(|sheet| *sheet == name),
        None => found.first(),
    };
    sheet.cloned().ok_or_else(|| SheetError::NoSheet {
        sheet: reading.sheet.clone().unwrap_or_default(),
        found: named(found.iter().map(String::as_str)),
    })
}

/// As it would stand in a CSV file. A house «12/3» that a spreadsheet took for a day stays a day,
/// and is not understood as a number.
fn value<'c>(cell: &'c DataRef<'_>) -> Cow<'c, str> {
    Cow::Owned(match cell {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            return Cow::Borrowed(text);
        }
        DataRef::SharedString(text) => return Cow::Borrowed(text),
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        // Written as people do: 12 and not 12.0.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(error) => error.to_string(),
    })
}
