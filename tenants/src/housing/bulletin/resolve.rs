//! Puts the registry to the pieces of a bulletin.
//!
//! Pure.

use std::collections::{HashMap, HashSet};

use super::super::house_number::HouseNumber;
use super::super::spelling::exact_key;
use super::houses::{Doubt, Houses};
use super::meant::{Bulletin, MeantPlace, MeantStreet, Uncertain};
use super::named::{Named, named};
use super::pieces::{Piece, StreetPiece};
use super::unread::{is_alone, unread};
use crate::ids::{BuildingId, PlaceId, StreetId};

/// A street that a piece may mean.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Match {
    pub street: StreetId,
    /// «Ладижин, вул. Соборна».
    pub printed: String,
    /// Which of the piece's readings.
    pub reading: usize,
    /// The very name and type, in the settlement that was named, if one was.
    pub sure: bool,
    pub here: bool,
    pub score: f64,
}

/// A house of a street.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct House {
    pub id: BuildingId,
    pub number: String,
    /// None: a number of a form that nobody reads.
    pub parsed: Option<HouseNumber>,
}

/// A place, as it is printed.
pub(super) type Place = (PlaceId, String);

/// What of the registry the pieces may mean.
#[derive(Debug, Default)]
pub(super) struct Registry {
    pub houses: HashMap<StreetId, Vec<House>>,
    /// By the key of their name.
    pub places: HashMap<String, Vec<Place>>,
    /// By the exact key of their name, the streets of each.
    pub settlements: HashMap<String, Vec<Vec<(StreetId, String)>>>,
}

pub(super) fn resolve(pieces: &[Piece], matches: &[Vec<Match>], registry: &Registry) -> Bulletin {
    let mut out = Bulletin::default();
    let mut known = HashSet::new();
    let mut rest = pieces.iter().zip(matches);
    while let Some((piece, matches)) = rest.next() {
        match piece {
            Piece::Other { text, doubt, place } => {
                let known = place.as_ref().and_then(|key| registry.places.get(key));
                match known.map(Vec::as_slice) {
                    Some([(id, printed)]) => out.places.push(MeantPlace {
                        text: text.clone(),
                        id: *id,
                        printed: printed.clone(),
                    }),
                    _ => out.doubt(text, *doubt),
                }
            }
            Piece::Settlement {
                text,
                name,
                whole: true,
                ..
            } => {
                let limited = !unread(rest.clone(), &registry.places).is_empty();
                match streets_of(registry, name) {
                    Err(doubt) => out.doubt(text, doubt),
                    Ok(_) if limited => out.doubt(text, Doubt::OnlySettlement),
                    Ok(streets) => out.take_settlement(text, streets, registry, &mut known),
                }
            }
            Piece::Settlement { text, .. } if is_alone(rest.clone()) => {
                out.doubt(text, Doubt::OnlySettlement);
            }
            Piece::Settlement { .. } => {}
            Piece::Street(street) => match certain(matches) {
                Ok(meant) => {
                    let named = named(street, meant, &unread(rest.clone(), &registry.places));
                    out.take_street(street, meant, &named, registry.of(meant.street), &mut known);
                }
                Err(doubt) => out.doubt_street(street, matches, doubt),
            },
        }
    }
    out
}

impl Registry {
    fn of(&self, street: StreetId) -> &[House] {
        self.houses.get(&street).map_or(&[], Vec::as_slice)
    }
}

fn streets_of<'r>(
    registry: &'r Registry,
    settlement: &str,
) -> Result<&'r [(StreetId, String)], Doubt> {
    let named = registry.settlements.get(&exact_key(settlement));
    match named.map_or(&[][..], Vec::as_slice) {
        [] => Err(Doubt::UnknownSettlement),
        [one] => Ok(one),
        _ => Err(Doubt::WhichSettlement),
    }
}

pub(super) fn certain(matches: &[Match]) -> Result<&Match, Doubt> {
    match matches {
        [] => Err(Doubt::UnknownStreet),
        [one] if one.sure => Ok(one),
        all if all.iter().all(|one| one.sure) => Err(Doubt::WhichStreet),
        all if all.iter().all(|one| !one.here) => Err(Doubt::UnknownSettlement),
        _ => Err(Doubt::UnknownStreet),
    }
}

impl Bulletin {
    fn doubt(&mut self, text: &str, doubt: Doubt) {
        self.uncertain.push(Uncertain {
            text: text.to_owned(),
            doubt,
            streets: Vec::new(),
            buildings: Vec::new(),
        });
    }

    fn doubt_street(&mut self, piece: &StreetPiece, matches: &[Match], doubt: Doubt) {
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

    fn take_settlement(
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

    fn take_street(
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

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests"
)]
mod tests;
