//! The tables of a report: rows that were refused, to be corrected and given back, and what is
//! suspicious about those that were taken. A table that would be empty is not written, and one
//! that stands there from an earlier run is taken away.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tenants::housing::remark::Remark;
use tenants::housing::sheet::{Header, Row};

/// After the row's own columns. An import looks for its own columns only, and passes these over.
const WHY: [&str; 5] = [
    "varta_line",
    "varta_column",
    "varta_value",
    "varta_reason",
    "varta_text",
];
/// Longer cells are cut: whoever mends the row has the file that it came from.
const LONGEST: usize = 4_000;

/// A table that comes into being with its first row.
struct Later {
    path: PathBuf,
    table: Option<csv::Writer<File>>,
}

impl Later {
    fn new(file: &Path, folder: &Path, what: &str) -> Self {
        let stem = file.file_stem().unwrap_or(file.as_os_str());
        let name = format!("{}.{what}.csv", stem.to_string_lossy());
        Self {
            path: folder.join(name),
            table: None,
        }
    }

    fn write<'c>(
        &mut self,
        header: impl Fn() -> Vec<&'c str>,
        cells: impl IntoIterator<Item = Cow<'c, str>>,
    ) -> io::Result<()> {
        let table = match &mut self.table {
            Some(table) => table,
            none => {
                let mut file = File::create(&self.path)?;
                // By this mark a spreadsheet knows UTF-8.
                file.write_all("\u{feff}".as_bytes())?;
                let table = none.insert(csv::Writer::from_writer(file));
                table.write_record(header())?;
                table
            }
        };
        let cells = cells.into_iter().map(|cell| harmless(&cell).into_owned());
        Ok(table.write_record(cells)?)
    }

    /// Where it stands, if it came into being.
    fn finish(mut self) -> io::Result<Option<PathBuf>> {
        match &mut self.table {
            Some(table) => table.flush().map(|()| Some(self.path)),
            // One of an earlier run would be taken for this one's.
            None => match fs::remove_file(&self.path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(None),
            },
        }
    }
}

/// What a spreadsheet would run as a formula is marked as a text.
fn harmless(cell: &str) -> Cow<'_, str> {
    let cut: Cow<'_, str> = if cell.len() > LONGEST {
        cell.chars().take(LONGEST).collect::<String>().into()
    } else {
        cell.into()
    };
    if cut.starts_with(['=', '@']) {
        format!("'{cut}").into()
    } else {
        cut
    }
}

fn why(remark: &Remark) -> [Cow<'_, str>; 5] {
    [
        remark.line.to_string().into(),
        remark.column.as_str().into(),
        remark.value.as_str().into(),
        remark.reason.into(),
        remark.text.as_str().into(),
    ]
}

pub(crate) struct Returned(Later);

impl Returned {
    pub(crate) fn new(file: &Path, folder: &Path) -> Self {
        Self(Later::new(file, folder, "refused"))
    }

    /// The row as it was, and why it was refused. A row that was given back once before has
    /// reasons already: the new ones take their place.
    pub(crate) fn write(&mut self, remark: &Remark, header: &Header, row: &Row) -> io::Result<()> {
        let own = || {
            let columns = header.names().iter().enumerate();
            columns.filter(|(_, name)| !WHY.contains(name))
        };
        let names = || own().map(|(_, name)| name).chain(WHY).collect();
        let cell = |(at, _): (usize, &str)| Cow::from(row.cells.get(at).unwrap_or(""));
        self.0.write(names, own().map(cell).chain(why(remark)))
    }

    pub(crate) fn finish(self) -> io::Result<Option<PathBuf>> {
        self.0.finish()
    }
}

pub(crate) struct Suspicions(Later);

impl Suspicions {
    pub(crate) fn new(file: &Path, folder: &Path) -> Self {
        Self(Later::new(file, folder, "suspicious"))
    }

    pub(crate) fn write(&mut self, remark: &Remark) -> io::Result<()> {
        self.0.write(|| WHY.to_vec(), why(remark))
    }

    pub(crate) fn finish(self) -> io::Result<Option<PathBuf>> {
        self.0.finish()
    }
}
