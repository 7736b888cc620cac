//! Who looks on while files are imported at the command line.

use std::path::Path;

use tenants::housing::remark::Remark;
use tenants::housing::sheet::{Header, Row};
use tenants::housing::{Progress, Watch};

use crate::cli::told::Told;
use crate::cli::{Failure, say};
use crate::imports::returned::{Returned, Suspicions};

/// Refused rows that are named on the screen; the others stand in the report.
const NAMED: u64 = 50;

/// For one file.
pub(super) struct Onlooker {
    returned: Option<Returned>,
    suspicions: Option<Suspicions>,
    refused: u64,
    told: Told,
}

impl Onlooker {
    pub(super) fn new(file: &Path, folder: Option<&Path>) -> Self {
        Self {
            returned: folder.map(|folder| Returned::new(file, folder)),
            suspicions: folder.map(|folder| Suspicions::new(file, folder)),
            refused: 0,
            told: Told::default(),
        }
    }

    pub(super) fn finish(self) -> Result<(), Failure> {
        if self.refused > NAMED {
            let more = self.refused - NAMED;
            say(format_args!("  … і ще {more}: --report запише всі"));
        }
        let places = [
            self.returned.map(Returned::finish).transpose()?.flatten(),
            self.suspicions
                .map(Suspicions::finish)
                .transpose()?
                .flatten(),
        ];
        for place in places.into_iter().flatten() {
            say(format_args!("  → {}", place.display()));
        }
        Ok(())
    }
}

impl Watch for Onlooker {
    fn progress(&mut self, progress: &Progress) {
        self.told.tell(progress);
    }

    fn refused(&mut self, remark: &Remark, header: &Header, row: &Row) -> std::io::Result<()> {
        self.refused += 1;
        if self.refused <= NAMED {
            say(format_args!(
                "  рядок {}, {} = «{}»: {} [{}]",
                remark.line, remark.column, remark.value, remark.text, remark.reason
            ));
        }
        match &mut self.returned {
            Some(returned) => returned.write(remark, header, row),
            None => Ok(()),
        }
    }

    fn suspected(&mut self, remark: &Remark) -> std::io::Result<()> {
        match &mut self.suspicions {
            Some(suspicions) => suspicions.write(remark),
            None => Ok(()),
        }
    }
}
