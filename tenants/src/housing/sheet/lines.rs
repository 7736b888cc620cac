//! Counts the lines of a text while somebody else reads it.

use std::collections::VecDeque;
use std::io::{Chain, Error, ErrorKind, Read, Result};

use csv::ByteRecord;

/// A row that is longer is no row: a quotation mark was opened and never closed.
pub(super) const LONGEST_ROW: u64 = 8 << 20;

/// Follows the text: a line of its own with an empty cell, unless a quotation mark is still open,
/// which this one closes. The CSV reader does not tell the two apart.
const END: &[u8] = b"\n\"\"\n";

/// Whether this last record is nothing but that line.
pub(super) fn is_end(record: &ByteRecord) -> bool {
    record.len() == 1 && record.get(0) == Some(b"")
}

/// Passes a text on, and knows on which line each of its bytes stands. The CSV reader's own
/// position is that of the line ends before a row, where those are of two characters or repeated.
pub(super) struct Lines<R> {
    inner: Chain<R, &'static [u8]>,
    /// Bytes that were passed on, and the first of them that belong to the row being read.
    passed: u64,
    row: u64,
    /// Line ends that were passed on and not yet counted: where, and whether they begin a line.
    ends: VecDeque<(u64, bool)>,
    line: u64,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner: inner.chain(END),
            passed: 0,
            row: 0,
            ends: VecDeque::new(),
            line: 1,
        }
    }

    /// The line of the row that begins at this byte or after the line ends there. Rows are asked
    /// for in their order.
    pub(super) fn line_of_row(&mut self, start: u64) -> u64 {
        self.row = start;
        let mut at = start;
        while let Some((place, begins_line)) = self.ends.front().copied() {
            if place > at {
                break;
            }
            if place == at {
                at += 1;
            }
            if begins_line {
                self.line += 1;
            }
            self.ends.pop_front();
        }
        self.line
    }

    pub(super) const fn line(&self) -> u64 {
        self.line
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if self.passed - self.row > LONGEST_ROW {
            return Err(Error::new(ErrorKind::FileTooLarge, "the row is too long"));
        }
        let read = self.inner.read(buffer)?;
        let text = buffer.get(..read).unwrap_or_default();
        for (place, byte) in (self.passed..).zip(text) {
            if matches!(byte, b'\r' | b'\n') {
                self.ends.push_back((place, *byte == b'\n'));
            }
        }
        // A file is never as long as that counter reaches.
        self.passed += u64::try_from(read).unwrap_or(u64::MAX);
        Ok(read)
    }
}
