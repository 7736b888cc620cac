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

/// «1–87», «від 1 до 87», «з 1 по 87». Letters at its ends do not matter: 12А stands at 12.
pub(super) fn range(text: &str) -> Option<Houses> {
    let spelt = |start, middle| text.strip_prefix(start)?.split_once(middle);
    let (from, to) = spelt("від ", " до ")
        .or_else(|| spelt("з ", " по "))
        .or_else(|| text.split_once('-'))?;
    if to.trim().is_empty() {
        return open_range(from);
    }
    let end = |text: &str| {
        let house = HouseNumber::parse(text.trim()).ok()?;
        (house.fraction.is_none() && house.block.is_none()).then_some(house)
    };
    let (from, to) = (end(from)?, end(to)?);
    let (from, to) = (from.number, to.number);
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

/// «1–»: up to where?
fn open_range(from: &str) -> Option<Houses> {
    let from = HouseNumber::parse(from.trim()).ok()?.number;
    Some(Houses::Doubtful {
        doubt: Doubt::NotUnderstood,
        may_be: MayBe::Between { from, to: u32::MAX },
    })
}

/// Nothing but a side: of «парні до школи» more would be lost.
pub(super) fn side(text: &str) -> Option<Side> {
    if text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
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
