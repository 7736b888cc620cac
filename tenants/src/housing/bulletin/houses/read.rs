//! What an item of the list names.
//!
//! Pure.

use super::super::super::house_number::{HouseNumber, HouseNumberError, read_house};
use super::super::super::spelling::tidy;
use super::lost::apart;
use super::range::{range, range_of_side, side};
use super::{Doubt, Houses, MayBe};

pub(in super::super) const AND: [&str; 3] = [" та ", " і ", " й "];
const AROUND: [char; 4] = [' ', '.', ':', '№'];
const HOUSE_WORDS: [&str; 7] = ["буд", "дом", "д", "номер", "номери", "номерів", "номера"];
const ALL: [&str; 14] = [
    "вся",
    "вся вулиця",
    "весь",
    "все",
    "увесь",
    "уся",
    "уся вулиця",
    "усе",
    "повністю",
    "цілком",
    "вулиця повністю",
    "по всій вулиці",
    "всі будинки",
    "усі будинки",
];

/// What an item of the list names; empty when it is no house at all, but perhaps a street.
pub(in super::super) fn read_houses(item: &str) -> Vec<Houses> {
    let item = tidy(item);
    let lower = item.trim_matches([' ', '.', ',', ':']).to_lowercase();
    for and in AND {
        if lower.contains(and) {
            let parts: Vec<_> = lower.split(and).map(read_houses).collect();
            let all = !parts.iter().any(Vec::is_empty);
            return parts.into_iter().filter(|_| all).flatten().collect();
        }
    }
    let bare = without_house_words(&lower);
    if ALL.contains(&bare) {
        return vec![Houses::All];
    }
    if let Some(houses) = side(bare).map(Houses::Side).or_else(|| range_of_side(bare)) {
        return vec![houses];
    }
    if !bare.contains(|c: char| c.is_ascii_digit()) || has_word(bare) {
        return Vec::new();
    }
    vec![one(bare)]
}

/// «буд. 5», «№ 5».
pub(in super::super) fn begins_with_house_word(item: &str) -> bool {
    let lower = tidy(item).to_lowercase();
    without_house_words(&lower).len() < lower.trim_matches(AROUND).len()
}

/// «буд.№№ 1» is 1.
fn without_house_words(lower: &str) -> &str {
    let mut bare = lower.trim_matches(AROUND);
    loop {
        let word = bare
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        let known = HOUSE_WORDS.contains(&word) || word.starts_with("будин");
        match bare.strip_prefix(word) {
            Some(rest) if known && !rest.is_empty() => bare = rest.trim_matches(AROUND),
            _ => return bare,
        }
    }
}

/// Three letters and more that are no word of house numbers: a name, then, not a house.
fn has_word(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| {
            !["корп", "корпус", "блок", "від", "кварт", "квартира", "буд"].contains(word)
        })
        .any(|word| word.chars().count() > 2)
}

fn one(text: &str) -> Houses {
    if let Some(range) = range(text) {
        return range;
    }
    if text.starts_with('-') || text.ends_with('-') {
        return doubtful(Doubt::NotUnderstood, apart(text.trim_matches('-')));
    }
    let houses = || read_house(text).into_iter().map(|reading| reading.house);
    match HouseNumber::parse(text) {
        Ok(house) => Houses::One(house),
        Err(HouseNumberError::Ambiguous) => doubtful(Doubt::Ambiguous, houses().collect()),
        Err(HouseNumberError::NamesFlat) => doubtful(Doubt::NamesFlat, houses().collect()),
        Err(HouseNumberError::NotUnderstood) => doubtful(Doubt::NotUnderstood, apart(text)),
    }
}

fn doubtful(doubt: Doubt, houses: Vec<HouseNumber>) -> Houses {
    let may_be = if houses.is_empty() {
        MayBe::Nobody
    } else {
        MayBe::Houses(houses)
    };
    Houses::Doubtful { doubt, may_be }
}
