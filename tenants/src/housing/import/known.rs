//! The settlements and streets that rows may refer to: those of the registry, and those of this
//! import. A community has some thousand streets at most, so they are held in memory.

use std::collections::HashMap;

use super::report::Table;
use crate::db::CommunityTx;
use crate::housing::building::stored_kind;
use crate::housing::entry::{AliasEntry, EntryState, SettlementEntry};
use crate::housing::mapping::Mapping;
use crate::housing::remark::{Lines, Reason};
use crate::housing::spelling::exact_key;
use crate::housing::street::{StreetKind, parse_street};
use crate::housing::{Error, store_import as store};
use crate::ids::{SettlementId, StreetId};
use crate::regions::Katottg;

#[derive(Default)]
pub(super) struct Known {
    pub settlements: Settlements,
    pub streets: Streets,
    pub buildings: super::index::Buildings,
}

impl Known {
    pub(super) fn load(tx: &mut CommunityTx<'_>) -> Result<Self, Error> {
        let mut known = Self::default();
        for entry in store::all::<SettlementEntry>(tx)? {
            known.settlements.put(&entry.katottg, &entry.name, entry.id);
        }
        let streets = &mut known.streets;
        store::each_street(tx, |(id, settlement, kind, name, code, state)| {
            let street = Street {
                id,
                settlement,
                kind: stored_kind(&kind)?,
                name,
                state,
                line: 0,
            };
            let at = streets.put(street);
            if let Some(code) = code {
                streets.put_code(at, &code);
            }
            Ok(())
        })?;
        for entry in store::all::<AliasEntry>(tx)? {
            known.streets.put_alias(entry.street_id, &entry.name);
        }
        Ok(known)
    }
}

#[derive(Default)]
pub(super) struct Settlements {
    by_katottg: HashMap<String, SettlementId>,
    by_name: HashMap<String, Vec<SettlementId>>,
    /// As the mapping calls them.
    by_code: HashMap<String, SettlementId>,
}

impl Settlements {
    pub(super) fn put(&mut self, katottg: &str, name: &str, id: SettlementId) {
        self.by_katottg.insert(katottg.to_owned(), id);
        let named = self.by_name.entry(exact_key(name)).or_default();
        if !named.contains(&id) {
            named.push(id);
        }
    }

    pub(super) fn with_katottg(&self, katottg: &str) -> Option<SettlementId> {
        self.by_katottg.get(katottg).copied()
    }

    /// Learns what the mapping calls the settlements that it describes.
    pub(super) fn name_after(&mut self, mapping: &Mapping) {
        for settlement in &mapping.settlements {
            if let Some(id) = self.with_katottg(settlement.katottg.as_str()) {
                self.by_code.insert(settlement.code.clone(), id);
            }
        }
    }

    /// What the mapping calls so; else a KATOTTG code; else the only settlement of this name.
    pub(super) fn find(&self, text: &str) -> Result<SettlementId, Reason> {
        if let Some(id) = self.by_code.get(text) {
            return Ok(*id);
        }
        if let Ok(read) = Katottg::read(text) {
            return self
                .with_katottg(read.code.as_str())
                .ok_or(Reason::UnknownSettlement);
        }
        match self.by_name.get(&exact_key(text)).map(Vec::as_slice) {
            Some([one]) => Ok(*one),
            Some([_, ..]) => Err(Reason::AmbiguousSettlement),
            _ => Err(Reason::UnknownSettlement),
        }
    }
}

pub(super) struct Street {
    pub id: StreetId,
    pub settlement: SettlementId,
    pub kind: StreetKind,
    pub name: String,
    pub state: EntryState,
    /// Where it stands in the file of this import; 0 when the file does not name it.
    pub line: u64,
}

impl Street {
    /// What is to be said of whatever stands in a retired street.
    pub(super) fn doubt(&self) -> Option<Reason> {
        let what = Table::Streets.this();
        (self.state == EntryState::Retired).then_some(Reason::Retired { what })
    }

    pub(super) fn shown(&self) -> String {
        format!("{} {}", self.kind.short(), self.name)
    }
}

#[derive(Default)]
pub(super) struct Streets {
    all: Vec<Street>,
    by_id: HashMap<StreetId, usize>,
    by_name: HashMap<(SettlementId, String), Vec<usize>>,
    by_alias: HashMap<(SettlementId, String), Vec<usize>>,
    /// `settlement:code` as the source writes them.
    coded: HashMap<String, Vec<usize>>,
    /// The same of the registry, where a file that is read says anew what codes mean.
    coded_before: HashMap<String, Vec<usize>>,
}

impl Streets {
    pub(super) fn get(&self, at: usize) -> Option<&Street> {
        self.all.get(at)
    }

    pub(super) fn with_id(&self, id: StreetId) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    pub(super) fn put(&mut self, street: Street) -> usize {
        let at = self.all.len();
        self.by_id.insert(street.id, at);
        let key = (street.settlement, exact_key(&street.name));
        self.by_name.entry(key).or_default().push(at);
        self.all.push(street);
        at
    }

    /// It is called otherwise from here on.
    pub(super) fn rename(&mut self, at: usize, kind: StreetKind, name: &str) {
        let Some(street) = self.all.get_mut(at) else {
            return;
        };
        let before = (street.settlement, exact_key(&street.name));
        let after = (street.settlement, exact_key(name));
        (street.kind, street.name) = (kind, name.to_owned());
        if let Some(named) = self.by_name.get_mut(&before) {
            named.retain(|one| *one != at);
        }
        self.by_name.entry(after).or_default().push(at);
    }

