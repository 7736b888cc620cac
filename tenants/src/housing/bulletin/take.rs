//! Takes into a bulletin what is certain of a piece, and lists what is not.
//!
//! Pure.

use std::collections::HashSet;

use super::houses::{Doubt, Houses};
use super::meant::{Bulletin, MeantStreet, Uncertain};
use super::named::Named;
use super::pieces::StreetPiece;
use super::resolve::{House, Match, Registry};
use crate::ids::{BuildingId, StreetId};

impl Bulletin {
    pub(super) fn doubt(&mut self, text: &str, doubt: Doubt) {
        self.uncertain.push(Uncertain {
            text: text.to_owned(),
            doubt,
            streets: Vec::new(),
            buildings: Vec::new(),
        });
    }

    pub(super) fn doubt_street(&mut self, piece: &StreetPiece, matches: &[Match], doubt: Doubt) {
        let behind = piece.houses.iter().map(|said| format!(", {}", said.text));
        self.uncertain.push(Uncertain {
            text: std::iter::once(piece.text.clone()).chain(behind).collect(),
            doubt,
            streets: matches
                .iter()
                .map(|one| (one.street, one.printed.clone()))
                .collect(),
            buildings: Vec::new(),
        });
    }

    pub(super) fn take_settlement(
        &mut self,
        text: &str,
        streets: &[(StreetId, String)],
        registry: &Registry,
        known: &mut HashSet<BuildingId>,
    ) {
        for (street, printed) in streets {
            let houses = registry.of(*street);
            for house in houses.iter().filter(|house| known.insert(house.id)) {
                self.buildings.push(house.address(printed));
            }
            self.streets.push(MeantStreet {
                text: text.to_owned(),
                id: *street,
                printed: printed.clone(),
                whole: true,
                buildings: houses.len(),
            });
        }
        if streets.is_empty() {
            self.doubt(text, Doubt::NoSuchHouse);
        }
    }

    pub(super) fn take_street(
        &mut self,
        piece: &StreetPiece,
        meant: &Match,
        named: &[Named<'_>],
        houses: &[House],
        known: &mut HashSet<BuildingId>,
    ) {
        let mut count = HashSet::new();
        for one in named {
            let sure: Vec<&House> = houses
                .iter()
                .filter(|house| one.held.is_none() && is_named(one, house, houses))
                .collect();
            for house in sure.iter().filter(|_| !one.excepted) {
                count.insert(house.id);
                if known.insert(house.id) {
                    self.buildings.push(house.address(&meant.printed));
                }
            }
            let doubt = match (&one.houses, &one.held) {
                (Houses::Doubtful { doubt, .. }, _) => *doubt,
                (_, Some(held)) => held.doubt,
                (_, None) if sure.is_empty() => Doubt::NoSuchHouse,
                (_, None) => continue,
            };
            let may_be = houses
                .iter()
                .filter(|house| is_named(one, house, houses) || may_have(&one.houses, house));
            self.uncertain.push(Uncertain {
                text: one.printed(&piece.text),
                doubt,
                streets: vec![(meant.street, meant.printed.clone())],
                buildings: may_be.map(|house| house.address(&meant.printed)).collect(),
            });
        }
        let whole = |one: &Named<'_>| {
            one.houses == Houses::All && one.held.is_none() && one.without.is_empty()
        };
        self.streets.push(MeantStreet {
            text: piece.text.clone(),
            id: meant.street,
            printed: meant.printed.clone(),
            whole: named.iter().any(whole),
            buildings: count.len(),
        });
    }
}

impl House {
    fn address(&self, street: &str) -> (BuildingId, String) {
        (self.id, format!("{street}, {}", self.number))
    }
}

fn is_named(one: &Named<'_>, house: &House, all: &[House]) -> bool {
    has(&one.houses, house)
        && !one
            .without
            .iter()
            .any(|without| takes_away(without, house, all))
}

/// Of a house that is not there, its neighbours of the same number may be meant.
fn takes_away(without: &Houses, house: &House, all: &[House]) -> bool {
    has(without, house)
        || (may_have(without, house) && !all.iter().any(|house| has(without, house)))
}

/// A house whose number nobody reads is part of the whole street, and of nothing less.
fn has(wanted: &Houses, house: &House) -> bool {
    match &house.parsed {
        Some(parsed) => wanted.has(parsed),
        None => *wanted == Houses::All,
    }
}

fn may_have(wanted: &Houses, house: &House) -> bool {
    house.parsed.is_some_and(|parsed| wanted.may_have(&parsed))
}
