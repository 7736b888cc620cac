//! Telephone numbers as people in Ukraine say them.

use std::fmt;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::sql_types;
use diesel::{deserialize, serialize};
use phonenumber::{Mode, country};
use serde::{Deserialize, Deserializer, Serialize};

/// A number in E.164 (ITU-T), or a short code such as `104`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = sql_types::Text)]
#[serde(transparent)]
pub struct Phone(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    #[error("is not a telephone number; write it as +380432601560, 0432 60-15-60 or 1560")]
    NotANumber,
}

impl Phone {
    pub fn parse(typed: &str) -> Result<Self, PhoneError> {
        let typed = &bare(typed);
        if typed.chars().count() > 40 || !typed.chars().all(is_part_of_a_number) {
            return Err(PhoneError::NotANumber);
        }
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        // Emergency and municipal short codes (101–104, 112, 1551, 1560) have no E.164 form.
        if (3..=4).contains(&digits.len()) && digits.starts_with('1') && !typed.starts_with('+') {
            return Ok(Self(digits));
        }
        // «8 067 …» is how numbers were dialled until 2009, and still is how they are said.
        let dialled = match digits.strip_prefix("80") {
            Some(rest) if digits.len() == 11 && !typed.starts_with('+') => format!("+380{rest}"),
            _ if typed.starts_with('+') => format!("+{digits}"),
            _ => digits.clone(),
        };
        let number =
            phonenumber::parse(Some(country::UA), dialled).map_err(|_| PhoneError::NotANumber)?;
        if number.is_valid() {
            Ok(Self(number.format().mode(Mode::E164).to_string()))
        } else {
            Err(PhoneError::NotANumber)
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What people write before a number, and before the extension that follows it.
const BEFORE: [&str; 4] = ["тел", "tel", "моб", "т"];
const EXTENSION: [&str; 4] = ["дод", "доб", "вн", "ext"];

/// The number alone: an extension tells colleagues of an office apart, not callers.
fn bare(typed: &str) -> String {
    let lower = typed.trim().to_lowercase();
    let word: String = lower.chars().take_while(|c| c.is_alphabetic()).collect();
    let rest = match BEFORE.contains(&word.as_str()) {
        true => lower.trim_start_matches(word.as_str()),
        false => &lower,
    };
    let rest = rest.trim_start_matches([':', '.', ' ']);
    let end = EXTENSION.iter().filter_map(|word| rest.find(word)).min();
    let number = end.and_then(|end| rest.get(..end)).unwrap_or(rest);
    number
        .trim_end_matches([' ', ',', ';', '(', '.'])
        .to_owned()
}

/// Spaces and dashes of every width.
fn is_part_of_a_number(c: char) -> bool {
    c.is_ascii_digit()
        || c == ' '
        || c.is_whitespace() && !c.is_control()
        || matches!(
            c,
            '+' | '-' | '(' | ')' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}'
        )
}

// Personal data: logs see only that a number was there.
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let typed = String::deserialize(deserializer)?;
        Self::parse(&typed).map_err(serde::de::Error::custom)
    }
}

impl serialize::ToSql<sql_types::Text, Pg> for Phone {
    fn to_sql<'b>(&'b self, out: &mut serialize::Output<'b, '_, Pg>) -> serialize::Result {
        <str as serialize::ToSql<sql_types::Text, Pg>>::to_sql(&self.0, out)
    }
}

impl deserialize::FromSql<sql_types::Text, Pg> for Phone {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        <String as deserialize::FromSql<sql_types::Text, Pg>>::from_sql(value).map(Self)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn one_number_in_all_its_forms() {
        for typed in [
            "0432 60-15-60",
            "+38 (0432) 60-15-60",
            "380432601560",
            "8 0432 601560",
            "+38(0432)601560",
            "тел. 0432 60‑15‑60",
            "Тел.: (0432) 60−15−60, дод. 5",
            "tel:+380432601560",
            "0432\u{2009}60\u{202f}15\u{a0}60 (вн. 12)",
        ] {
            assert_eq!(
                Phone::parse(typed).unwrap().as_str(),
                "+380432601560",
                "{typed}"
            );
        }
        assert_eq!(
            Phone::parse("8 067 123 45 67").unwrap().as_str(),
            "+380671234567"
        );
    }

    #[test]
    fn short_codes_and_toll_free_numbers() {
        assert_eq!(Phone::parse("1560").unwrap().as_str(), "1560");
        assert_eq!(Phone::parse("15-60").unwrap().as_str(), "1560");
        assert_eq!(Phone::parse("104").unwrap().as_str(), "104");
        assert_eq!(
            Phone::parse("0 800 500 500").unwrap().as_str(),
            "+380800500500"
        );
    }

    #[test]
    fn letters_and_stray_digits_are_no_number() {
        for typed in [
            "",
            "мобільний",
            "12",
            "067",
            "06712345678901234",
            "067\u{0}1234567",
            "дод. 5",
            "тел.",
        ] {
            assert_eq!(Phone::parse(typed), Err(PhoneError::NotANumber), "{typed}");
        }
    }
}