    /// Streets of the registry that have this code, and that the file has not named so far.
    pub(super) fn coded_before(&self, code: &str) -> impl Iterator<Item = usize> {
        let coded = self.coded_before.get(code).into_iter().flatten().copied();
        coded.filter(|at| self.all.get(*at).is_some_and(|street| street.line == 0))
    }

    /// Whether the street is known by this other name.
    pub(super) fn has_alias(&self, at: usize, settlement: SettlementId, name: &str) -> bool {
        let named = self.by_alias.get(&(settlement, exact_key(name)));
        named.is_some_and(|named| named.contains(&at))
    }

    /// What follows the tilde tells streets of one code apart.
    pub(super) fn put_code(&mut self, at: usize, source_ref: &str) {
        let code = source_ref.split('~').next().unwrap_or(source_ref);
        self.coded.entry(code.to_owned()).or_default().push(at);
    }

    pub(super) fn put_alias(&mut self, street: StreetId, name: &str) {
        let Some(at) = self.by_id.get(&street) else {
            return;
        };
        let Some(street) = self.all.get(*at) else {
            return;
        };
        for reading in parse_street(name) {
            let key = (street.settlement, exact_key(&reading.name));
            let named = self.by_alias.entry(key).or_default();
            if !named.contains(at) {
                named.push(*at);
            }
        }
    }

    /// From here on only the codes of the file that is read count.
    pub(super) fn forget_codes(&mut self) {
        self.coded_before = std::mem::take(&mut self.coded);
    }

    pub(super) fn called(
        &self,
        settlement: SettlementId,
        kind: StreetKind,
        name: &str,
    ) -> Option<usize> {
        let named = self.by_name.get(&(settlement, exact_key(name)))?;
        let is_kind = |at: &usize| self.all.get(*at).is_some_and(|street| street.kind == kind);
        named.iter().copied().find(is_kind)
    }

    /// Notes that this line of the file names the street by this code; gives the line of the
    /// first street that has the same.
    pub(super) fn take(&mut self, at: usize, code: &str, line: u64) -> Option<u64> {
        if let Some(street) = self.all.get_mut(at) {
            street.line = line;
        }
        let same = self.coded.entry(code.to_owned()).or_default();
        let first = same.first().copied();
        same.push(at);
        first
            .and_then(|first| self.all.get(first))
            .map(|street| street.line)
    }

    pub(super) fn with_code(&self, code: &str) -> Result<usize, Reason> {
        match self.coded.get(code).map_or(&[][..], Vec::as_slice) {
            [at] => Ok(*at),
            [] => Err(Reason::UnknownStreet),
            several => {
                let lines = several.iter().filter_map(|at| self.all.get(*at));
                let lines: Vec<_> = lines.map(|street| street.line).collect();
                let of_file: Vec<_> = lines.iter().copied().filter(|line| *line != 0).collect();
                let is_all = of_file.len() == lines.len();
                let lines = Lines(of_file);
                Err(match (lines.0.as_slice(), is_all) {
                    ([], _) => Reason::AmbiguousStreetOfRegistry,
                    (_, true) => Reason::AmbiguousStreet { lines },
                    (_, false) => Reason::AmbiguousStreetWithRegistry { lines },
                })
            }
        }
    }

    /// The only street that this text may mean, by its present name or else by another one.
    pub(super) fn printed(&self, settlement: SettlementId, text: &str) -> Result<usize, Reason> {
        for names in [&self.by_name, &self.by_alias] {
            let mut meant = Vec::new();
            for reading in parse_street(text) {
                let key = (settlement, exact_key(&reading.name));
                let named = names.get(&key).map_or(&[][..], Vec::as_slice);
                let fits = |at: &&usize| {
                    self.all
                        .get(**at)
                        .is_some_and(|street| reading.kind.is_none_or(|kind| kind == street.kind))
                };
                meant.extend(named.iter().filter(fits).copied());
            }
            meant.sort_unstable();
            meant.dedup();
            match meant.as_slice() {
                [] => {}
                [at] => return Ok(*at),
                _ => return Err(Reason::AmbiguousStreetName),
            }
        }
        Err(Reason::UnknownStreet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streets_of_the_registry_have_no_line() {
        let said = |lines: &[u64]| {
            let mut streets = Streets::default();
            for line in lines {
                let street = Street {
                    id: StreetId::new(),
                    settlement: SettlementId::new(),
                    kind: StreetKind::Vulytsia,
                    name: "Кленова".to_owned(),
                    state: EntryState::Active,
                    line: *line,
                };
                let at = streets.put(street);
                streets.coded.entry("1:2".to_owned()).or_default().push(at);
            }
            streets
                .with_code("1:2")
                .map_err(|reason| reason.to_string())
        };
        let text = |lines: &[u64]| said(lines).err().unwrap_or_default();
        assert!(text(&[0, 0, 0]).contains("вулиць реєстру"));
        assert!(text(&[0, 7]).contains("(рядки 7 і вулиці, що вже є в реєстрі)"));
        assert!(text(&[3, 4]).contains("(рядки 3, 4)"));
    }
}
