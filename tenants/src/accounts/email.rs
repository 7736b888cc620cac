//! Where somebody reads mail.

use std::fmt;
use std::str::FromStr;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types;
use serde::{Deserialize, Deserializer, Serialize};

use crate::db::stored_as_text;

/// RFC 5321, section 4.5.3.1: what every mail server takes.
const LONGEST: usize = 254;
const LONGEST_NAME: usize = 64;
const LONGEST_LABEL: usize = 63;

/// An address as all mail servers take it: no quotation marks, no letters but Latin ones.
/// Capitals are taken as small ones, because no server of today tells them apart.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = sql_types::Text)]
#[serde(transparent)]
pub struct Email(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be an address such as name@example.org: Latin letters, digits and signs, at most \
     {LONGEST} characters; a domain in other letters is written as xn--…"
)]
pub struct NotAnEmail;

impl Email {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim().to_ascii_lowercase();
        let (name, domain) = text.rsplit_once('@').ok_or(NotAnEmail)?;
        if text.len() <= LONGEST && is_name(name) && is_domain(domain) {
            Ok(Self(text))
        } else {
            Err(NotAnEmail)
        }
    }
}

/// A dot-atom of RFC 5322.
fn is_name(name: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    name.len() <= LONGEST_NAME
        && name
            .split('.')
            .all(|atom| !atom.is_empty() && atom.bytes().all(is_sign))
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_top = |label: &str| !label.bytes().all(|byte| byte.is_ascii_digit());
    domain
        .rsplit_once('.')
        .is_some_and(|(_, top)| is_top(top) && domain.split('.').all(is_label))
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

// Logs see only that there was one.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

impl<'de> Deserialize<'de> for Email {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

stored_as_text!(Email);

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_taken_as_small_letters() {
        let email: Email = " Olena.Koval+varta@Vin.GOV.ua ".parse().unwrap();
        assert_eq!(email.as_str(), "olena.koval+varta@vin.gov.ua");
        assert_eq!(format!("{email:?}"), "Email(…)");
    }

    #[test]
    fn what_some_server_would_not_take_is_refused() {
        let long = format!("{}@vin.gov.ua", "a".repeat(65));
        for text in [
            "",
            "olena",
            "@vin.gov.ua",
            "olena@",
            "olena@localhost",
            "olena@vin..ua",
            "olena@-vin.ua",
            "olena@127.0.0.1",
            "olena@[127.0.0.1]",
            ".olena@vin.ua",
            "olena..k@vin.ua",
            "olena@vin.ua@evil.example",
            "\"olena k\"@vin.ua",
            "olena k@vin.ua",
            "олена@vin.ua",
            "olena@вінниця.укр",
            "olena@vin.ua\r\nBcc: all@vin.ua",
            "olena\0@vin.ua",
            "olena@vin.ua>",
            &long,
        ] {
            assert_eq!(text.parse::<Email>(), Err(NotAnEmail), "{text:?}");
        }
    }
}
