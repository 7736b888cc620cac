//! Lines that do not end with the house: it stands first, or more stands behind it.

use super::super::house_number::read_house;
use super::super::street::{StreetKind, StreetReading, parse_street};
use super::{Reading, TypedAs, Unsure, with_street};

/// Numbers that may be the house's.
const MOST_HOUSES: usize = 3;

/// «1 Соборна», «Соборна 12 біля школи», «Соборна 12, Ладижин», «Соборна 128130».
pub(super) fn loosely(typed_as: TypedAs, words: &[String]) -> Vec<Reading> {
    let mut readings = more_behind(typed_as, words);
    let flat = words.len().saturating_sub(2);
    readings.extend(house_first(typed_as, words, &[flat, words.len()]));
    if !readings.is_empty() {
        return readings;
    }
    // What has digits and is no house stands before the street or behind it.
    let number = words.iter().position(|word| has_digit(word)).unwrap_or(0);
    let (front, back) = words.split_at(number.max(1).min(words.len()));
    let (street, house) = if number == 0 {
        (back, front)
    } else {
        (front, back)
    };
    if !names_street(street) || !house.iter().any(|word| has_digit(word)) {
        return Vec::new();
    }
    let readings = with_street(typed_as, street, &[]);
    in_doubt(readings, Unsure::HouseUnread, house)
}

/// «Соборна 12 біля школи», «Соборна 12 оф 7», «Соборна 12, с. Губник».
pub(super) fn more_behind(typed_as: TypedAs, words: &[String]) -> Vec<Reading> {
    let amid = houses_amid(words).into_iter().take(MOST_HOUSES);
    let mut all = Vec::new();
    for (at, end) in amid {
        let (front, more) = words.split_at(end);
        let (street, house) = front.split_at(at);
        let houses = read_house(&house.join(" "));
        // The settlement may come last.
        if !more.iter().any(|word| has_digit(word)) {
            all.extend(with_street(typed_as, &[street, more].concat(), &houses));
        }
        let alone = with_street(typed_as, street, &houses);
        all.extend(in_doubt(alone, Unsure::MoreBehind, more));
    }
    all
}

/// «12а Соборна», «12а, вул. Соборна, кв. 5»: the longest house with which the line begins, with
/// the flat with which it ends. The street ends at one of `ends`.
pub(super) fn house_first(typed_as: TypedAs, words: &[String], ends: &[usize]) -> Vec<Reading> {
    let found = ends.iter().find_map(|end| {
        let (front, flat) = words.split_at(*end);
        (1..front.len()).rev().find_map(|at| {
            let (house, street) = front.split_at(at);
            let whole = [house, flat].concat();
            let houses = read_house(&whole.join(" "));
            let is_flat = houses
                .iter()
                .all(|house| flat.is_empty() || house.flat.is_some());
            let fits = !houses.is_empty() && is_flat && !ends_with_abbreviation(house);
            (fits && names_street(street)).then_some((houses, street))
        })
    });
    let readings = found.map(|(houses, street)| with_street(typed_as, street, &houses));
    in_doubt(readings.unwrap_or_default(), Unsure::HouseFirst, &[])
}

fn in_doubt(readings: Vec<Reading>, unsure: Unsure, unread: &[String]) -> Vec<Reading> {
    let in_doubt = |reading| Reading {
        unsure: Some(unsure),
        unread: unread.join(" "),
        ..reading
    };
    readings.into_iter().map(in_doubt).collect()
}

/// Where houses behind a street begin, and where each ends at the latest, before more.
fn houses_amid(words: &[String]) -> Vec<(usize, usize)> {
    let begins = |at: &usize| words.get(*at).is_some_and(|word| has_digit(word));
    let places = (1..words.len()).filter(begins);
    let amid = places.filter_map(|at| {
        let (street, rest) = words.split_at(at);
        let is_house = |end: &usize| {
            let (house, _) = rest.split_at(*end);
            !ends_with_abbreviation(house) && !read_house(&house.join(" ")).is_empty()
        };
        let end = (1..rest.len()).rev().find(is_house)?;
        names_street(street).then_some((at, at + end))
    });
    amid.collect()
}

/// «12 с.» and «5 ш.» have no letter: it belongs to what follows.
fn ends_with_abbreviation(house: &[String]) -> bool {
    house
        .last()
        .is_some_and(|word| word.ends_with('.') && word.chars().count() == 2)
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
