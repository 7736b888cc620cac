//! What is looked for: the words of a typed street, whole and one letter short.
//!
//! A word that was mistyped by one letter and the word that was meant share a spelling in
//! which one letter is left out of each. The registry keeps these spellings of all its words
//! (`street_words`), so that a slip of the finger is found by plain equality: quick at any
//! size, and open to an index under row-level security, which likeness of trigrams is not.
//!
//! Pure.

use std::collections::HashMap;

use super::query::Reading;
use super::spelling::{Word, words_of};

/// A word of fewer letters is looked for as it stands.
const SHORTEST: usize = 3;
/// And so is one that is longer than any name: its spellings would grow with its square.
const LONGEST: usize = 32;
/// As many words as the name of a settlement and of a street have together.
const MOST_WORDS: usize = 8;

/// A typed street, word by word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TypedStreet {
    pub words: Vec<Word>,
    /// The key by which its candidates were found.
    pub key: usize,
}

/// The words of several typed streets, as columns of one statement.
#[derive(Debug, Default)]
pub(super) struct Sought {
    pub spellings: Spellings,
    pub beginnings: Beginnings,
    keys: HashMap<String, usize>,
}

/// Words and their spellings one letter short.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    pub key: Vec<i32>,
    pub word: Vec<i32>,
    /// How many words the typed street has.
    pub of: Vec<i32>,
    pub spelling: Vec<String>,
    pub whole: Vec<bool>,
}

/// Words that may go on: all from `least` on, and before `beyond`.
#[derive(Debug, Default)]
pub(super) struct Beginnings {
    pub key: Vec<i32>,
    pub word: Vec<i32>,
    pub least: Vec<String>,
    pub beyond: Vec<String>,
}

impl Sought {
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Takes a reading's street in; None when nothing of it can be looked for.
    pub fn add(&mut self, reading: &Reading) -> Option<TypedStreet> {
        let words = words_of(&reading.street);
        let sought: Vec<&Word> = words
            .iter()
            .filter(|word| !word.lossy.is_empty())
            .take(MOST_WORDS)
            .collect();
        if sought.is_empty() {
            return None;
        }
        let lossy: Vec<&str> = sought.iter().map(|word| word.open.as_str()).collect();
        let next = self.keys.len();
        let key = *self.keys.entry(lossy.join(" ")).or_insert(next);
        if key == next {
            self.look_for(key, &sought);
        }
        Some(TypedStreet { words, key })
    }

    fn look_for(&mut self, key: usize, words: &[&Word]) {
        let number = |place: usize| i32::try_from(place).unwrap_or(i32::MAX);
        let (key, of) = (number(key), number(words.len()));
        for (place, word) in words.iter().enumerate() {
            let place = number(place);
            for (spelling, whole) in spellings_of(word) {
                self.spellings.key.push(key);
                self.spellings.word.push(place);
                self.spellings.of.push(of);
                self.spellings.spelling.push(spelling);
                self.spellings.whole.push(whole);
            }
            let word = word.lossy.as_str();
            if word.chars().nth(1).is_some() && !has_digit(word) {
                self.beginnings.key.push(key);
                self.beginnings.word.push(place);
                self.beginnings.least.push(word.to_owned());
                self.beginnings.beyond.push(format!("{word}\u{10FFFF}"));
            }
        }
    }
}

fn has_digit(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

/// Those of the word as its key has it, and of the same with its equal letters side by side.
fn spellings_of(word: &Word) -> Vec<(String, bool)> {
    let mut all = spellings(&word.lossy);
    if word.open != word.lossy {
        for (spelling, _) in spellings(&word.open) {
            if all.iter().all(|(known, _)| *known != spelling) {
                all.push((spelling, false));
            }
        }
    }
    all
}

/// The word, and each way to leave one letter out; the database's `spellings_of` does the same.
fn spellings(word: &str) -> Vec<(String, bool)> {
    let mut all = vec![(word.to_owned(), true)];
    let letters = word.chars().count();
    if (SHORTEST..=LONGEST).contains(&letters) && !has_digit(word) {
        for out in 0..letters {
            let short: String = word
                .chars()
                .enumerate()
                .filter(|(place, _)| *place != out)
                .map(|(_, letter)| letter)
                .collect();
            if all.iter().all(|(known, _)| *known != short) {
                all.push((short, false));
            }
        }
    }
    all
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::super::query::read_query;
    use super::*;

    fn shared(one: &str, other: &str) -> bool {
        let others = spellings(other);
        spellings(one)
            .iter()
            .any(|(spelling, _)| others.iter().any(|(known, _)| known == spelling))
    }

    #[test]
    fn one_key_is_looked_for_once() {
        let mut sought = Sought::default();
        let keys: Vec<usize> = read_query("пр. Миру 5")
            .iter()
            .map(|reading| sought.add(reading).unwrap().key)
            .collect();
        // The number may belong to the name: a key of its own.
        assert_eq!(keys, [0, 0, 1, 1]);
        assert_eq!(sought.spellings.spelling[0], "миру");
        assert_eq!(
            sought.spellings.key.iter().filter(|key| **key == 0).count(),
            5
        );
    }

    #[test]
    fn short_words_and_numbers_stand_as_they_are() {
        assert_eq!(spellings("ив").len(), 1);
        assert_eq!(spellings("600").len(), 1);
        assert_eq!(spellings("ган").len(), 4);
        assert_eq!(spellings(&"аб".repeat(5_000)).len(), 1);
    }

    proptest! {
        #[test]
        fn a_slip_of_one_letter_shares_a_spelling(
            word in "[а-я]{3,12}", at in 0..12_usize, letter in "[а-я]", slip in 0..4_u8,
        ) {
            let mut letters: Vec<char> = word.chars().collect();
            let at = at % letters.len();
            let letter = letter.chars().next().unwrap();
            match slip {
                0 => letters.insert(at, letter),
                1 => letters[at] = letter,
                2 if letters.len() > 3 => drop(letters.remove(at)),
                _ if at > 0 => letters.swap(at - 1, at),
                _ => {}
            }
            let typed: String = letters.into_iter().collect();
            prop_assert!(shared(&word, &typed), "{word} {typed}");
        }
    }
}
