//! The dispatcher's line, understood: type, street, house, flat, in every way that makes sense.
//!
//! Pure. Whether such a street exists is for the look-up to say.

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
            readings.extend(with_street(typed_as, street, &houses));
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

/// «соборна12» is a street and a house: a blank goes between three or more letters and a digit.
fn unglued(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut letters = 0_usize;
    for c in text.chars() {
        if c.is_ascii_digit() && letters >= 3 {
            out.push(' ');
        }
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
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
        return vec![Reading {
            typed_as,
            kind: None,
            street: String::new(),
            houses: houses.to_vec(),
        }];
    }
    let whole = may_be_named_by_type(words).then_some((None, text));
    streets
        .into_iter()
        .map(|street| (street.kind, street.name))
        .chain(whole)
        .map(|(kind, street)| Reading {
            typed_as,
            kind,
            street,
            houses: houses.to_vec(),
        })
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
