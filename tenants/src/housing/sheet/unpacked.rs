//! How large the parts of a workbook become. What an archive says of itself is not believed:
//! they are unpacked, and the result thrown away.

use std::fs::File;
use std::io::{BufReader, Read, copy, sink};
use std::path::Path;

use super::{SheetError, unreadable};

/// Worksheets are read row by row; a million rows of ten columns unpack to a tenth of this.
const SHEET: u64 = 4 << 30;
/// Every other part may be held in memory, above all the texts that rows share.
const OTHER: u64 = 64 << 20;

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
        let size = copy(&mut part.take(most + 1), &mut sink()).map_err(unreadable)?;
        if size > most {
            return Err(SheetError::Bomb {
                part: name,
                megabytes: most >> 20,
            });
        }
    }
    Ok(())
}
