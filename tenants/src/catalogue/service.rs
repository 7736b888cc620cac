//! A service: one thing that people call about.

use std::fmt;
use std::str::FromStr;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types;
use serde::{Deserialize, Deserializer, Serialize};

use super::vocabulary::{Group, RouteBy, Urgency, UtilityKind};
use crate::db::stored_as_text;

const LONGEST_CODE: usize = 16;

/// Capital Latin letters and digits in parts joined by hyphens: `GAS-LEAK`, `TRANSP`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, AsExpression, FromSqlRow,
)]
#[diesel(sql_type = sql_types::Text)]
#[serde(transparent)]
pub struct ServiceCode(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "a service code is 1 to {LONGEST_CODE} capital Latin letters and digits, with single hyphens between"
)]
pub struct NotAServiceCode;

impl ServiceCode {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ServiceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ServiceCode {
    type Err = NotAServiceCode;

    fn from_str(text: &str) -> Result<Self, NotAServiceCode> {
        let is_part = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        };
        if text.len() <= LONGEST_CODE && text.split('-').all(is_part) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAServiceCode)
        }
    }
}

impl<'de> Deserialize<'de> for ServiceCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

stored_as_text!(ServiceCode);

/// Times counted from registration. A missing one is not counted at all, which is not the same
/// as zero. Small on purpose: they fit the database's integers without a conversion that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Terms {
    pub acknowledge_minutes: Option<u16>,
    pub arrive_minutes: Option<u16>,
    pub resolve_hours: Option<u16>,
}

impl Terms {
    /// A later step never has an earlier deadline.
    #[must_use]
    pub fn are_in_order(&self) -> bool {
        let steps = [
            self.acknowledge_minutes.map(u32::from),
            self.arrive_minutes.map(u32::from),
            self.resolve_hours.map(|hours| u32::from(hours) * 60),
        ];
        steps.into_iter().flatten().is_sorted()
    }
}

/// Which events (outages, works, weather) may explain a call: one by name, or by a beginning
/// when the pattern ends with `*`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct EventPattern(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an event is named in small Latin letters and underscores, with at most one * at its end")]
pub struct NotAnEventPattern;

impl EventPattern {
    #[must_use]
    pub fn matches(&self, event: &str) -> bool {
        match self.0.strip_suffix('*') {
            Some(beginning) => event.starts_with(beginning),
            None => self.0 == event,
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EventPattern {
    type Err = NotAnEventPattern;

    fn from_str(text: &str) -> Result<Self, NotAnEventPattern> {
        let stem = text.strip_suffix('*').unwrap_or(text);
        let is_named = !stem.is_empty()
            && stem
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if is_named {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAnEventPattern)
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Service {
    pub code: ServiceCode,
    pub name_uk: String,
    pub name_en: String,
    pub group: Group,
    pub urgency: Urgency,
    pub terms: Terms,
    pub works_on_days_off: bool,
    pub route_by: RouteBy,
    /// Who usually sees to it, in words for people.
    pub executor_uk: String,
    pub executor_en: String,
    /// What the caller is told, without times: those may differ from place to place.
    pub caller_uk: String,
    pub caller_en: String,
    pub matches_events: Vec<EventPattern>,
    /// Where the terms come from: a norm, a practice, a measurement or a proposal.
    pub basis: String,
    /// The kind of utility that it goes to where nothing more exact is recorded; none where
    /// only a person can tell, or where the dispatcher answers.
    pub routes_to: Option<UtilityKind>,
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

    #[test]
    fn a_code_in_another_form_is_refused() {
        for text in [
            "",
            "-",
            "GAS-",
            "-GAS",
            "GAS--LEAK",
            "gas",
            "GAS LEAK",
            "ГАЗ",
            "ABCDEFGHIJKLMNOPQ",
        ] {
            assert_eq!(text.parse::<ServiceCode>(), Err(NotAServiceCode), "{text}");
        }
        assert_eq!(
            "EL-OUT-GPV".parse::<ServiceCode>().unwrap().as_str(),
            "EL-OUT-GPV"
        );
    }

    #[test]
    fn a_pattern_with_an_asterisk_matches_by_its_beginning() {
        let any_power: EventPattern = "power_*".parse().unwrap();
        assert!(any_power.matches("power_outage"));
        assert!(!any_power.matches("water_outage"));
        let outage: EventPattern = "power_outage".parse().unwrap();
        assert!(!outage.matches("power_outage_planned"));
        assert_eq!("*".parse::<EventPattern>(), Err(NotAnEventPattern));
        assert_eq!("a*b".parse::<EventPattern>(), Err(NotAnEventPattern));
    }

    #[test]
    fn terms_out_of_order_are_noticed() {
        let terms = |acknowledge, arrive, resolve| Terms {
            acknowledge_minutes: acknowledge,
            arrive_minutes: arrive,
            resolve_hours: resolve,
        };
        assert!(terms(Some(5), Some(40), Some(1)).are_in_order());
        assert!(terms(None, Some(1440), None).are_in_order());
        assert!(!terms(Some(60), Some(40), Some(1)).are_in_order());
        assert!(!terms(Some(5), Some(61), Some(1)).are_in_order());
    }
}
