//! Reads a house number, and a flat or an entrance behind it, in every way that makes sense.

use super::super::spelling::{from_russian_layout, tidy, twins_to_cyrillic, upper};
use super::{HouseNumber, HouseReading, LETTERS, Part};

const MAX_DIGITS: usize = 5;

/// Every way to read a text as a house, with or without a flat and an entrance; empty when there is none.
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
/// Without their apostrophe; «подъезд» with its ъ turned into ї as well.
const ENTRANCE_WORDS: [&str; 6] = ["П", "ПІДЇЗД", "ПІД", "ПОДЪЕЗД", "ПОДЇЕЗД", "ПОД"];

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
            while let Some(l) = rest.next_if(|c| c.is_alphabetic() || *c == '’') {
                if l != '’' {
                    word.push(upper(l));
                }
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

/// The number, with the letter behind it unless that letter opens a block («12 к 2») or an
/// entrance («12 п. 2»).
fn take_part(tokens: &[Token]) -> Option<(Part, &[Token])> {
    match tokens {
        [
            Token::Number(number),
            Token::Word(word),
            Token::Number(_),
            ..,
        ] if word == "К" || word == "П" => {
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
                        flat: Some(part.to_string()),
                        ..HouseReading::of(house)
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
                Some((block, rest)) => read_inside(
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
                let mut readings = read_inside(
                    HouseNumber {
                        block: Some(part),
                        ..house
                    },
                    rest,
                );
                if rest.is_empty() {
                    readings.push(HouseReading {
                        flat: Some(part.to_string()),
                        ..HouseReading::of(house)
                    });
                }
                readings
            }
            None => Vec::new(),
        },
        rest => read_inside(house, rest),
    }
}

/// A flat and an entrance behind the house, each at most once, in either order.
fn read_inside(house: HouseNumber, rest: &[Token]) -> Vec<HouseReading> {
    let mut reading = HouseReading::of(house);
    let mut rest = rest;
    loop {
        if let [Token::Dash, after @ ..] = rest {
            rest = after;
        }
        let (word, part, after) = match rest {
            [] => return vec![reading],
            [Token::Number(number), Token::Word(word), after @ ..]
            | [
                Token::Number(number),
                Token::Dash,
                Token::Word(_),
                Token::Word(word),
                after @ ..,
            ] => {
                let part = Part {
                    number: Some(*number),
                    letter: None,
                };
                (word, part, after)
            }
            [Token::Word(word), after @ ..] => match take_part(after) {
                Some((part, after)) => (word, part, after),
                None => return Vec::new(),
            },
            _ => return Vec::new(),
        };
        let (word, entrance) = (word.as_str(), i32::try_from(part.number.unwrap_or(0)).ok());
        if ENTRANCE_WORDS.contains(&word) && reading.entrance.is_none() && part.letter.is_none() {
            reading.entrance = entrance;
        } else if FLAT_WORDS.contains(&word) && reading.flat.is_none() && part.number.is_some() {
            reading.flat = Some(part.to_string());
        } else {
            return Vec::new();
        }
        rest = after;
    }
}
