//! Whether a street of the registry is the one that was typed, how surely, and by what.
//!
//! Pure.

use super::candidate::{FoundBy, Reason};
use super::spelling::{Word, exact_key, is_russian_form};
use super::street::parse_street;
use super::streets_alike::{NamedStreet, StreetName};

/// What stands before the name of a settlement, under the lossy key.
const SETTLEMENT_WORDS: [&str; 8] = [
    "смт",
    "село",
    "сел",
    "мисто",
    "мист",
    "селище",
    "город",
    "пгт",
];

/// How a street was recognised.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Recognised {
    pub found_by: FoundBy,
    pub score: f64,
    /// The old or other name that was typed.
    pub alias: Option<String>,
    pub reasons: Vec<Reason>,
}

/// By its best name, the settlement's being typed before it or not; None when they have no
/// word in common.
pub(super) fn recognise(typed: &[Word], street: &NamedStreet) -> Option<Recognised> {
    let mut best = by_name(typed, street);
    if let Some((rest, slip)) = without_settlement(typed, &street.settlement_key)
        && let Some(mut found) = by_name(&rest, street)
    {
        if slip {
            found.score *= 0.89;
            found.found_by = FoundBy::Likeness;
            found.reasons.push(Reason::Typo);
        }
        if best.as_ref().is_none_or(|best| found.score > best.score) {
            best = Some(found);
        }
    }
    best
}

fn by_name(typed: &[Word], street: &NamedStreet) -> Option<Recognised> {
    street
        .names
        .iter()
        .filter_map(|name| compare(typed, name))
        .max_by(|a, b| a.score.total_cmp(&b.score))
}

/// Whether the words name this settlement and a street besides, which no number is by itself;
/// and if so, whether there is a slip in its name.
pub(super) fn names_settlement(typed: &[Word], settlement: &str) -> Option<bool> {
    let (rest, slip) = without_settlement(typed, settlement)?;
    let mut letters = rest.iter().flat_map(|word| word.lossy.chars());
    letters.any(char::is_alphabetic).then_some(slip)
}

/// Whether the words are this very settlement's and then others: «с. Тарасівка, Шевченка».
pub(super) fn names_before_a_street(typed: &[Word], settlement: &str) -> bool {
    let begins = typed
        .iter()
        .take(2)
        .any(|word| settlement.split(' ').next() == Some(word.lossy.as_str()));
    begins && matches!(without_settlement(typed, settlement), Some((_, false)))
}

/// The typed words without the settlement's, and whether its name had a slip in it.
fn without_settlement(typed: &[Word], settlement: &str) -> Option<(Vec<Word>, bool)> {
    let sought: Vec<&str> = settlement.split(' ').collect();
    let at = typed.windows(sought.len()).position(|words| {
        words
            .iter()
            .zip(&sought)
            .all(|(word, sought)| word.lossy == *sought || is_slip(word, sought))
    })?;
    let end = at + sought.len();
    let slip = typed
        .iter()
        .skip(at)
        .zip(&sought)
        .any(|(word, sought)| word.lossy != *sought);
    let before = at.checked_sub(1).and_then(|place| typed.get(place));
    let start = if is_settlement_word(before) {
        at - 1
    } else {
        at
    };
    let rest: Vec<Word> = typed
        .iter()
        .enumerate()
        .filter(|(place, _)| !(start..end).contains(place))
        .map(|(_, word)| word.clone())
        .collect();
    rest.iter()
        .any(|word| !word.lossy.is_empty())
        .then_some((rest, slip))
}

/// «м.», «с.» and the like, which has an empty key, or the word in full.
pub(super) fn is_settlement_word(word: Option<&Word>) -> bool {
    word.is_some_and(|word| {
        word.lossy.is_empty() || SETTLEMENT_WORDS.contains(&word.lossy.as_str())
    })
}

/// One letter away, in a word long enough for that to mean something.
fn is_slip(typed: &Word, meant: &str) -> bool {
    meant.chars().count() >= 5 && apart(typed, meant, 1) == Some(1)
}

/// How many slips a word is from another, when they are no more than so many.
fn apart(typed: &Word, other: &str, most: usize) -> Option<usize> {
    let open = Some(&typed.open).filter(|open| **open != typed.lossy);
    std::iter::once(&typed.lossy)
        .chain(open)
        .filter_map(|word| slips(word, other, most))
        .min()
}

/// Of a long list most words are told apart by where they differ, before anything is counted.
fn slips(one: &str, other: &str, most: usize) -> Option<usize> {
    let (one, other) = where_they_differ(one, other);
    let (letters, others) = (one.chars().count(), other.chars().count());
    // One slip changes, adds or takes one letter, or swaps two.
    if letters.abs_diff(others) > most || (most == 1 && letters.max(others) > 2) {
        return None;
    }
    Some(strsim::osa_distance(one, other)).filter(|slips| *slips <= most)
}

