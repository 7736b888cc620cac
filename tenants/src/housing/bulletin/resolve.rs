//! Puts the registry to the pieces of a bulletin.
//!
//! Pure.

use std::collections::{HashMap, HashSet};

use super::super::house_number::HouseNumber;
use super::houses::{Doubt, Houses};
use super::named::{Named, named};
use super::pieces::{Piece, StreetPiece};
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

/// What a bulletin says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bulletin {
    /// That are certainly meant, each once, with their addresses.
    pub buildings: Vec<(BuildingId, String)>,
    /// The streets that were understood, in the order of the text.
    pub streets: Vec<MeantStreet>,
    /// Places that are no building, in the order of the text.
    pub places: Vec<MeantPlace>,
    /// All that was not, in the order of the text.
    pub uncertain: Vec<Uncertain>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeantStreet {
    /// As it stands in the bulletin.
    pub text: String,
    pub id: StreetId,
    pub printed: String,
    /// No house was named: all of it.
    pub whole: bool,
    /// How many of its buildings are meant.
    pub buildings: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeantPlace {
    /// As it stands in the bulletin.
    pub text: String,
    pub id: PlaceId,
    /// «мікрорайон Вишенька».
    pub printed: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncertain {
    /// As it stands in the bulletin: a street, or a street with the piece behind it.
    pub text: String,
    pub doubt: Doubt,
    /// Streets that may be meant.
    pub streets: Vec<(StreetId, String)>,
    /// Buildings that may be meant.
    pub buildings: Vec<(BuildingId, String)>,
}

pub(super) fn resolve(
    pieces: &[Piece],
    matches: &[Vec<Match>],
    houses: &HashMap<StreetId, Vec<House>>,
    places: &HashMap<String, Vec<(PlaceId, String)>>,
) -> Bulletin {
    let mut out = Bulletin::default();
    let mut known = HashSet::new();
    let mut rest = pieces.iter().zip(matches);
    while let Some((piece, matches)) = rest.next() {
        match piece {
            Piece::Other { text, doubt, place } => {
                let known = place.as_ref().and_then(|key| places.get(key));
                match known.map(Vec::as_slice) {
                    Some([(id, printed)]) => out.places.push(MeantPlace {
                        text: text.clone(),
                        id: *id,
                        printed: printed.clone(),
                    }),
                    _ => out.doubt(text, *doubt),
                }
            }
            Piece::Settlement { text } if is_alone(rest.clone()) => {
                out.doubt(text, Doubt::OnlySettlement);
            }
            Piece::Settlement { .. } => {}
            Piece::Street(street) => match certain(matches) {
                Ok(meant) => {
                    let here = houses.get(&meant.street).map_or(&[][..], Vec::as_slice);
                    let named = named(street, meant, unread(rest.clone(), places));
                    out.take_street(street, meant, &named, here, &mut known);
                }
                Err(doubt) => out.doubt_street(street, matches, doubt),
            },
        }
    }
    out
}

fn certain(matches: &[Match]) -> Result<&Match, Doubt> {
    match matches {
        [] => Err(Doubt::UnknownStreet),
        [one] if one.sure => Ok(one),
        all if all.iter().all(|one| one.sure) => Err(Doubt::WhichStreet),
        all if all.iter().all(|one| !one.here) => Err(Doubt::UnknownSettlement),
        _ => Err(Doubt::UnknownStreet),
    }
}

/// What stands right behind a street and may belong to it: it names nothing that is known, and
/// does not begin as a street does.
fn unread<'a>(
    mut rest: impl Iterator<Item = (&'a Piece, &'a Vec<Match>)>,
    places: &HashMap<String, Vec<(PlaceId, String)>>,
) -> Option<&'a Piece> {
    let (piece, matches) = rest.next()?;
    let unread = match piece {
        Piece::Street(street) => certain(matches).is_err() && !street.begins_with_kind(),
        Piece::Settlement { .. } => is_alone(rest),
        Piece::Other { place, .. } => place
            .as_ref()
            .and_then(|key| places.get(key))
            .is_none_or(|known| known.len() != 1),
    };
    unread.then_some(piece)
}

/// Whether a settlement, before these pieces, has no street and no place of its own.
fn is_alone<'a>(rest: impl Iterator<Item = (&'a Piece, &'a Vec<Match>)>) -> bool {
    !rest
        .take_while(|(piece, _)| !matches!(piece, Piece::Settlement { .. }))
        .any(|(piece, matches)| match piece {
            Piece::Street(street) => !matches.is_empty() || street.begins_with_kind(),
            Piece::Settlement { .. } => false,
            Piece::Other { place, .. } => place.is_some(),
        })
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
        let behind = piece.houses.iter().map(|(text, _)| format!(", {text}"));
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

    fn take_street(
        &mut self,
        piece: &StreetPiece,
        meant: &Match,
        named: &[Named<'_>],
        houses: &[House],
        known: &mut HashSet<BuildingId>,
    ) {
        let address = |house: &House| (house.id, format!("{}, {}", meant.printed, house.number));
        let mut count = HashSet::new();
        for one in named {
            let wanted = &one.houses;
            let sure: Vec<&House> = houses
                .iter()
                .filter(|house| one.limit.is_none() && has(wanted, house))
                .collect();
            for house in &sure {
                count.insert(house.id);
                if known.insert(house.id) {
                    self.buildings.push(address(house));
                }
            }
            let doubt = match wanted {
                Houses::Doubtful { doubt, .. } => *doubt,
                _ if one.limit.is_some() => Doubt::NotUnderstood,
                _ if sure.is_empty() => Doubt::NoSuchHouse,
                _ => continue,
            };
            let may_be = houses
                .iter()
                .filter(|house| has(wanted, house) || may_have(wanted, house));
            self.uncertain.push(Uncertain {
                text: one.printed(&piece.text),
                doubt,
                streets: vec![(meant.street, meant.printed.clone())],
                buildings: may_be.map(address).collect(),
            });
        }
        self.streets.push(MeantStreet {
            text: piece.text.clone(),
            id: meant.street,
            printed: meant.printed.clone(),
            whole: matches!(named, [one] if one.text.is_none() && one.limit.is_none() && one.houses == Houses::All),
            buildings: count.len(),
        });
    }
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
#[allow(clippy::indexing_slicing, reason = "tests")]
mod tests;
