//! A house number: number, letter, fraction and block, as one value with one spelling.
//!
//! Pure. What can be read in two ways is returned as two readings; nothing is guessed.

use super::spelling::{from_russian_layout, tidy, twins_to_cyrillic, upper};
use std::fmt;

/// The letters that a part may carry, in the order in which houses stand.
const LETTERS: &str = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ";
const MAX_DIGITS: usize = 5;

/// A number, a letter, or a number with a letter: «3», «А», «3А».
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    pub number: Option<u32>,
    pub letter: Option<char>,
}

/// The number of a house. Equal values are the same house on a street.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HouseNumber {
    pub number: u32,
    pub letter: Option<char>,
    pub fraction: Option<Part>,
    pub block: Option<Part>,
}

/// One way to understand what stands after the street: the house, and a flat if one was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseReading {
    pub house: HouseNumber,
    pub flat: Option<String>,
}

/// Why a text is not the number of one house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HouseNumberError {
    #[error("not understood as a house number")]
    NotUnderstood,
    #[error("can be read in more than one way")]
    Ambiguous,
    #[error("names a flat, not only a house")]
    NamesFlat,
}

impl HouseNumber {
    /// The one house that the text names; a text with two readings or with a flat is refused.
    pub fn parse(text: &str) -> Result<Self, HouseNumberError> {
        let readings = read_house(text);
        match readings.as_slice() {
            [] => Err(HouseNumberError::NotUnderstood),
            [one] if one.flat.is_none() => Ok(one.house),
            [_] => Err(HouseNumberError::NamesFlat),
            _ => Err(HouseNumberError::Ambiguous),
        }
    }

    /// The text that stands for this number in unique constraints and look-ups.
    #[must_use]
    pub fn key(&self) -> String {
        self.to_string().to_lowercase().replace(" корп. ", "к")
    }

    /// Digits only, so that every collation sorts houses as they stand: 2, 10, 10А, 10/1.
    #[must_use]
    pub fn sort_key(&self) -> String {
        let head = Part {
            number: Some(self.number),
            letter: self.letter,
        };
        format!(
            "{}{}{}",
            sortable(Some(head)),
            sortable(self.fraction),
            sortable(self.block)
        )
    }
}

fn sortable(part: Option<Part>) -> String {
    let Some(part) = part else {
        return "0000000".to_owned();
    };
    let place = part
        .letter
        .and_then(|letter| LETTERS.chars().position(|l| l == letter))
        .map_or(0, |at| at + 1);
    format!("{:05}{place:02}", part.number.unwrap_or(0))
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(number) = self.number {
            write!(f, "{number}")?;
        }
        self.letter.map_or(Ok(()), |letter| write!(f, "{letter}"))
    }
}

impl fmt::Display for HouseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}",
            Part {
                number: Some(self.number),
                letter: self.letter
            }
        )?;
        if let Some(fraction) = self.fraction {
            write!(f, "/{fraction}")?;
        }
        self.block
            .map_or(Ok(()), |block| write!(f, " корп. {block}"))
    }
}

/// Every way to read a text as a house with or without a flat; empty when there is none.
/// `12-5` is 12/5 or house 12, flat 5; `12к2` is block 2 or flat 2.
#[must_use]
pub fn read_house(text: &str) -> Vec<HouseReading> {
    let Some(tokens) = tokens(text) else {
        return Vec::new();
    };
    let tokens = match tokens.as_slice() {
        [Token::Word(word), rest @ ..] if HOUSE_WORDS.contains(&word.as_str()) => rest,
        all => all,
    };
    read_tokens(tokens)
}

const HOUSE_WORDS: [&str; 5] = ["Д", "БУД", "БУДИНОК", "ДОМ", "Б"];
const BLOCK_WORDS: [&str; 4] = ["КОРП", "КОРПУС", "КОР", "БЛОК"];
const FLAT_WORDS: [&str; 3] = ["КВ", "КВАРТИРА", "КВАРТ"];

