//! To what a row refers: a building by its code or its address, a street, a settlement, or all of
//! the community. As exact as the cells that are filled in.

use std::collections::{HashMap, HashSet};

use super::cells::Cells;
use super::known::Known;
use super::report::Table;
use super::streets::code_of;
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::entry::EntryState;
use crate::housing::house_number::{HouseNumber, HouseNumberError};
use crate::housing::remark::{Lines, Reason};
use crate::housing::sheet::{Header, Row};
use crate::housing::store_import as store;
use crate::ids::{BuildingId, SettlementId, StreetId};

/// The columns by which a row refers to a place.
#[derive(Clone, Copy)]
pub(super) struct AddressColumns<'m> {
    pub building: Option<&'m String>,
    pub settlement: Option<&'m String>,
    pub street: Option<&'m String>,
    pub street_name: Option<&'m String>,
    pub house: Option<&'m String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum At {
    Building(BuildingId),
    Street(StreetId),
    Settlement(SettlementId),
    Community,
}

/// What the registry has for the buildings of a chunk of rows.
#[derive(Default)]
pub(super) struct FoundBuildings {
    coded: HashMap<String, Vec<(BuildingId, bool)>>,
    numbered: HashMap<(StreetId, String), BuildingId>,
    retired: HashSet<BuildingId>,
}

type Refusal<'m> = (&'m str, Reason);

/// Where a street of the row is known to stand: by its code, or by its name.
pub(super) fn street_of<'m>(
    known: &Known,
    row: Cells<'_>,
    (settlement, street, street_name): (Option<&'m String>, Option<&'m String>, Option<&'m String>),
) -> Result<usize, Refusal<'m>> {
    let column = settlement.map_or("", String::as_str);
    let id = settlement_of(known, row.maybe(settlement)).map_err(|reason| (column, reason))?;
    if let Some(street) = street
        && !row.get(street).is_empty()
    {
        let code = code_of(row, column, street);
        return known
            .streets
            .with_code(&code)
            .map_err(|reason| (street.as_str(), reason));
    }
    let Some(street_name) = street_name.filter(|name| !row.get(name).is_empty()) else {
        let column = street_name.or(street).map_or("", String::as_str);
        return Err((column, Reason::StreetNotSaid));
    };
    known
        .streets
        .printed(id, row.get(street_name))
        .map_err(|reason| (street_name.as_str(), reason))
}

fn settlement_of(known: &Known, text: &str) -> Result<SettlementId, Reason> {
    let found = known.settlements.find(text);
    found.map_err(|reason| match text {
        "" => Reason::SettlementNotSaid,
        _ => reason,
    })
}

pub(super) fn number_of(text: &str) -> Result<HouseNumber, Reason> {
    HouseNumber::parse(text).map_err(|error| match error {
        HouseNumberError::NotUnderstood => Reason::NumberNotUnderstood,
        HouseNumberError::Ambiguous | HouseNumberError::NamesFlat => Reason::NumberAmbiguous,
    })
}

impl<'m> AddressColumns<'m> {
    fn streets(&self) -> (Option<&'m String>, Option<&'m String>, Option<&'m String>) {
        (self.settlement, self.street, self.street_name)
    }

    fn names_street(&self, row: Cells<'_>) -> bool {
        !row.maybe(self.street).is_empty() || !row.maybe(self.street_name).is_empty()
    }

