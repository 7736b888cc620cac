//! Puts the registry to the pieces of a bulletin.
//!
//! Pure.

use std::collections::{HashMap, HashSet};

use super::super::house_number::HouseNumber;
use super::super::spelling::exact_key;
use super::houses::Doubt;
use super::meant::{Bulletin, MeantPlace};
use super::named::named;
use super::pieces::Piece;
use super::unread::{is_alone, unread};
use super::whole::Settlements;
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
    pub settlements: Settlements,
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
    pub fn of(&self, street: StreetId) -> &[House] {
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

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests"
)]
mod tests;