#[derive(Debug, PartialEq)]
enum Token {
    Number(u32),
    Word(String),
    Slash,
    Dash,
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let text = tidy(text);
    let text = from_russian_layout(&text).unwrap_or(text);
    let mut out = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(&c) = rest.peek() {
        if c.is_ascii_digit() {
            let mut digits = String::new();
            while let Some(d) = rest.next_if(char::is_ascii_digit) {
                digits.push(d);
            }
            if digits.len() > MAX_DIGITS || digits.starts_with('0') {
                return None;
            }
            out.push(Token::Number(digits.parse().ok()?));
        } else if c.is_alphabetic() {
            let mut word = String::new();
            while let Some(l) = rest.next_if(|c| c.is_alphabetic()) {
                word.push(upper(l));
            }
            out.push(Token::Word(twins_to_cyrillic(&word)));
        } else {
            rest.next();
            match c {
                '/' | '\\' => out.push(Token::Slash),
                '-' => out.push(Token::Dash),
                ' ' | '.' | ',' | '№' | '"' | '«' | '»' => {}
                _ => return None,
            }
        }
    }
    Some(out)
}

/// The single letter that a word is, if houses carry it.
fn letter(word: &str) -> Option<char> {
    let mut chars = word.chars();
    let first = chars.next()?;
    (chars.next().is_none() && LETTERS.contains(first)).then_some(first)
}

/// The number, with the letter behind it unless that letter opens a block («12 к 2»).
fn take_part(tokens: &[Token]) -> Option<(Part, &[Token])> {
    match tokens {
        [
            Token::Number(number),
            Token::Word(word),
            Token::Number(_),
            ..,
        ] if word == "К" => {
            let (_, rest) = tokens.split_first()?;
            Some((
                Part {
                    number: Some(*number),
                    letter: None,
                },
                rest,
            ))
        }
        [Token::Number(number), Token::Word(word), rest @ ..]
        | [
            Token::Number(number),
            Token::Dash,
            Token::Word(word),
            rest @ ..,
        ] if letter(word).is_some() => Some((
            Part {
                number: Some(*number),
                letter: letter(word),
            },
            rest,
        )),
        [Token::Number(number), rest @ ..] => Some((
            Part {
                number: Some(*number),
                letter: None,
            },
            rest,
        )),
        [Token::Word(word), rest @ ..] => Some((
            Part {
                number: None,
                letter: Some(letter(word)?),
            },
            rest,
        )),
        _ => None,
    }
}

fn read_tokens(tokens: &[Token]) -> Vec<HouseReading> {
    let Some((head, rest)) = take_part(tokens) else {
        return Vec::new();
    };
    let Some(number) = head.number else {
        return Vec::new();
    };
    let house = HouseNumber {
        number,
        letter: head.letter,
        fraction: None,
        block: None,
    };
    match rest {
        [Token::Slash, after @ ..] => match take_part(after) {
            Some((part, rest)) => read_block(
                HouseNumber {
                    fraction: Some(part),
                    ..house
                },
                rest,
            ),
            None => Vec::new(),
        },
        [Token::Dash, after @ ..] => match take_part(after) {
            Some((part, rest)) => {
                let mut readings = read_block(
                    HouseNumber {
                        fraction: Some(part),
                        ..house
                    },
                    rest,
                );
                if rest.is_empty() {
                    readings.push(HouseReading {
                        house,
                        flat: Some(part.to_string()),
                    });
                }
                readings
            }
            None => Vec::new(),
        },
        rest => read_block(house, rest),
    }
}

fn read_block(house: HouseNumber, rest: &[Token]) -> Vec<HouseReading> {
    let rest = match rest {
        [Token::Dash, rest @ ..] => rest,
        rest => rest,
    };
    match rest {
        [Token::Word(word), after @ ..] if BLOCK_WORDS.contains(&word.as_str()) => {
            match take_part(after) {
                Some((block, rest)) => read_flat(
                    HouseNumber {
                        block: Some(block),
                        ..house
                    },
                    rest,
                ),
                None => Vec::new(),
            }
        }
        [Token::Word(word), after @ ..] if word == "К" => match take_part(after) {
            Some((part, rest)) => {
                let mut readings = read_flat(
                    HouseNumber {
                        block: Some(part),
                        ..house
                    },
                    rest,
                );
                if rest.is_empty() {
                    readings.push(HouseReading {
                        house,
                        flat: Some(part.to_string()),
                    });
                }
                readings
            }
            None => Vec::new(),
        },
        rest => read_flat(house, rest),
    }
}

