//! The dispatcher's line, understood: type, street, house, flat, in every way that makes sense.
//!
//! Pure. Whether such a street exists is for the look-up to say.

mod loosely;

use self::loosely::{has_digit, house_first, loosely, more_behind};
use super::{
    house_number::{HouseReading, read_house},
    spelling::{
        from_latin_layout, from_latin_layout_with_letters, from_russian_layout, has_cyrillic,
        only_twins, tidy, twins_to_cyrillic,
    },
    street::{StreetKind, parse_street, split_words},
};

/// Longer lines are cut before reading: no address is that long.
const MAX_CHARS: usize = 200;

/// How the line had to be turned before it made sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedAs {
    /// As it stands, but for Latin letters that look Cyrillic.
    Cyrillic,
    /// With Latin letters among the Cyrillic ones that they look like.
    LookAlikes,
    /// On the Latin layout: `Cj,jhyf 12 f`.
    LatinLayout,
    /// On the Russian layout: `Киъвська`.
    RussianLayout,
}

impl TypedAs {
    /// The stable text for the outside.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cyrillic => "cyrillic",
            Self::LookAlikes => "look_alikes",
            Self::LatinLayout => "latin_layout",
            Self::RussianLayout => "russian_layout",
        }
    }
}

/// Why a reading is not surely what was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsure {
    /// «1 Соборна» is house 1, or a part of a name.
    HouseFirst,
    /// Words stand behind the house that say nothing of it.
    MoreBehind,
    /// What stands behind the street has a digit, and is no house.
    HouseUnread,
}

/// One way to understand the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub typed_as: TypedAs,
    /// `None`: no type was named, every type is meant.
    pub kind: Option<StreetKind>,
    /// The words of the street's name; empty when only a house was typed. It may as well be the
    /// name of a settlement.
    pub street: String,
    /// Empty when no house was typed; more than one when the text is ambiguous.
    pub houses: Vec<HouseReading>,
    pub unsure: Option<Unsure>,
    /// What was not understood.
    pub unread: String,
}

impl Reading {
    /// Everything was understood.
    pub(super) fn of(
        typed_as: TypedAs,
        kind: Option<StreetKind>,
        street: String,
        houses: &[HouseReading],
    ) -> Self {
        Self {
            typed_as,
            kind,
            street,
            houses: houses.to_vec(),
            unsure: None,
            unread: String::new(),
        }
    }
}

/// Every way to understand the line, the likeliest first.
#[must_use]
pub fn read_query(line: &str) -> Vec<Reading> {
    let line: String = line.chars().take(MAX_CHARS).collect();
    let mut readings = Vec::new();
    for (typed_as, text) in spellings(&line) {
        for reading in read_text(typed_as, &tidy(&text)) {
            let known = readings.iter().any(|r: &Reading| {
                r.kind == reading.kind && r.street == reading.street && r.houses == reading.houses
            });
            if !known {
                readings.push(reading);
            }
        }
    }
    readings
}

fn spellings(line: &str) -> Vec<(TypedAs, String)> {
    let mut out = Vec::new();
    if let Some(meant) = from_latin_layout(line) {
        if only_twins(line) {
            out.push((TypedAs::LookAlikes, twins_to_cyrillic(line)));
        }
        out.push((TypedAs::LatinLayout, meant));
        out.extend(from_latin_layout_with_letters(line).map(|meant| (TypedAs::LatinLayout, meant)));
        return out;
    }
    let (typed_as, line) = if has_cyrillic(line) && line.contains(|c: char| c.is_ascii_alphabetic())
    {
        (TypedAs::LookAlikes, twins_to_cyrillic(line))
    } else {
        (TypedAs::Cyrillic, line.to_owned())
    };
    if let Some(meant) = from_russian_layout(&line) {
        out.push((TypedAs::RussianLayout, meant));
    }
    out.push((typed_as, line));
    out
}

fn read_text(typed_as: TypedAs, text: &str) -> Vec<Reading> {
    let words = split_words(&unglued(text));
    let mut readings = Vec::new();
    for at in 0..words.len() {
        let (street, house) = words.split_at(at);
        let houses = read_house(&house.join(" "));
        if !houses.is_empty() {
            let alone = readings.is_empty();
            readings.extend(with_street(typed_as, street, &houses));
            if alone && street.iter().any(|word| has_digit(word)) {
                readings.extend(more_behind(typed_as, &words));
                let flat = words.len().saturating_sub(2);
                readings.extend(house_first(typed_as, &words, &[flat]));
            }
            // A number at the end may belong to the name: «провулок Тихий 1», «Садовий 2-й».
            if at > 0 && house.len() == 1 && house.iter().all(|word| may_end_a_name(word)) {
                readings.extend(with_street(typed_as, &words, &[]));
            }
            return readings;
        }
        // What stands after it may as well be a house on a street whose name ends in a number.
        let with_flat = house_and_flat(house);
        if !with_flat.is_empty() {
            readings.extend(with_street(typed_as, street, &with_flat));
        }
    }
    if readings.is_empty() {
        readings = with_street(typed_as, &words, &[]);
        readings.extend(loosely(typed_as, &words));
    }
    readings
}

/// «12 5» and «23 а 5», which say no word for the flat, may mean what «12-5» may.
fn house_and_flat(words: &[String]) -> Vec<HouseReading> {
    match words {
        [house @ .., flat]
            if (1..=2).contains(&house.len()) && flat.chars().all(|c| c.is_ascii_digit()) =>
        {
            read_house(&format!("{}-{flat}", house.join(" ")))
        }
        _ => Vec::new(),
    }
}

/// A number, or an ordinal: «2-й», «1-ша».
fn may_end_a_name(word: &str) -> bool {
    let (number, ending) = word.split_once('-').unwrap_or((word, ""));
    !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit())
        && ending.chars().all(char::is_alphabetic)
}

/// «соборна12» is a street and a house, «8березня» a number and a word, «вулКиївська» a type and
/// a name: a blank goes between them.
fn unglued(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let (mut letters, mut digits) = (String::new(), false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let small = letters.ends_with(char::is_lowercase);
        let glued = if c.is_ascii_digit() {
            letters.chars().nth(2).is_some()
        } else if digits {
            c.is_alphabetic() && rest.peek().is_some_and(|next| next.is_alphabetic())
        } else {
            small && c.is_uppercase() && !StreetKind::from_word(&letters).is_empty()
        };
        if glued {
            out.push(' ');
        }
        digits = c.is_ascii_digit();
        if c.is_alphabetic() {
            letters.push(c);
        } else {
            letters.clear();
        }
        out.push(c);
    }
    out
}

fn with_street(typed_as: TypedAs, words: &[String], houses: &[HouseReading]) -> Vec<Reading> {
    let text = words.join(" ");
    let streets = parse_street(&text);
    if streets.is_empty() {
        if houses.is_empty() {
            return Vec::new();
        }
        return vec![Reading::of(typed_as, None, String::new(), houses)];
    }
    let whole = may_be_named_by_type(words).then_some((None, text));
    streets
        .into_iter()
        .map(|street| (street.kind, street.name))
        .chain(whole)
        .map(|(kind, street)| Reading::of(typed_as, kind, street, houses))
        .collect()
}

/// «Набережна» and «Чумацький шлях» are names as well: a type that is written out may be no type.
fn may_be_named_by_type(words: &[String]) -> bool {
    words.len() > 1
        && words.iter().any(|word| {
            let word = word.trim_matches(',').to_lowercase();
            StreetKind::ALL.iter().any(|kind| kind.word() == word)
        })
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests;
