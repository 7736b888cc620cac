//! KATOTTG codes: the classifier of administrative units and territories of communities.

use std::fmt;
use std::str::FromStr;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types;
use serde::{Deserialize, Deserializer, Serialize};

use crate::db::stored_as_text;

const DIGITS: usize = 17;

/// `UA` and 17 digits: oblast 2, raion 2, community 3, settlement 3, city district 2, unique 5.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = sql_types::Text)]
#[serde(transparent)]
pub struct Katottg(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a KATOTTG code: UA and {DIGITS} digits")]
pub struct NotAKatottg;

/// A code as it was read, and whether its letters had to be put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadKatottg {
    pub code: Katottg,
    /// Some editions write «UА» with a Cyrillic А: worth a line in an import's report.
    pub letters_normalised: bool,
}

impl Katottg {
    /// Takes small letters and Cyrillic look-alikes for what they are meant to be.
    pub fn read(text: &str) -> Result<ReadKatottg, NotAKatottg> {
        let text = text.trim();
        let mut letters_normalised = false;
        let code: String = text
            .chars()
            .enumerate()
            .map(|(place, letter)| {
                let meant = if place < 2 { meant_by(letter) } else { letter };
                letters_normalised |= meant != letter;
                meant
            })
            .collect();
        let digits = code.strip_prefix("UA").ok_or(NotAKatottg)?;
        if digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(ReadKatottg {
                code: Self(code),
                letters_normalised,
            })
        } else {
            Err(NotAKatottg)
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether both lie in one community: the digits down to the community's tell.
    #[must_use]
    pub fn shares_community_with(&self, other: &Self) -> bool {
        self.0.get(..9) == other.0.get(..9)
    }

    /// Whether both lie in one oblast: the first two digits tell.
    #[must_use]
    pub fn shares_oblast_with(&self, other: &Self) -> bool {
        self.0.get(..4) == other.0.get(..4)
    }
}

/// Cyrillic has no letter that looks like U; у is read for it all the same, as it is typed
/// where U is.
fn meant_by(letter: char) -> char {
    match letter {
        'А' | 'а' | 'a' => 'A',
        'У' | 'у' | 'u' => 'U',
        other => other,
    }
}

impl FromStr for Katottg {
    type Err = NotAKatottg;

    fn from_str(text: &str) -> Result<Self, NotAKatottg> {
        Self::read(text).map(|read| read.code)
    }
}

impl fmt::Display for Katottg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Katottg {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

stored_as_text!(Katottg);

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn cyrillic_look_alikes_are_normalised_and_noted() {
        let latin = Katottg::read("UA05000000000010236").unwrap();
        assert!(!latin.letters_normalised);
        for text in [
            "UА05000000000010236",
            "УА05000000000010236",
            " ua05000000000010236 ",
        ] {
            let read = Katottg::read(text).unwrap();
            assert_eq!(read.code, latin.code, "{text}");
            assert!(read.letters_normalised, "{text}");
        }
    }

    #[test]
    fn the_first_two_digits_are_the_oblast() {
        let oblast: Katottg = "UA05000000000010236".parse().unwrap();
        let inside: Katottg = "UA05040130000025322".parse().unwrap();
        let outside: Katottg = "UA07000000000024379".parse().unwrap();
        assert!(inside.shares_oblast_with(&oblast));
        assert!(!outside.shares_oblast_with(&oblast));
    }

    #[test]
    fn the_first_seven_digits_are_the_community() {
        let community: Katottg = "UA05040130000025322".parse().unwrap();
        let inside: Katottg = "UA05040130010040578".parse().unwrap();
        let outside: Katottg = "UA05040110010040578".parse().unwrap();
        assert!(inside.shares_community_with(&community));
        assert!(!outside.shares_community_with(&community));
    }

    #[test]
    fn other_lengths_letters_and_digits_are_refused() {
        for text in [
            "",
            "UA",
            "UA0500000000001023",
            "UA050000000000102366",
            "UB05000000000010236",
            "UA0500000000001023٣",
        ] {
            assert_eq!(text.parse::<Katottg>(), Err(NotAKatottg), "{text}");
        }
    }
}
