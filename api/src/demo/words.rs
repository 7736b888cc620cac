//! The words that the demo is made of: streets, people's names, and what is said in calls,
//! reasons and reports.

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use tenants::catalogue::vocabulary::UtilityKind;
use tenants::housing::street::StreetKind;

use super::sheet::{DemoDataError, rows, several};

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StreetWords {
    #[serde(deserialize_with = "kind_of_street")]
    pub kind: StreetKind,
    pub name: String,
    #[serde(deserialize_with = "several")]
    pub old_names: Vec<String>,
    #[serde(deserialize_with = "several")]
    pub russian_names: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamePart {
    Given,
    Patronymic,
    Surname,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct NameWords {
    pub part: NamePart,
    pub masculine: String,
    pub feminine: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhraseUse {
    /// What somebody who calls says about a service.
    Caller,
    /// What a crew reports as done for a service.
    Report,
    /// What a dispatcher answers when nothing has to be assigned.
    Answer,
    /// Why a utility of one kind declines: it belongs to another.
    Decline,
    /// Why an appeal is handed to another community.
    Handover,
    /// Why the other community refuses it.
    Refusal,
    /// Why the dispatcher returns a reported work.
    Rework,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Phrase {
    #[serde(rename = "use")]
    pub used_for: PhraseUse,
    /// A service's code, or the kind of the utility that declines; empty where it is general.
    pub about: String,
    /// Only for a decline: whose it is instead.
    pub whose: Option<UtilityKind>,
    pub text_uk: String,
}

fn kind_of_street<'de, D: Deserializer<'de>>(field: D) -> Result<StreetKind, D::Error> {
    let word = String::deserialize(field)?;
    StreetKind::ALL
        .iter()
        .copied()
        .find(|kind| kind.word() == word)
        .ok_or_else(|| D::Error::custom(format_args!("{word} is no kind of street")))
}

pub fn streets() -> Result<Vec<StreetWords>, DemoDataError> {
    rows(
        "streets.csv",
        include_str!("../../../config/demo/streets.csv"),
    )
}

pub fn names() -> Result<Vec<NameWords>, DemoDataError> {
    rows("names.csv", include_str!("../../../config/demo/names.csv"))
}

pub fn phrases() -> Result<Vec<Phrase>, DemoDataError> {
    rows(
        "phrases.csv",
        include_str!("../../../config/demo/phrases.csv"),
    )
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

    fn count(phrases: &[Phrase], used_for: PhraseUse, about: &str) -> usize {
        phrases
            .iter()
            .filter(|p| p.used_for == used_for && p.about == about)
            .count()
    }

    #[test]
    fn every_service_has_callers_words_and_what_can_be_assigned_has_a_report() {
        let phrases = phrases().unwrap();
        for service in tenants::catalogue::read::embedded().unwrap() {
            let code = service.code.as_str();
            assert!(
                (2..=4).contains(&count(&phrases, PhraseUse::Caller, code)),
                "{code}"
            );
            if service.routes_to.is_some() {
                assert!(count(&phrases, PhraseUse::Report, code) > 0, "{code}");
            }
        }
        for used_for in [PhraseUse::Handover, PhraseUse::Refusal, PhraseUse::Rework] {
            assert!(count(&phrases, used_for, "") > 0);
        }
    }

    #[test]
    fn a_decline_names_another_kind_of_utility() {
        let declines: Vec<_> = phrases()
            .unwrap()
            .into_iter()
            .filter(|phrase| phrase.used_for == PhraseUse::Decline)
            .collect();
        for kind in UtilityKind::ALL {
            let own: Vec<_> = declines.iter().filter(|d| d.about == kind.code()).collect();
            assert!(!own.is_empty(), "{kind}");
            assert!(
                own.iter()
                    .all(|d| d.whose.is_some_and(|whose| whose != *kind))
            );
        }
    }
}
