//! Cells that a row can do without: what is not understood is left out, and remarked on.

use std::str::FromStr;

use super::cells::{Cells, Notes};
use crate::housing::entry::Management;
use crate::housing::remark::Reason;

pub(super) struct Values<'t, 'n, 'w> {
    pub row: Cells<'t>,
    pub notes: &'n mut Notes<'w>,
}

impl Values<'_, '_, '_> {
    pub(super) fn read<T, E>(
        &mut self,
        column: &Option<String>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let column = column.as_deref()?;
        let text = self.row.get(column);
        if text.is_empty() {
            return None;
        }
        let read = parse(text).ok();
        if read.is_none() {
            self.notes
                .suspect_cell(self.row, column, &Reason::ValueNotUnderstood);
        }
        read
    }
}

/// As it is stored, or as registers write it.
pub(super) fn management(text: &str) -> Result<Management, crate::text::UnknownWord> {
    match text.to_lowercase().as_str() {
        "осбб" | "обсбб" => Ok(Management::Osbb),
        "управитель" | "управляюча компанія" | "ук" => {
            Ok(Management::ManagingCompany)
        }
        "співвласники" => Ok(Management::CoOwners),
        code => Management::from_str(code),
    }
}
