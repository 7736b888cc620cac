//! Puts the registry to the pieces of a bulletin.
//!
//! Pure.

use std::collections::{HashMap, HashSet};

use super::super::house_number::HouseNumber;
use super::houses::{Doubt, Houses};
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
    for (piece, matches) in pieces.iter().zip(matches) {
        match piece {
            Piece::Other { text, doubt, place } => {
                let known = place.as_ref().and_then(|key| places.get(key));
                match known.map(Vec::as_slice) {
                    Some([(id, printed)]) => out.places.push(MeantPlace {
                        text: text.clone(),
                        id: *id,
                        printed: printed.clone(),
                    }),
                    _ => out.uncertain.push(Uncertain {
                        text: text.clone(),
                        doubt: *doubt,
                        streets: Vec::new(),
                        buildings: Vec::new(),
                    }),
                }
            }
            Piece::Street(street) => match certain(matches) {
                Ok(meant) => {
                    let here = houses.get(&meant.street).map_or(&[][..], Vec::as_slice);
                    out.take_street(street, meant, here, &mut known);
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

impl Bulletin {
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
        houses: &[House],
        known: &mut HashSet<BuildingId>,
    ) {
        let mut named: Vec<(&str, &Houses)> = Vec::new();
        if let Some((_, Some(first))) = piece.readings.get(meant.reading) {
            named.extend(first.iter().map(|houses| (piece.text.as_str(), houses)));
        }
        named.extend(
            piece
                .houses
                .iter()
                .map(|(text, houses)| (text.as_str(), houses)),
        );
        let whole = named.is_empty();
        if whole {
            named.push((piece.text.as_str(), &Houses::All));
        }
        let address = |house: &House| (house.id, format!("{}, {}", meant.printed, house.number));
        let mut count = HashSet::new();
        for (text, wanted) in named {
            let sure: Vec<&House> = houses.iter().filter(|house| has(wanted, house)).collect();
            for house in &sure {
                count.insert(house.id);
                if known.insert(house.id) {
                    self.buildings.push(address(house));
                }
            }
            let doubt = match wanted {
                Houses::Doubtful { doubt, .. } => *doubt,
                _ if sure.is_empty() => Doubt::NoSuchHouse,
                _ => continue,
            };
            let may_be = houses
                .iter()
                .filter(|house| house.parsed.is_some_and(|parsed| wanted.may_have(&parsed)));
            self.uncertain.push(Uncertain {
                text: if text == piece.text {
                    text.to_owned()
                } else {
                    format!("{}, {text}", piece.text)
                },
                doubt,
                streets: vec![(meant.street, meant.printed.clone())],
                buildings: may_be.map(address).collect(),
            });
        }
        self.streets.push(MeantStreet {
            text: piece.text.clone(),
            id: meant.street,
            printed: meant.printed.clone(),
            whole,
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

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::super::pieces::take_apart;
    use super::*;

    /// Every piece that is a street means this one, with these houses.
    fn read(text: &str, numbers: &[&str]) -> Bulletin {
        let street = StreetId::new();
        let pieces = take_apart(text);
        let matches: Vec<Vec<Match>> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Street(_) => vec![Match {
                    street,
                    printed: "Ладижин, вул. Садова".to_owned(),
                    reading: 0,
                    sure: true,
                    here: true,
                    score: 1.0,
                }],
                Piece::Other { .. } => Vec::new(),
            })
            .collect();
        let houses = numbers
            .iter()
            .map(|number| House {
                id: BuildingId::new(),
                number: (*number).to_owned(),
                parsed: HouseNumber::parse(number).ok(),
            })
            .collect();
        let houses = HashMap::from([(street, houses)]);
        resolve(&pieces, &matches, &houses, &HashMap::new())
    }

    fn numbers(all: &[(BuildingId, String)]) -> Vec<&str> {
        all.iter()
            .filter_map(|(_, address)| address.rsplit(", ").next())
            .collect()
    }

    #[test]
    fn what_is_named_is_taken_once_and_what_is_missing_is_listed_with_its_neighbours() {
        let bulletin = read("вул. Садова, 1–5, 3, 8", &["1", "2", "3", "3А", "8А", "12"]);
        assert_eq!(numbers(&bulletin.buildings), ["1", "3", "3А"]);
        assert_eq!(bulletin.streets[0].buildings, 3);
        let missing = &bulletin.uncertain[0];
        assert_eq!(
            (missing.doubt, missing.text.as_str()),
            (Doubt::NoSuchHouse, "вул. Садова, 8")
        );
        assert_eq!(numbers(&missing.buildings), ["8А"]);
    }

    #[test]
    fn a_street_alone_is_all_of_it_even_what_nobody_can_read() {
        let bulletin = read("вул. Садова", &["1", "казарма"]);
        assert_eq!(numbers(&bulletin.buildings), ["1", "казарма"]);
        assert!(bulletin.streets[0].whole);
        assert_eq!(bulletin.uncertain, []);
    }

    #[test]
    fn a_range_without_a_side_takes_nothing_and_offers_both_sides() {
        let bulletin = read("вул. Садова, 1–4", &["1", "2", "3", "5"]);
        assert_eq!(bulletin.buildings, []);
        assert_eq!(bulletin.uncertain[0].doubt, Doubt::NoSide);
        assert_eq!(numbers(&bulletin.uncertain[0].buildings), ["1", "2", "3"]);
        assert!(!bulletin.streets[0].whole);
    }

    #[test]
    fn lost_commas_are_not_put_back_in_silence() {
        let bulletin = read(
            "вул. Садова, 128130, 31. 31-А",
            &["128", "130", "31", "31А"],
        );
        assert_eq!(bulletin.buildings, []);
        let may_be: Vec<_> = bulletin
            .uncertain
            .iter()
            .map(|one| numbers(&one.buildings))
            .collect();
        assert_eq!(may_be, [["128", "130"], ["31", "31А"]]);
    }
}