fn read_flat(house: HouseNumber, rest: &[Token]) -> Vec<HouseReading> {
    let rest = match rest {
        [Token::Dash, rest @ ..] => rest,
        rest => rest,
    };
    match rest {
        [] => vec![HouseReading { house, flat: None }],
        [Token::Word(word), after @ ..] if FLAT_WORDS.contains(&word.as_str()) => {
            match take_part(after) {
                Some((flat, [])) if flat.number.is_some() => {
                    vec![HouseReading {
                        house,
                        flat: Some(flat.to_string()),
                    }]
                }
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<String> {
        read_house(text)
            .into_iter()
            .map(|r| {
                r.flat.map_or(r.house.to_string(), |flat| {
                    format!("{} кв. {flat}", r.house)
                })
            })
            .collect()
    }

    #[test]
    fn one_house_has_one_spelling() {
        for (typed, printed) in [
            ("12", "12"),
            ("12а", "12А"),
            ("12 А", "12А"),
            ("12-Б", "12Б"),
            ("12A", "12А"),
            ("12/3", "12/3"),
            ("131в/9", "131В/9"),
            ("17А/А", "17А/А"),
            ("18А/1", "18А/1"),
            ("12 корп.2", "12 корп. 2"),
            ("12А, корпус 2Б", "12А корп. 2Б"),
            ("буд. 7", "7"),
            ("№7", "7"),
            ("5К", "5К"),
            ("12ы", "12І"),
        ] {
            assert_eq!(shown(typed), [printed], "{typed}");
        }
    }

    #[test]
    fn flats_are_taken_apart() {
        assert_eq!(shown("д. 12-А, кв. 5"), ["12А кв. 5"]);
        assert_eq!(shown("12 корп. 2 кв.5а"), ["12 корп. 2 кв. 5А"]);
    }

    #[test]
    fn what_can_be_read_twice_gives_both() {
        assert_eq!(shown("12-5"), ["12/5", "12 кв. 5"]);
        assert_eq!(shown("12к2"), ["12 корп. 2", "12 кв. 2"]);
        assert_eq!(HouseNumber::parse("12-5"), Err(HouseNumberError::Ambiguous));
        assert_eq!(
            HouseNumber::parse("12 кв 5"),
            Err(HouseNumberError::NamesFlat)
        );
    }

    #[test]
    fn misprints_of_bulletins_are_not_understood() {
        for typed in [
            "128130",
            "1А 2, 4",
            "31. 31-А",
            "0",
            "012",
            "",
            "А",
            "12 АБ",
            "12/",
            "1–87",
            "12(3)",
        ] {
            assert!(
                matches!(
                    HouseNumber::parse(typed),
                    Err(HouseNumberError::NotUnderstood | HouseNumberError::Ambiguous)
                ),
                "{typed}"
            );
        }
    }

    #[test]
    fn houses_sort_as_they_stand() {
        let mut houses: Vec<_> = ["100", "10/1", "2", "10А", "10", "10Ґ", "10Г", "10 корп. 2"]
            .map(|t| HouseNumber::parse(t).unwrap())
            .into();
        houses.sort_by_key(HouseNumber::sort_key);
        let shown: Vec<_> = houses.iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            ["2", "10", "10 корп. 2", "10/1", "10А", "10Г", "10Ґ", "100"]
        );
    }

    fn part() -> impl Strategy<Value = Part> {
        let letters: Vec<char> = LETTERS.chars().collect();
        (
            proptest::option::of(1..99_999u32),
            proptest::option::of(proptest::sample::select(letters)),
        )
            .prop_filter("something must be there", |(n, l)| {
                n.is_some() || l.is_some()
            })
            .prop_map(|(number, letter)| Part { number, letter })
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(
            number in 1..99_999u32, head in part(),
            fraction in proptest::option::of(part()), block in proptest::option::of(part()),
        ) {
            let house = HouseNumber { number, letter: head.letter, fraction, block };
            prop_assert_eq!(HouseNumber::parse(&house.to_string()), Ok(house));
        }

        #[test]
        fn the_key_and_the_order_tell_the_same_houses_apart(a in part(), b in part(), n in 1..50u32) {
            let a = HouseNumber { number: n, letter: a.letter, fraction: Some(a), block: None };
            let b = HouseNumber { number: n, letter: b.letter, fraction: Some(b), block: None };
            prop_assert_eq!(a == b, a.key() == b.key());
            prop_assert_eq!(a == b, a.sort_key() == b.sort_key());
        }

        #[test]
        fn reading_never_panics(text in "\\PC{0,24}") {
            let _ = read_house(&text);
        }

        #[test]
        fn reading_what_looks_like_a_house_never_panics(text in "[0-9А-Яа-яA-Za-z/ .,-]{0,16}") {
            let _ = read_house(&text);
        }
    }
}
