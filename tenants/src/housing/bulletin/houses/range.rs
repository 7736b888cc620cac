//! Ranges of houses, and the sides of a street.
//!
//! Pure.

use super::super::super::house_number::HouseNumber;
use super::{Doubt, Houses, MayBe, Side};

/// Words that say nothing more beside a side.
const BESIDE: [&str; 9] = [
    "сторона",
    "сторони",
    "стороні",
    "бік",
    "вулиці",
    "номери",
    "будинки",
    "буд.",
    "№",
];

const FROM: [&str; 4] = ["від ", "з ", "із ", "зі "];
const TO: [&str; 2] = ["до ", "по "];

/// «1–87», «від 1 до 87», «з 1 по 87». Letters at its ends do not matter: 12А stands at 12.
pub(super) fn range(text: &str) -> Option<Houses> {
    let after = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word));
    let spelt = || {
        let rest = after(&FROM)?;
        rest.split_once(" до ").or_else(|| rest.split_once(" по "))
    };
    let (from, to) = spelt()
        .or_else(|| text.split_once('-'))
        .or_else(|| Some((after(&FROM)?, "")))
        .or_else(|| Some(("", after(&TO)?)))?;
    let (from, to) = match (from.trim(), to.trim()) {
        ("", to) => return open_range(1, HouseNumber::parse(to).ok()?.number),
        (from, "") => return open_range(HouseNumber::parse(from).ok()?.number, u32::MAX),
        (from, to) => (end(from)?, end(to)?),
    };
    if from >= to {
        return None;
    }
    Some(if Side::of(from) == Side::of(to) {
        let side = Side::of(from);
        Houses::Range { from, to, side }
    } else {
        Houses::Doubtful {
            doubt: Doubt::NoSide,
            may_be: MayBe::Between { from, to },
        }
    })
}

fn end(text: &str) -> Option<u32> {
    let house = HouseNumber::parse(text)
        .ok()
        .filter(|_| !text.contains('-'))?;
    (house.fraction.is_none() && house.block.is_none()).then_some(house.number)
}

/// «1–»: up to where? «–12»: from where, or is it 12 alone?
const fn open_range(from: u32, to: u32) -> Option<Houses> {
    Some(Houses::Doubtful {
        doubt: Doubt::OpenRange,
        may_be: MayBe::Between { from, to },
    })
}

/// Nothing but a side: of «парні до школи» more would be lost.
pub(super) fn side(text: &str) -> Option<Side> {
    if text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let text = ["вся ", "по всій ", "по "]
        .iter()
        .find_map(|before| text.strip_prefix(before))
        .unwrap_or(text);
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let known = |word: &str| word.is_empty() || BESIDE.contains(&word);
    side_word(first).filter(|_| rest.split(' ').all(known))
}

fn side_word(word: &str) -> Option<Side> {
    if word.starts_with("непарн") {
        Some(Side::Odd)
    } else if word.starts_with("парн") {
        Some(Side::Even)
    } else {
        None
    }
}

/// «парні 2–12», «1–12 парні», «1–9 непарна сторона».
pub(super) fn range_of_side(text: &str) -> Option<Houses> {
    let side = text.split(' ').find_map(side_word)?;
    let rest: Vec<&str> = text
        .split(' ')
        .filter(|word| side_word(word).is_none() && !BESIDE.contains(word))
        .collect();
    range(&rest.join(" "))?.on_side(side)
}