/// Without what they begin and end with in common.
fn where_they_differ<'a>(one: &'a str, other: &'a str) -> (&'a str, &'a str) {
    let (mut one, mut other) = (one.chars(), other.chars());
    type Step = fn(&mut std::str::Chars<'_>) -> Option<char>;
    let steps: [Step; 2] = [|letters| letters.next(), |letters| letters.next_back()];
    for step in steps {
        let (mut next, mut next_other) = (one.clone(), other.clone());
        while let (Some(letter), Some(same)) = (step(&mut next), step(&mut next_other))
            && letter == same
        {
            (one, other) = (next.clone(), next_other.clone());
        }
    }
    (one.as_str(), other.as_str())
}

fn compare(typed: &[Word], name: &StreetName) -> Option<Recognised> {
    let lossy: Vec<&str> = typed
        .iter()
        .map(|word| word.lossy.as_str())
        .filter(|word| !word.is_empty())
        .collect();
    let own: Vec<&str> = name.search_key.split(' ').collect();
    let said = || {
        let exact: Vec<&str> = typed.iter().map(|word| word.exact.as_str()).collect();
        exact.join(" ")
    };
    if is_same(&lossy, &own, &name.name, said) {
        return Some(by_itself(name));
    }
    let (found_by, score, reason) = if lossy == own {
        let russian = typed.iter().any(|word| is_russian_form(&word.exact));
        let reason = if russian {
            Reason::RussianForm
        } else {
            Reason::Spelling
        };
        (FoundBy::Likeness, 0.68, reason)
    } else {
        alike(typed, &own)?
    };
    let alias = name.alias_reason();
    Some(Recognised {
        found_by,
        score: if alias.is_some() { score - 0.01 } else { score },
        alias: alias.map(|_| name.name.clone()),
        reasons: alias.into_iter().chain([reason]).collect(),
    })
}

/// The very name; also one without the word of its type: «Чумацький» for «Чумацький шлях».
fn is_same(lossy: &[&str], own: &[&str], name: &str, said: impl Fn() -> String) -> bool {
    if lossy == own {
        return exact_key(name) == said();
    }
    own.len() == lossy.len() + 1
        && lossy.iter().all(|word| own.contains(word))
        && parse_street(name)
            .iter()
            .any(|reading| reading.kind.is_some() && exact_key(&reading.name) == said())
}

fn by_itself(name: &StreetName) -> Recognised {
    let (found_by, score) = match name.alias_reason() {
        None => (FoundBy::Name, 1.0),
        Some(Reason::OldName) => (FoundBy::OldName, 0.97),
        Some(Reason::RussianForm) => (FoundBy::RussianName, 0.96),
        Some(_) => (FoundBy::OtherName, 0.95),
    };
    Recognised {
        found_by,
        score,
        alias: name.alias_reason().map(|_| name.name.clone()),
        reasons: name.alias_reason().into_iter().collect(),
    }
}

/// Words that begin alike, and words that are a slip apart.
fn alike(typed: &[Word], own: &[&str]) -> Option<(FoundBy, f64, Reason)> {
    let mut free: Vec<&str> = own.to_vec();
    let (mut slips, mut strange, mut matched) = (0_usize, 0_u32, 0_usize);
    for word in typed.iter().filter(|word| !word.lossy.is_empty()) {
        let best = free
            .iter()
            .enumerate()
            .filter_map(|(place, own)| Some((distance(word, own)?, place)))
            .min();
        match best {
            Some((distance, place)) => {
                slips += distance;
                matched += free.swap_remove(place).chars().count();
            }
            None => strange += 1,
        }
    }
    if matched == 0 {
        return None;
    }
    let left: usize = free.iter().map(|word| word.chars().count()).sum();
    let coverage = share(matched, matched + left);
    if slips == 0 && strange == 0 {
        return Some((FoundBy::Beginning, 0.70 + 0.1 * coverage, Reason::Beginning));
    }
    let slips = f64::from(u32::try_from(slips).unwrap_or(u32::MAX));
    let score = (0.66 - 0.08 * slips) * (0.8 + 0.2 * coverage) * 0.6_f64.powi(signed(strange));
    (score > 0.05).then_some((FoundBy::Likeness, score, Reason::Typo))
}

/// 0: the name's word begins with the typed one; otherwise how many slips apart they are.
fn distance(word: &Word, own: &str) -> Option<usize> {
    let typed = word.lossy.as_str();
    if own.starts_with(typed) && (typed.chars().nth(1).is_some() || own == typed) {
        return Some(0);
    }
    let allowed = match own.chars().count() {
        0..=2 => return None,
        3..=7 => 1,
        _ => 2,
    };
    let has_digit = |word: &str| word.chars().any(char::is_numeric);
    apart(word, own, allowed).filter(|_| !has_digit(typed) && !has_digit(own))
}

fn share(part: usize, whole: usize) -> f64 {
    let of = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    of(part) / of(whole).max(1.0)
}

fn signed(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
