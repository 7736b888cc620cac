//! Words for what is less than a house, or none: flats, entrances, floors; substations, poles.
//!
//! Pure.

use super::super::super::spelling::tidy;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Unit {
    /// Of a house.
    Inside,
    /// Of none.
    Outside,
}

/// A part of a name as well, unless a number stands beside it.
const LETTERS: [&str; 2] = ["п", "під"];
const SHORT: [&str; 6] = ["кв", "кварт", "оф", "прим", "кім", "эт"];
const INSIDE: [&str; 9] = [
    "квартир",
    "під’їзд",
    "підїзд",
    "подъезд",
    "подїзд",
    "поверх",
    "этаж",
    "офіс",
    "приміщен",
];
const OUTSIDE: [&str; 10] = [
    "тп",
    "ктп",
    "зтп",
    "щтп",
    "рп",
    "пс",
    "опора",
    "опори",
    "опор",
    "фідер",
];

/// A run of digits, or of letters.
struct Word<'t> {
    text: &'t str,
    /// Nothing stands between it and the one before.
    glued: bool,
}

impl Word<'_> {
    fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// What a word of the item says that its numbers are; in brackets «2 п.» is no house.
pub(in super::super) fn unit(item: &str, inside: bool) -> Option<Unit> {
    let lower = tidy(item).to_lowercase();
    let words = words(&lower);
    (0..words.len()).find_map(|at| unit_at(&words, at, inside))
}

/// Whether an item names nothing but a house or a unit: it begins with a number, or with the word
/// for a unit, and has a number.
pub(in super::super) fn begins_as_unit(item: &str) -> bool {
    let lower = tidy(item).to_lowercase();
    let words = words(&lower);
    let numbered = words.len() == 1 || words.iter().any(Word::is_number);
    let begins = words.first().is_some_and(Word::is_number) || unit_at(&words, 0, true).is_some();
    numbered && begins
}

fn unit_at(words: &[Word<'_>], at: usize, inside: bool) -> Option<Unit> {
    let word = words.get(at)?;
    let next = words.get(at.saturating_add(1));
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let numbered = next.is_some_and(Word::is_number);
    let ends = next.is_none();
    let lettered =
        numbered || (inside && ends && !word.glued && before.is_some_and(Word::is_number));
    if (LETTERS.contains(&word.text) && lettered)
        || (SHORT.contains(&word.text) && (numbered || ends))
        || INSIDE.iter().any(|start| word.text.starts_with(start))
    {
        Some(Unit::Inside)
    } else {
        OUTSIDE.contains(&word.text).then_some(Unit::Outside)
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text;
    let mut glued = false;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let is = |c: char| {
            if digits {
                c.is_ascii_digit()
            } else {
                c.is_alphabetic() || c == '’'
            }
        };
        let end = rest.find(|c| !is(c)).unwrap_or(rest.len());
        if let Some((text, behind)) = rest.split_at_checked(end).filter(|_| end > 0) {
            words.push(Word { text, glued });
            glued = true;
            rest = behind;
        } else {
            glued = false;
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    words
}
