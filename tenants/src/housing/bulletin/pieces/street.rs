//! An item, read as a street.
//!
//! Pure.

use super::super::super::street::{StreetReading, parse_street, split_words};
use super::super::houses::{AND, Houses, read_houses};
use super::{Piece, StreetPiece};

/// More words than that are prose, not a street with its houses.
const MOST_WORDS: usize = 12;

pub(super) fn has_kind(item: &str) -> bool {
    parse_street(item)
        .iter()
        .any(|reading| reading.kind.is_some())
}

/// The street that an item begins with, if it can be one: it has a type, or a word of letters.
pub(super) fn street(item: &str, settlement: Option<String>) -> Option<StreetPiece> {
    let words = split_words(item);
    let named = words
        .iter()
        .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2);
    if !named || words.len() > MOST_WORDS {
        return None;
    }
    let mut readings = Vec::new();
    for at in 1..words.len() {
        let (name, rest) = words.split_at(at);
        // «вул. Гоголя – 12»: a dash that stands alone only parts the two.
        let rest = rest.strip_prefix(&["-".to_owned()]).unwrap_or(rest);
        let houses = read_houses(&rest.join(" "));
        if !houses.is_empty() && !houses.contains(&Houses::All) {
            let streets = parse_street(&name.join(" ")).into_iter();
            readings.extend(streets.map(|street| (street, Some(houses.clone()))));
            break;
        }
    }
    let whole = words.join(" ");
    readings.extend(
        parse_street(&whole)
            .into_iter()
            .map(|street| (street, None)),
    );
    // «Набережна» is a name as well.
    readings.push((
        StreetReading {
            kind: None,
            name: whole,
        },
        None,
    ));
    Some(StreetPiece {
        text: item.to_owned(),
        opens: false,
        settlement,
        readings,
        houses: Vec::new(),
        stray: None,
    })
}

impl StreetPiece {
    /// The two streets that «вул. Гоголя та Київська» may be; where a number stands behind, it
    /// may be one of either.
    pub fn halves(&self) -> Option<[Piece; 2]> {
        let plain = self.houses.is_empty() && !self.text.contains(|c: char| c.is_numeric());
        let mut parts = AND.iter().filter_map(|and| self.text.split_once(and));
        let ((first, second), None) = (parts.next().filter(|_| plain)?, parts.next()) else {
            return None;
        };
        let half = |text| street(text, self.settlement.clone());
        let first = StreetPiece {
            opens: self.opens,
            ..half(first)?
        };
        Some([Piece::Street(first), Piece::Street(half(second)?)])
    }
}
