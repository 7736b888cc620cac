//! What earlier rows of the file say of who answers for what.

use std::collections::HashMap;

use crate::catalogue::ServiceCode;
use crate::clock::Moment;
use crate::housing::remark::Reason;
use crate::ids::UtilityId;
use crate::responsibility::{Boundary, Place, ToTakeIn};

/// For what somebody answers.
type What = (ServiceCode, Place, Option<Boundary>);

fn what(row: &ToTakeIn) -> What {
    (row.service.clone(), row.place, row.boundary)
}

/// Who answers for it by a row, and when.
struct Said {
    utility: UtilityId,
    from: Option<Moment>,
    to: Option<Moment>,
    line: u64,
}

pub(super) struct Earlier {
    names: HashMap<UtilityId, String>,
    /// From when a row without a beginning holds.
    now: Moment,
    said: HashMap<What, Vec<Said>>,
}

impl Earlier {
    pub(super) fn new(names: HashMap<UtilityId, String>, now: Moment) -> Self {
        Self {
            names,
            now,
            said: HashMap::new(),
        }
    }

    fn of(&self, row: &ToTakeIn) -> &[Said] {
        self.said.get(&what(row)).map_or(&[], Vec::as_slice)
    }

    fn name(&self, utility: UtilityId) -> String {
        self.names.get(&utility).cloned().unwrap_or_default()
    }

    /// What they say of the same: against this row, which is refused then, or beside it.
    pub(super) fn compare(&self, row: &ToTakeIn) -> Result<Option<Reason>, Reason> {
        let is_own = |said: &&Said| said.utility == row.utility && said.from == row.from;
        if let Some(Said { to, line, .. }) = self.of(row).iter().find(is_own) {
            let line = *line;
            return Err(if *to == row.to {
                Reason::DuplicateRow { line }
            } else {
                Reason::ContradictsRow { line }
            });
        }
        let other = self.of(row).iter().find(|said| {
            said.utility != row.utility
                && self.is_before(row.from, said.to)
                && self.is_before(said.from, row.to)
        });
        Ok(other.map(|said| Reason::AnswersTooInRow {
            line: said.line,
            utility: self.name(said.utility),
        }))
    }

    fn is_before(&self, from: Option<Moment>, to: Option<Moment>) -> bool {
        to.is_none_or(|to| from.unwrap_or(self.now) < to)
    }

    pub(super) fn keep(&mut self, row: &ToTakeIn, line: u64) {
        let said = Said {
            utility: row.utility,
            from: row.from,
            to: row.to,
            line,
        };
        self.said.entry(what(row)).or_default().push(said);
    }

    /// Another utility that the registry has for the same, unless the file has named it itself.
    pub(super) fn beside(&self, row: &ToTakeIn, utility: UtilityId) -> Option<Reason> {
        let is_of_file = self.of(row).iter().any(|said| said.utility == utility);
        let utility = self.name(utility);
        (!is_of_file).then_some(Reason::AnswersToo { utility })
    }
}
