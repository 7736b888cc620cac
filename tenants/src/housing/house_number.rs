//! A house number: number, letter, fraction and block, as one value with one spelling.
//!
//! Pure. What can be read in two ways is returned as two readings; nothing is guessed.

mod reading;

use std::fmt;

pub use reading::read_house;

/// The letters that a part may carry, in the order in which houses stand.
const LETTERS: &str = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ";

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

/// One way to understand what stands after the street: the house, and a flat or an entrance of
/// it if one was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseReading {
    pub house: HouseNumber,
    pub flat: Option<String>,
    pub entrance: Option<i32>,
}

impl HouseReading {
    /// All of the house.
    pub(super) const fn of(house: HouseNumber) -> Self {
        Self {
            house,
            flat: None,
            entrance: None,
        }
    }

    /// «1/5», where there is no such house, may be flat 5 of house 1.
    pub(super) fn fraction_as_flat(&self) -> Option<Self> {
        let fraction = self.house.fraction.filter(|part| part.number.is_some())?;
        let house = HouseNumber {
            fraction: None,
            ..self.house
        };
        self.is_whole().then(|| Self {
            flat: Some(fraction.to_string()),
            ..Self::of(house)
        })
    }

    const fn is_whole(&self) -> bool {
        self.flat.is_none() && self.entrance.is_none()
    }
}

/// Why a text is not the number of one house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HouseNumberError {
    #[error("not understood as a house number")]
    NotUnderstood,
    #[error("can be read in more than one way")]
    Ambiguous,
    #[error("names a flat or an entrance, not only a house")]
    NamesFlat,
}

impl HouseNumber {
    /// The one house that the text names; a text with two readings or with a flat is refused.
    pub fn parse(text: &str) -> Result<Self, HouseNumberError> {
        let readings = read_house(text);
        match readings.as_slice() {
            [] => Err(HouseNumberError::NotUnderstood),
            [one] if one.is_whole() => Ok(one.house),
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

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests;
