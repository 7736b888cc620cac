//! What is looked for: the words of a typed street, whole and one letter short.
//!
//! A word that was mistyped by one letter and the word that was meant share a spelling in
//! which one letter is left out of each. The registry keeps these spellings of all its words
//! (`street_words`), so that a slip of the finger is found by plain equality: quick at any
//! size, and open to an index under row-level security, which likeness of trigrams is not.
//!
//! Pure.

use super::query::Reading;
use super::recognise::names_settlement;
use super::spelling::{Word, words_of};
use super::street::StreetKind;
use crate::ids::SettlementId;

/// A word of fewer letters is looked for as it stands.
const SHORTEST: usize = 3;
/// And so is one that is longer than any name: its spellings would grow with its square.
const LONGEST: usize = 32;
/// What a word counts that stands in a name as typed; a number, which is mostly that of the
/// house, and a word with a slip in it.
const AS_TYPED: i32 = 10;
const NUMBER: i32 = 1;
const SLIP: i32 = 2;
/// Streets that share one spelling: of a word that more have, some are enough. Nearly all
/// communities have fewer settlements. Fewer beside those of a settlement that was typed, which
/// all are looked through.
const MOST_STREETS: i32 = 64;
const MOST_ELSEWHERE: i32 = 40;
/// As many words as the name of a settlement and of a street have together.
const MOST_WORDS: usize = 8;

/// The words of several typed lines, as columns of one statement.
#[derive(Debug, Default)]
pub(super) struct Sought {
    pub spellings: Spellings,
    pub beginnings: Beginnings,
    pub names: Names,
    pub near: Near,
    lines: usize,
}

/// A settlement of the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settled {
    pub id: SettlementId,
    pub name: String,
    /// The lossy one.
    pub key: String,
}

/// Words and their spellings one letter short.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    pub key: Vec<i32>,
    pub word: Vec<i32>,
    pub spelling: Vec<String>,
    pub whole: Vec<bool>,
    /// What it counts for where it stands whole.
    pub points: Vec<i32>,
    /// How many streets it is looked for in, wherever they are.
    pub most: Vec<i32>,
}

/// Words that may go on: all after `least`, and before `beyond`.
#[derive(Debug, Default)]
pub(super) struct Beginnings {
    pub key: Vec<i32>,
    pub word: Vec<i32>,
    pub least: Vec<String>,
    pub beyond: Vec<String>,
}

/// Whole names, under the lossy key.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub key: Vec<i32>,
    pub name: Vec<String>,
}

/// Settlements that a line names beside its street.
#[derive(Debug, Default)]
pub(super) struct Near {
    pub key: Vec<i32>,
    pub settlement: Vec<SettlementId>,
    /// false: with a slip in its name.
    pub exact: Vec<bool>,
}

fn number(place: usize) -> i32 {
    i32::try_from(place).unwrap_or(i32::MAX)
}

impl Sought {
    pub fn is_empty(&self) -> bool {
        self.spellings.key.is_empty()
    }

    /// Takes a line in, whose readings share their candidates. Gives the key under which these
    /// come, and the words of each reading; none where nothing of it can be looked for.
    pub fn line<'r>(
        &mut self,
        readings: impl Iterator<Item = &'r Reading>,
        settlements: &[Settled],
    ) -> (usize, Vec<Option<Vec<Word>>>) {
        let key = self.lines;
        self.lines += 1;
        let (quarters, readings): (Vec<bool>, Vec<Vec<Word>>) = readings
            .map(|r| (is_quarter(r.kind), words_of(&r.street)))
            .unzip();
        let near = Near::of(&readings, settlements);
        let most = match near.first() {
            Some(near) if near.exact => MOST_ELSEWHERE,
            _ => MOST_STREETS,
        };
        let mut known: Vec<&Word> = Vec::new();
        for (words, quarter) in readings.iter().zip(quarters) {
            for word in looked_for(words) {
                if known.iter().all(|one| one.open != word.open) {
                    let named = near.iter().any(|near| near.has(word));
                    self.look_for(key, known.len(), word, (named, quarter));
                    self.spellings.most.resize(self.spellings.key.len(), most);
                    known.push(word);
                }
            }
        }
        let from = self.names.name.len();
        for words in &readings {
            let name: Vec<&str> = looked_for(words).map(|word| word.lossy.as_str()).collect();
            let name = name.join(" ");
            let known = self.names.name.iter().skip(from).any(|one| *one == name);
            if !name.is_empty() && !known {
                self.names.key.push(number(key));
                self.names.name.push(name);
            }
        }
        for one in near {
            self.near.key.push(number(key));
            self.near.settlement.push(one.settled.id);
            self.near.exact.push(one.exact);
        }
        let words = readings
            .into_iter()
            .map(|words| (looked_for(&words).count() > 0).then_some(words));
        (key, words.collect())
    }

    /// A word that is `named` belongs to a settlement that was typed as it is: there is no slip
    /// in it, and it does not go on. A number is the whole name of a `quarter`.
    fn look_for(&mut self, key: usize, place: usize, word: &Word, (named, quarter): (bool, bool)) {
        let (key, place) = (number(key), number(place));
        let spellings = if named {
            vec![(word.lossy.clone(), true)]
        } else {
            spellings_of(word)
        };
        for (spelling, whole) in spellings {
            self.spellings.key.push(key);
            self.spellings.word.push(place);
            self.spellings.spelling.push(spelling);
            self.spellings.whole.push(whole);
            self.spellings.points.push(match whole {
                _ if has_digit(&word.lossy) && !quarter => NUMBER,
                true => AS_TYPED,
                false => SLIP,
            });
        }
        let word = word.lossy.as_str();
        if !named && word.chars().nth(1).is_some() && !has_digit(word) {
            self.beginnings.key.push(key);
            self.beginnings.word.push(place);
            self.beginnings.least.push(word.to_owned());
            self.beginnings.beyond.push(format!("{word}\u{10FFFF}"));
        }
    }
}

/// A settlement that a line names beside its street.
struct Named<'s> {
    settled: &'s Settled,
    /// false: with a slip in its name.
    exact: bool,
}

impl Near {
    /// Beside one that is named as it is, nobody means another that is called nearly so.
    fn of<'s>(readings: &[Vec<Word>], settlements: &'s [Settled]) -> Vec<Named<'s>> {
        let mut near: Vec<Named<'s>> = settlements
            .iter()
            .filter_map(|settled| {
                let slips = readings
                    .iter()
                    .filter_map(|words| names_settlement(words, &settled.key));
                let exact = !slips.min()?;
                Some(Named { settled, exact })
            })
            .collect();
        if near.iter().any(|one| one.exact) {
            near.retain(|one| one.exact);
        }
        near
    }
}

impl Named<'_> {
    fn has(&self, word: &Word) -> bool {
        self.exact && self.settled.key.split(' ').any(|own| own == word.lossy)
    }
}

const fn is_quarter(kind: Option<StreetKind>) -> bool {
    matches!(kind, Some(StreetKind::Kvartal | StreetKind::Mikroraion))
}

fn looked_for(words: &[Word]) -> impl Iterator<Item = &Word> {
    let lossy = words.iter().filter(|word| !word.lossy.is_empty());
    lossy.take(MOST_WORDS)
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
mod tests;
