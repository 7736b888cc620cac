//! The name under which somebody signs in.

use std::fmt;
use std::str::FromStr;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types;
use serde::{Deserialize, Deserializer, Serialize};

use crate::db::stored_as_text;

const LENGTH: std::ops::RangeInclusive<usize> = 3..=64;

/// Small Latin letters, digits and `.`, `_`, `-`, `@`; begins with a letter or digit. Capitals
/// are taken as small ones, so that nobody has two accounts that look alike.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = sql_types::Text)]
#[serde(transparent)]
pub struct Login(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be {} to {} Latin letters, digits or . _ - @, beginning with a letter or digit",
    LENGTH.start(), LENGTH.end()
)]
pub struct NotALogin;

impl Login {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Login {
    type Err = NotALogin;

    fn from_str(text: &str) -> Result<Self, NotALogin> {
        let login = text.trim().to_ascii_lowercase();
        let is_part = |byte: u8| {
            byte.is_ascii_lowercase()
                || byte.is_ascii_digit()
                || matches!(byte, b'.' | b'_' | b'-' | b'@')
        };
        let begins_well = login
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_alphanumeric());
        if begins_well && LENGTH.contains(&login.len()) && login.bytes().all(is_part) {
            Ok(Self(login))
        } else {
            Err(NotALogin)
        }
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Login {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

stored_as_text!(Login);

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_taken_as_small_letters() {
        assert_eq!(
            " Olena.K@vin.ua ".parse::<Login>().unwrap().as_str(),
            "olena.k@vin.ua"
        );
    }

    #[test]
    fn other_signs_and_lengths_are_refused() {
        for text in [
            "",
            "ab",
            ".olena",
            "олена",
            "olena k",
            "olena\0",
            &"a".repeat(65),
        ] {
            assert_eq!(text.parse::<Login>(), Err(NotALogin), "{text:?}");
        }
    }
}
