//! CSV: any of three delimiters, UTF-8 with or without a mark, or an encoding that was named.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::Path;

use csv::{ByteRecord, ErrorKind as CsvErrorKind, StringRecord};
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};

use super::lines::{self, Lines};
use super::{Flaw, Header, Reading, Row, SheetError, row, unreadable};

/// What is looked at before the first row is given.
const HEAD: u64 = 64 << 10;
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

pub(super) fn each_row<E: From<SheetError>>(
    path: &Path,
    reading: &Reading,
    visit: &mut impl FnMut(&Header, Row) -> Result<(), E>,
) -> Result<(), E> {
    let head = head(path, reading)?;
    let delimiter = delimiter(&head, reading);
    let mut reader = reader(Lines::new(text(path, reading)?), delimiter);
    let mut record = ByteRecord::new();
    let (mut header, mut held) = (None, None);
    while next(&mut reader, &mut record)? {
        let start = record.position().map_or(0, csv::Position::byte);
        let line = reader.get_mut().line_of_row(start);
        // Given when another follows: the last of all is no row, but the mark of the end.
        let Some((line, record)) = held.replace((line, record.clone())) else {
            continue;
        };
        let Some(header) = &header else {
            let names = StringRecord::from_byte_record_lossy(record);
            header = Some(Header::new(names).complete(&reading.needed)?);
            continue;
        };
        visit(header, understood(line, record, header))?;
    }
    if let Some((line, record)) = held
        && !lines::is_end(&record)
    {
        return Err(SheetError::UnclosedQuote { line }.into());
    }
    header.map(drop).ok_or(SheetError::Empty.into())
}

fn understood(line: u64, record: ByteRecord, header: &Header) -> Row {
    match StringRecord::from_byte_record(record) {
        Ok(cells) => {
            let spread = cells.iter().any(|cell| cell.contains('\n'));
            let mut row = row(line, cells, header.names().len());
            if spread && row.flaw == Some(Flaw::Malformed) {
                row.flaw = Some(Flaw::SpreadOverLines);
            }
            row
        }
        Err(error) => Row {
            line,
            cells: StringRecord::from_byte_record_lossy(error.into_byte_record()),
            flaw: Some(Flaw::Malformed),
        },
    }
}

fn reader<R: Read>(text: R, delimiter: u8) -> csv::Reader<R> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text)
}

fn next<R: Read>(
    reader: &mut csv::Reader<Lines<R>>,
    record: &mut ByteRecord,
) -> Result<bool, SheetError> {
    reader
        .read_byte_record(record)
        .map_err(|error| match error.kind() {
            CsvErrorKind::Io(cause) if cause.kind() == ErrorKind::FileTooLarge => {
                SheetError::RowTooLong {
                    line: reader.get_ref().line(),
                }
            }
            _ => unreadable(error),
        })
}

/// In UTF-8, without its mark; in the encoding that was named, or that a mark names.
fn text(
    path: &Path,
    reading: &Reading,
) -> Result<DecodeReaderBytes<BufReader<File>, Vec<u8>>, SheetError> {
    let file = BufReader::new(File::open(path).map_err(unreadable)?);
    Ok(DecodeReaderBytesBuilder::new()
        .encoding(reading.encoding)
        .utf8_passthru(true)
        .strip_bom(true)
        .bom_override(true)
        .build(file))
}

/// The beginning of the text. One in which what is not UTF-8 outweighs what is, is not UTF-8.
fn head(path: &Path, reading: &Reading) -> Result<Vec<u8>, SheetError> {
    let mut head = Vec::new();
    text(path, reading)?
        .take(HEAD)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    if head.contains(&0) {
        return Err(SheetError::NoTable);
    }
    let (mut right, mut wrong, mut first) = (0_usize, 0_usize, None);
    let mut before = 0;
    for chunk in head.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        before += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            wrong += chunk.invalid().len();
            first.get_or_insert(before);
        }
        before += chunk.invalid().len();
    }
    match first {
        Some(place) if wrong > right => {
            let lines = head.iter().take(place).filter(|byte| **byte == b'\n');
            let line = u64::try_from(lines.count()).unwrap_or(0) + 1;
            Err(SheetError::NotUtf8 { line })
        }
        _ => Ok(head),
    }
}

/// The one by which the first row has every column that is needed; the first when none is.
fn delimiter(head: &[u8], reading: &Reading) -> u8 {
    let named = reading.delimiter.as_slice();
    let tried = || named.iter().chain(&DELIMITERS).copied();
    let fits = |delimiter: &u8| {
        let mut names = ByteRecord::new();
        let mut reader = reader(head, *delimiter);
        reader.read_byte_record(&mut names).is_ok()
            && Header::new(StringRecord::from_byte_record_lossy(names))
                .missing(&reading.needed)
                .is_none()
    };
    tried().find(fits).or(tried().next()).unwrap_or(b',')
}
