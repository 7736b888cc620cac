//! How large the parts of a workbook become. What an archive says of itself is not believed:
//! they are unpacked, and the result thrown away.

use std::fs::File;
use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result as IoResult, copy, sink};
use std::path::Path;

use quick_xml::Error as XmlError;
use quick_xml::events::Event;

use super::{SheetError, beginning, unreadable};

/// Worksheets are read row by row; a million rows of ten columns unpack to a tenth of this.
const SHEET: u64 = 4 << 30;
/// Every other part may be held in memory, above all the texts that rows share.
const OTHER: u64 = 64 << 20;
/// A cell is held in memory as a whole. Excel allows 32,767 characters, and every one of them may
/// be written as an entity, or in a colour of its own.
pub(super) const LONGEST_CELL: u64 = 1 << 20;
/// Pictures and what else is no text: nothing of it is read.
const NO_TEXT: [&str; 2] = ["xl/media/", "xl/embeddings/"];

pub(super) fn measure(path: &Path) -> Result<(), SheetError> {
    let file = BufReader::new(File::open(path).map_err(unreadable)?);
    let mut archive = zip::ZipArchive::new(file).map_err(unreadable)?;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(unreadable)?;
        let name = part.name().map_err(unreadable)?.into_owned();
        let most = if name.starts_with("xl/worksheets/") {
            SHEET
        } else {
            OTHER
        };
        let mut text = Bounded {
            inner: BufReader::new(part.take(most + 1)),
            read: 0,
            cell: 0,
        };
        if !NO_TEXT.iter().any(|folder| name.starts_with(folder)) {
            text = cells(text, &name)?;
        }
        let rest = copy(&mut text.inner, &mut sink()).map_err(unreadable)?;
        if text.read + rest > most {
            return Err(SheetError::Bomb {
                part: beginning(&name),
                megabytes: most >> 20,
            });
        }
    }
    Ok(())
}

/// Reads as far as the part is XML, by the rules of who reads it afterwards: what stands behind a
/// mistake is not read then either.
fn cells<R: BufRead>(text: Bounded<R>, name: &str) -> Result<Bounded<R>, SheetError> {
    let mut reader = quick_xml::Reader::from_reader(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let (mut held, mut open) = (Vec::new(), String::new());
    loop {
        held.clear();
        match reader.read_event_into(&mut held) {
            Ok(Event::Eof) => break,
            Ok(Event::Start(tag)) => {
                let is_cell = matches!(tag.local_name().as_ref(), "c" | "si");
                if is_cell || !open.is_empty() {
                    open.push('/');
                    open.push_str(tag.name().as_ref());
                }
            }
            Ok(Event::End(tag)) => {
                let name = tag.name();
                let outside = open.strip_suffix(name.as_ref());
                let outside = outside.and_then(|path| path.strip_suffix('/'));
                if let Some(length) = outside.map(str::len) {
                    open.truncate(length);
                }
            }
            Ok(_) => {}
            Err(XmlError::Io(cause)) if cause.kind() == ErrorKind::FileTooLarge => {
                let part = beginning(name);
                return Err(SheetError::CellTooLong { part });
            }
            Err(XmlError::Io(cause)) => return Err(unreadable(cause)),
            Err(_) => break,
        }
        // A cell may be put together of many texts.
        if open.is_empty() {
            let text = reader.get_mut();
            text.cell = text.read;
        }
    }
    Ok(reader.into_inner())
}

/// Ends where a cell is too long, before it is held.
struct Bounded<R> {
    inner: R,
    read: u64,
    /// Where the cell began, or what stands outside of one.
    cell: u64,
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> IoResult<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> IoResult<&[u8]> {
        if self.read - self.cell > LONGEST_CELL {
            return Err(Error::new(ErrorKind::FileTooLarge, "the cell is too long"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, read: usize) {
        self.inner.consume(read);
        // A part is never as long as that counter reaches.
        self.read += u64::try_from(read).unwrap_or(u64::MAX);
    }
}
