//! Which street of the registry a row of a street file means.

use super::known::{Street, Streets};
use crate::housing::entry::EntryState;
use crate::housing::record::OtherName;
use crate::housing::remark::Reason;
use crate::housing::spelling::exact_key;
use crate::housing::street::{StreetKind, parse_street};
use crate::ids::{SettlementId, StreetId};

/// A street as a row prints it.
pub(super) struct Printed<'p> {
    pub settlement: SettlementId,
    pub kind: StreetKind,
    pub name: &'p str,
    pub others: &'p [OtherName],
}

impl Printed<'_> {
    /// The street of this name. Else one that the registry knows by this code, where the row or
    /// the registry says that both names are its own; what else has that code is another street,
    /// or was renamed without a word, and nobody can tell. Else a new one.
    pub(super) fn find(
        &self,
        streets: &mut Streets,
        code: &str,
    ) -> Result<(usize, Option<Reason>), Reason> {
        if let Some(at) = streets.called(self.settlement, self.kind, self.name) {
            streets.rename(at, self.kind, self.name);
            return Ok((at, None));
        }
        let coded: Vec<_> = streets.coded_before(code).collect();
        for at in coded.iter().copied() {
            let Some(street) = streets.get(at) else {
                continue;
            };
            let now = street.shown();
            if self.was_called(street) {
                streets.rename(at, self.kind, self.name);
                return Ok((at, Some(Reason::StreetRenamed { before: now })));
            }
            if streets.has_alias(at, self.settlement, self.name) {
                return Ok((at, Some(Reason::OldNameOfStreet { now })));
            }
        }
        match coded.first().and_then(|at| streets.get(*at)) {
            Some(street) => Err(Reason::CodeOfAnotherStreet {
                street: street.shown(),
            }),
            None => Ok((streets.put(self.new_street()), None)),
        }
    }

    fn was_called(&self, street: &Street) -> bool {
        let is_name = |name: &str, kind: Option<StreetKind>| {
            exact_key(name) == exact_key(&street.name)
                && kind.is_none_or(|kind| kind == street.kind)
        };
        street.settlement == self.settlement
            && self.others.iter().any(|other| {
                let mut readings = parse_street(&other.name).into_iter();
                readings.any(|reading| is_name(&reading.name, reading.kind))
            })
    }

    fn new_street(&self) -> Street {
        Street {
            id: StreetId::new(),
            settlement: self.settlement,
            kind: self.kind,
            name: self.name.to_owned(),
            state: EntryState::Active,
            line: 0,
        }
    }
}
