//! What a bulletin is taken apart into.
//!
//! Pure.

use super::super::super::house_number::HouseNumber;
use super::super::super::street::{StreetKind, StreetReading, split_words};
use super::super::houses::{Doubt, Houses, Side};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Piece {
    Street(StreetPiece),
    /// Holds for the streets behind it, up to the next.
    Settlement {
        text: String,
    },
    /// What names no street and no house of one; perhaps a place by its name.
    Other {
        text: String,
        doubt: Doubt,
        place: Option<String>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct StreetPiece {
    /// As it stands in the bulletin, without its houses.
    pub text: String,
    /// As it was named before it.
    pub settlement: Option<String>,
    /// Every way to read it, each with the house that the first words behind it make.
    pub readings: Vec<(StreetReading, Option<Vec<Houses>>)>,
    /// What follows, with its text. Nothing at all means the whole street.
    pub houses: Vec<(String, Houses)>,
}

impl Piece {
    /// As it stands in the bulletin, a street without the houses behind it.
    pub fn text(&self) -> &str {
        match self {
            Self::Street(street) => &street.text,
            Self::Settlement { text } | Self::Other { text, .. } => text,
        }
    }

    /// Whether a house may be meant among those of this piece, by any reading of it.
    pub fn may_name(&self, house: &HouseNumber) -> bool {
        let Self::Street(street) = self else {
            return false;
        };
        let first = street
            .readings
            .iter()
            .filter_map(|(_, first)| first.as_ref());
        let behind = street.houses.iter().map(|(_, houses)| houses);
        first
            .flatten()
            .chain(behind)
            .any(|houses| houses.has(house) || houses.may_have(house))
    }
}

impl StreetPiece {
    /// «вул. Садова», but not «від вул. Садової».
    pub fn begins_with_kind(&self) -> bool {
        split_words(&self.text)
            .first()
            .is_some_and(|word| !StreetKind::from_word(word).is_empty())
    }

    /// A side behind a range belongs to it.
    pub(super) fn settle(&mut self, side: Side, item: &str) -> bool {
        let Some((text, houses)) = self.houses.last_mut() else {
            return false;
        };
        let Some(settled) = houses.on_side(side) else {
            return false;
        };
        text.push_str(", ");
        text.push_str(item);
        *houses = settled;
        true
    }
}
