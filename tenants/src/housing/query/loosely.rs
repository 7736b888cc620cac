//! Lines that do not end with the house: it stands first, or more stands behind it.

use super::super::house_number::{HouseReading, read_house};
use super::super::street::{StreetKind, StreetReading, parse_street};
use super::{Reading, TypedAs, Unsure, with_street};

/// «1 Соборна», «Соборна 12 біля школи», «Соборна 12, Ладижин», «Соборна 128130».
pub(super) fn loosely(typed_as: TypedAs, words: &[String]) -> Vec<Reading> {
    if let Some((houses, street)) = house_first(words) {
        let readings = with_street(typed_as, street, &houses);
        return in_doubt(readings, Unsure::HouseFirst, &[]);
    }
    let readings = more_behind(typed_as, words);
    if !readings.is_empty() {
        return readings;
    }
    let number = words.iter().position(|word| has_digit(word)).unwrap_or(0);
    let (street, house) = words.split_at(number);
    if !names_street(street) {
        return Vec::new();
    }
    let readings = with_street(typed_as, street, &[]);
    in_doubt(readings, Unsure::HouseUnread, house)
}

/// «Соборна 12 біля школи», «Соборна 12 оф 7», «Соборна 12, с. Губник».
pub(super) fn more_behind(typed_as: TypedAs, words: &[String]) -> Vec<Reading> {
    let Some((at, end)) = house_amid(words) else {
        return Vec::new();
    };
    let read_until = |end| {
        let (front, more) = words.split_at(end);
        let (street, house) = front.split_at(at);
        let houses = read_house(&house.join(" "));
        let mut readings = Vec::new();
        // The settlement may come last.
        if !more.iter().any(|word| has_digit(word)) {
            let all = [street, more].concat();
            readings.extend(with_street(typed_as, &all, &houses));
        }
        let alone = with_street(typed_as, street, &houses);
        readings.extend(in_doubt(alone, Unsure::MoreBehind, more));
        readings
    };
    // «12 с. Губник» is house 12С, or «с.» belongs to what follows.
    let letter = |word: &&String| word.trim_end_matches('.').chars().count() == 1;
    let before = words.get(..end).and_then(<[String]>::last).filter(letter);
    let ends = [Some(end), before.map(|_| end - 1).filter(|end| *end > at)];
    ends.into_iter().flatten().flat_map(read_until).collect()
}

fn in_doubt(readings: Vec<Reading>, unsure: Unsure, unread: &[String]) -> Vec<Reading> {
    let in_doubt = |reading| Reading {
        unsure: Some(unsure),
        unread: unread.join(" "),
        ..reading
    };
    readings.into_iter().map(in_doubt).collect()
}

/// The longest house with which the line begins, before a street.
fn house_first(words: &[String]) -> Option<(Vec<HouseReading>, &[String])> {
    (1..words.len()).rev().find_map(|at| {
        let (house, street) = words.split_at(at);
        let houses = read_house(&house.join(" "));
        (!houses.is_empty() && names_street(street)).then_some((houses, street))
    })
}

/// Where the first house behind a street begins, and where it ends at the latest, before more.
fn house_amid(words: &[String]) -> Option<(usize, usize)> {
    (1..words.len()).find_map(|at| {
        let (street, rest) = words.split_at(at);
        if !names_street(street) {
            return None;
        }
        let is_house = |end: &usize| {
            let (house, _) = rest.split_at(*end);
            !read_house(&house.join(" ")).is_empty()
        };
        (1..rest.len())
            .rev()
            .find(is_house)
            .map(|end| (at, at + end))
    })
}

/// Whether there is a name in it, and not only a type or a number.
fn names_street(words: &[String]) -> bool {
    let readings = parse_street(&words.join(" "));
    readings.iter().any(|StreetReading { kind, name }| {
        name.chars().filter(|c| c.is_alphabetic()).count() > 1
            && (kind.is_some() || StreetKind::from_word(name).is_empty())
    })
}

pub(super) fn has_digit(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
}
