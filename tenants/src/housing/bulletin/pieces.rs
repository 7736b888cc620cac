//! A bulletin, taken apart into streets with what stands behind each.
//!
//! Pure.

mod piece;
mod settlements;

use super::super::house_number::HouseNumber;
use super::super::spelling::{lossy_key, tidy};
use super::super::street::{StreetKind, StreetReading, parse_street, split_words};
use super::houses::{Doubt, Houses, read_houses, settle_blocks};
pub(super) use piece::{Piece, StreetPiece};
pub(super) use settlements::name_settlements;

const SETTLEMENT_WORDS: [&str; 11] = [
    "м",
    "с",
    "смт",
    "сел",
    "село",
    "селі",
    "селище",
    "селищі",
    "місто",
    "місті",
    "сщ",
];

/// More words than that are prose, not a street with its houses.
const MOST_WORDS: usize = 12;

pub(super) fn take_apart(text: &str) -> Vec<Piece> {
    let mut reader = Reader::default();
    for chunk in text.split([';', '\n', '•', '·']) {
        for part in chunk.split(": ") {
            for item in part.split([',', '(', ')']) {
                for item in sentences(&tidy(item)) {
                    reader.take(trimmed(&item));
                }
            }
        }
        reader.listing = None;
    }
    reader.pieces
}

/// Without what is not of it; but the dash of a range without an end is.
fn trimmed(item: &str) -> &str {
    const AROUND: [char; 6] = [' ', '.', ':', '"', '«', '»'];
    let dashed = item
        .trim_start_matches(|c| c == '-' || AROUND.contains(&c))
        .trim_end_matches(AROUND);
    let bare = dashed.trim_end_matches(|c| c == '-' || AROUND.contains(&c));
    let number = bare
        .rsplit(' ')
        .next()
        .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    if number { dashed } else { bare }
}

/// «3. Пров. Дачний» is two: a full stop before the type of a street ends a list of houses.
fn sentences(item: &str) -> Vec<String> {
    let words: Vec<&str> = item.split(' ').collect();
    let mut sentences: Vec<String> = Vec::new();
    let mut sentence: Vec<&str> = Vec::new();
    for word in words {
        let begins = !StreetKind::from_word(word).is_empty();
        if begins && sentence.last().is_some_and(|last| last.ends_with('.')) && !is_kind(&sentence)
        {
            sentences.push(sentence.join(" "));
            sentence.clear();
        }
        sentence.push(word);
    }
    sentences.push(sentence.join(" "));
    sentences
}

fn is_kind(words: &[&str]) -> bool {
    words
        .last()
        .is_some_and(|word| !StreetKind::from_word(word).is_empty())
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    settlement: Option<String>,
    /// Names that go on a list of places: «у мікрорайонах Вишенька, Тяжилів».
    listing: Option<Doubt>,
    /// The house whose block was named last on the street.
    block: Option<HouseNumber>,
}

impl Reader {
    fn take(&mut self, item: &str) {
        if item.is_empty() || self.take_settlement(item) || self.take_place(item) {
            return;
        }
        let houses = read_houses(item);
        if !houses.is_empty() {
            return self.take_houses(item, houses);
        }
        match street(item, self.settlement.clone()) {
            Some(mut street) if self.listing.is_none() || has_kind(item) => {
                self.listing = None;
                self.block = None;
                for first in street
                    .readings
                    .iter_mut()
                    .filter_map(|(_, first)| first.as_mut())
                {
                    self.block = None;
                    *first = settle_blocks(std::mem::take(first), &mut self.block);
                }
                self.pieces.push(Piece::Street(street));
            }
            _ => self.pieces.push(Piece::Other {
                text: item.to_owned(),
                doubt: self.listing.unwrap_or(Doubt::NotUnderstood),
                place: self.listing.map(|_| place_key(item)),
            }),
        }
    }

    /// «м. Ладижин»: holds for the streets behind it.
    fn take_settlement(&mut self, item: &str) -> bool {
        let words: Vec<&str> = item
            .split([' ', '.'])
            .filter(|word| !word.is_empty())
            .collect();
        let Some((first, name)) = words.split_first() else {
            return false;
        };
        let first = first.to_lowercase();
        let named = name.iter().any(|word| word.chars().count() > 2);
        let is = SETTLEMENT_WORDS.contains(&first.as_str()) && named && !has_kind(item);
        if is {
            self.settlement = Some(lossy_key(&name.join(" ")));
            self.listing = None;
            self.pieces.push(Piece::Settlement {
                text: item.to_owned(),
            });
        }
        is
    }

    fn take_place(&mut self, item: &str) -> bool {
        let lower = item.to_lowercase();
        let doubt = if lower.contains("перехрест") || lower.contains("перетин") {
            Doubt::Crossroads
        } else if lower.contains("мікрорайонах") || lower.contains("мікрорайонів")
        {
            Doubt::Microdistrict
        } else {
            return false;
        };
        self.pieces.push(Piece::Other {
            text: item.to_owned(),
            doubt,
            place: Some(place_key(item)),
        });
        self.listing = (doubt == Doubt::Microdistrict).then_some(doubt);
        true
    }

    fn take_houses(&mut self, item: &str, houses: Vec<Houses>) {
        let Some(Piece::Street(street)) = self.pieces.last_mut() else {
            return self.pieces.push(Piece::Other {
                text: item.to_owned(),
                doubt: Doubt::NotUnderstood,
                place: None,
            });
        };
        for houses in settle_blocks(houses, &mut self.block) {
            if let Houses::Side(side) = houses
                && street.settle(side, item)
            {
                continue;
            }
            street.houses.push((item.to_owned(), houses));
        }
    }
}

/// The key of a place's name, without the words before it: «у мікрорайонах Вишенька».
fn place_key(item: &str) -> String {
    const BEFORE: [&str; 7] = [
        "у",
        "в",
        "на",
        "перехрест",
        "перетин",
        "мікрорайон",
        "вулиц",
    ];
    let words: Vec<&str> = item
        .split(' ')
        .skip_while(|word| {
            let word = word.to_lowercase();
            let short = word.chars().count() < 3;
            BEFORE.iter().any(|before| {
                if short {
                    word == *before
                } else {
                    before.chars().count() > 2 && word.starts_with(before)
                }
            })
        })
        .collect();
    lossy_key(&words.join(" "))
}

fn has_kind(item: &str) -> bool {
    parse_street(item)
        .iter()
        .any(|reading| reading.kind.is_some())
}

/// The street that an item begins with, if it can be one: it has a type, or a word of letters.
fn street(item: &str, settlement: Option<String>) -> Option<StreetPiece> {
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
        settlement,
        readings,
        houses: Vec::new(),
    })
}

#[cfg(test)]
#[allow(clippy::panic, clippy::indexing_slicing, reason = "tests")]
mod tests;
