//! Text that people give us, checked once, at the edge.

use std::fmt;

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types;
use serde::{Deserialize, Deserializer, Serialize};

/// Why a text was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    #[error("must not be empty")]
    Empty,
    #[error("must have at most {max} characters, has {actual}")]
    TooLong { max: usize, actual: usize },
    #[error("must not contain the control character U+{0:04X}")]
    Control(u32),
}

/// A word that is none of those that may stand in its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be one of: {}", known.join(", "))]
pub struct UnknownWord {
    pub known: &'static [&'static str],
}

/// Trimmed, not empty, at most `MAX` characters, no control characters but line breaks and
/// tabs, and none of the marks that make text read in another order than it is written
/// (Unicode TR 36, bidirectional overrides).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = sql_types::Text)]
#[serde(transparent)]
pub struct Text<const MAX: usize>(String);

/// A name of a person, a utility, a street.
pub type Name = Text<200>;
/// What somebody says in a few sentences: a caller's words, a reason, a report.
pub type Words = Text<4_000>;
/// A flat, an office: «12», «12А», «офіс 3».
pub type Flat = Text<20>;

impl<const MAX: usize> Text<MAX> {
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        let actual = text.chars().count();
        if actual > MAX {
            return Err(TextError::TooLong { max: MAX, actual });
        }
        match text.chars().find(|c| is_refused(*c)) {
            Some(c) => Err(TextError::Control(u32::from(c))),
            None => Ok(Self(text.to_owned())),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_refused(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let bidirectional = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}');
    control || bidirectional
}

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

// Names, words and flats are personal data: logs see only that something was there.
impl<const MAX: usize> fmt::Debug for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} characters)", self.0.chars().count())
    }
}

impl<const MAX: usize> std::str::FromStr for Text<MAX> {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl<const MAX: usize> ToSql<sql_types::Text, Pg> for Text<MAX> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <str as ToSql<sql_types::Text, Pg>>::to_sql(&self.0, out)
    }
}

impl<const MAX: usize> FromSql<sql_types::Text, Pg> for Text<MAX> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        <String as FromSql<sql_types::Text, Pg>>::from_sql(value).map(Self)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn keeps_ukrainian_letters_and_line_breaks() {
        assert_eq!(
            Words::parse(" Під’їзд №2\nґрати \n").unwrap().as_str(),
            "Під’їзд №2\nґрати"
        );
    }

    #[test]
    fn refuses_nul_bidi_empty_and_long() {
        assert_eq!(Words::parse("a\0b"), Err(TextError::Control(0)));
        assert_eq!(Words::parse("a\u{202E}b"), Err(TextError::Control(0x202E)));
        assert_eq!(Words::parse("  "), Err(TextError::Empty));
        assert_eq!(
            Text::<3>::parse("їжак"),
            Err(TextError::TooLong { max: 3, actual: 4 })
        );
    }

    #[test]
    fn debug_output_hides_the_text() {
        assert_eq!(
            format!("{:?}", Name::parse("Олена").unwrap()),
            "Text(5 characters)"
        );
    }
}