    /// The column that says most of where it is.
    pub(super) fn named_by(&self) -> &'m str {
        let columns = [self.house, self.building, self.street_name, self.street];
        let named = columns.into_iter().flatten().next();
        named.or(self.settlement).map_or("", String::as_str)
    }

    /// Looks up the buildings that these rows refer to, all at once.
    pub(super) fn find(
        &self,
        tx: &mut CommunityTx<'_>,
        known: &Known,
        header: &Header,
        rows: &[Row],
    ) -> Result<FoundBuildings, Error> {
        let (mut codes, mut streets, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            let row = Cells { header, row };
            let code = row.maybe(self.building);
            if !code.is_empty() {
                codes.push(code.to_owned());
                continue;
            }
            let street = street_of(known, row, self.streets());
            let street = street.ok().and_then(|at| known.streets.get(at));
            if let (Some(street), Ok(number)) = (street, number_of(row.maybe(self.house))) {
                streets.push(street.id);
                numbers.push(number.key());
            }
        }
        let mut found = FoundBuildings::default();
        if !codes.is_empty() && !known.buildings.from_file {
            for (id, code, multi_flat, state) in store::buildings_coded(tx, &codes)? {
                let code = code.unwrap_or_default();
                found.keep_state(id, state);
                found.coded.entry(code).or_default().push((id, multi_flat));
            }
        }
        if !streets.is_empty() {
            for entry in store::buildings_numbered(tx, &streets, &numbers)? {
                let key = (entry.street_id, entry.number_key);
                found.keep_state(entry.id, entry.state);
                found.numbered.insert(key, entry.id);
            }
        }
        Ok(found)
    }

    /// The place that the row refers to.
    pub(super) fn resolve(
        &self,
        known: &Known,
        found: &FoundBuildings,
        row: Cells<'_>,
    ) -> Result<At, Refusal<'m>> {
        if let Some(column) = self.building
            && !row.get(column).is_empty()
        {
            let coded = found.with_code(known, row.get(column));
            return match coded {
                Ok((id, _)) => Ok(At::Building(id)),
                Err(reason) => Err((column, reason)),
            };
        }
        let house = self.house.filter(|house| !row.get(house).is_empty());
        if !self.names_street(row) {
            if let Some(house) = house {
                let column = self.street_name.or(self.street).unwrap_or(house);
                return Err((column, Reason::StreetNotSaid));
            }
            let Some(settlement) = self.settlement.filter(|one| !row.get(one).is_empty()) else {
                return Ok(At::Community);
            };
            return match known.settlements.find(row.get(settlement)) {
                Ok(id) => Ok(At::Settlement(id)),
                Err(reason) => Err((settlement, reason)),
            };
        }
        let at = street_of(known, row, self.streets())?;
        let street = known.streets.get(at).map(|street| street.id);
        let street = street.ok_or(("", Reason::UnknownStreet))?;
        let Some(house) = house else {
            return Ok(At::Street(street));
        };
        let number = number_of(row.get(house)).map_err(|reason| (house.as_str(), reason))?;
        match found.numbered.get(&(street, number.key())) {
            Some(id) => Ok(At::Building(*id)),
            None => Err((house, Reason::UnknownBuilding)),
        }
    }
}

impl FoundBuildings {
    fn keep_state(&mut self, id: BuildingId, state: EntryState) {
        if state == EntryState::Retired {
            self.retired.insert(id);
        }
    }

    /// What is to be said of a row that refers to what the registry has as retired.
    pub(super) fn doubt(&self, known: &Known, at: At) -> Option<Reason> {
        match at {
            At::Building(id) => {
                let is_retired =
                    self.retired.contains(&id) || known.buildings.retired.contains(&id);
                let what = Table::Buildings.this();
                is_retired.then_some(Reason::Retired { what })
            }
            At::Street(id) => {
                let street = known.streets.with_id(id);
                street.and_then(|at| known.streets.get(at))?.doubt()
            }
            At::Settlement(_) | At::Community => None,
        }
    }

    /// The one building of this code, and whether it has flats: of the file of buildings when
    /// there was one, else of the registry.
    pub(super) fn with_code(
        &self,
        known: &Known,
        code: &str,
    ) -> Result<(BuildingId, bool), Reason> {
        if !known.buildings.from_file {
            return match self.coded.get(code).map_or(&[][..], Vec::as_slice) {
                [one] => Ok(*one),
                [] => Err(Reason::UnknownBuilding),
                _ => Err(Reason::AmbiguousBuildingCode),
            };
        }
        let (taken, refused) = known.buildings.with_code(code);
        let taken = taken.iter().filter_map(|at| known.buildings.get(*at));
        let taken: Vec<_> = taken.collect();
        match (taken.as_slice(), refused.as_slice()) {
            ([one], []) => Ok((one.id, one.multi_flat())),
            ([], []) => Err(Reason::UnknownBuilding),
            ([], [line, ..]) => Err(Reason::BuildingRefused { line: *line }),
            (several, lost) => {
                let lines = several.iter().map(|taken| taken.line());
                Err(Reason::AmbiguousBuilding {
                    lines: Lines(lines.chain(lost.iter().copied()).collect()),
                })
            }
        }
    }
}
