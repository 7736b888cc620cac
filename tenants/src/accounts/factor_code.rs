//! What somebody types as a second factor.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha256};

/// 32 signs that are not mistaken for each other: 125 bits in a code of 25, which need no slow
/// hash.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const LENGTH: usize = 25;
const GROUP: usize = 5;
const DIGITS: usize = 6;
const LONGEST: usize = 64;

/// Blanks and hyphens between the signs do not count.
#[derive(Clone, PartialEq, Eq)]
pub enum FactorCode {
    /// Of the app, for half a minute.
    Timed(String),
    /// From paper, good once.
    Recovery(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be the {DIGITS} digits that the app shows, or a recovery code of {LENGTH} signs")]
pub struct NotAFactorCode;

impl FactorCode {
    /// To be shown once, in groups that can be written down.
    pub(super) fn new_recovery() -> String {
        let sign = || {
            let place = rand::random_range(0..SIGNS.len());
            SIGNS.get(place).copied().map_or('a', char::from)
        };
        let groups: Vec<String> = (0..LENGTH / GROUP)
            .map(|_| (0..GROUP).map(|_| sign()).collect())
            .collect();
        groups.join("-")
    }
}

/// However it is grouped.
pub(super) fn hash(recovery: &str) -> [u8; 32] {
    Sha256::digest(recovery.replace('-', "")).into()
}

impl FromStr for FactorCode {
    type Err = NotAFactorCode;

    fn from_str(text: &str) -> Result<Self, NotAFactorCode> {
        if text.len() > LONGEST {
            return Err(NotAFactorCode);
        }
        let signs: String = text
            .chars()
            .filter(|sign| !matches!(sign, ' ' | '-'))
            .map(|sign| sign.to_ascii_lowercase())
            .collect();
        if signs.len() == DIGITS && signs.bytes().all(|sign| sign.is_ascii_digit()) {
            return Ok(Self::Timed(signs));
        }
        if signs.len() == LENGTH && signs.bytes().all(|sign| SIGNS.contains(&sign)) {
            return Ok(Self::Recovery(signs));
        }
        Err(NotAFactorCode)
    }
}

impl fmt::Debug for FactorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FactorCode(…)")
    }
}

impl<'de> Deserialize<'de> for FactorCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_apart_by_their_signs() {
        let timed = FactorCode::Timed("012345".to_owned());
        assert_eq!("012 345".parse::<FactorCode>().unwrap(), timed);
        let shown = FactorCode::new_recovery();
        assert_eq!(shown.len(), 29);
        assert_ne!(shown, FactorCode::new_recovery());
        let plain = FactorCode::Recovery(shown.replace('-', ""));
        assert_eq!(shown.to_uppercase().parse::<FactorCode>().unwrap(), plain);
        for text in [
            "",
            "12345",
            "1234567",
            "١٢٣٤٥٦",
            "abcde",
            "12345\0",
            &"1".repeat(65),
        ] {
            assert!(text.parse::<FactorCode>().is_err(), "{text:?}");
        }
    }
}
