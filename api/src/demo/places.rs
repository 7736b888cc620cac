//! The communities of the oblast, and the settlements of those that have housing in the demo.

use serde::Deserialize;
use tenants::housing::SettlementCategory;

use super::sheet::{DemoDataError, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommunityKind {
    Urban,
    Settlement,
    Rural,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DemoCommunity {
    pub katottg: String,
    pub name_uk: String,
    /// The adjective alone, feminine: «Вінницька».
    pub short_name_uk: String,
    pub name_en: String,
    /// Latin letters for logins, different for every community: `vinnytsia`.
    pub slug: String,
    pub kind: CommunityKind,
    pub raion_katottg: String,
    pub raion_uk: String,
    pub centre_katottg: String,
    pub centre_uk: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    City,
    Settlement,
    Village,
}

impl Category {
    /// As the registry has it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        let category = match self {
            Self::City => SettlementCategory::City,
            Self::Settlement => SettlementCategory::Rural,
            Self::Village => SettlementCategory::Village,
        };
        category.code()
    }
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct DemoSettlement {
    pub katottg: String,
    pub name_uk: String,
    pub category: Category,
    pub community_katottg: String,
    /// Known for the towns only; a village is put somewhere around its town.
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

impl DemoSettlement {
    #[must_use]
    pub fn centre(&self) -> Option<(f64, f64)> {
        self.latitude.zip(self.longitude)
    }
}

/// All 63, in the order of their codes.
pub fn communities() -> Result<Vec<DemoCommunity>, DemoDataError> {
    rows(
        "communities.csv",
        include_str!("../../../config/demo/communities.csv"),
    )
}

/// Those of the four communities with housing; each community's town comes first.
pub fn settlements() -> Result<Vec<DemoSettlement>, DemoDataError> {
    rows(
        "settlements.csv",
        include_str!("../../../config/demo/settlements.csv"),
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
    use std::collections::HashSet;

    use super::*;

    fn is_katottg(code: &str) -> bool {
        code.len() == 19
            && code.starts_with("UA05")
            && code.bytes().skip(2).all(|byte| byte.is_ascii_digit())
    }

    #[test]
    fn the_oblast_has_63_communities_with_codes_and_slugs_of_their_own() {
        let communities = communities().unwrap();
        assert_eq!(communities.len(), 63);
        let codes: HashSet<_> = communities.iter().map(|c| &c.katottg).collect();
        let slugs: HashSet<_> = communities.iter().map(|c| &c.slug).collect();
        assert_eq!((codes.len(), slugs.len()), (63, 63));
        for community in &communities {
            for code in [
                &community.katottg,
                &community.raion_katottg,
                &community.centre_katottg,
            ] {
                assert!(is_katottg(code), "{code}");
            }
            assert!(community.short_name_uk.ends_with('а'));
        }
    }

    #[test]
    fn four_communities_have_settlements_and_each_has_one_town_with_a_place() {
        let known: HashSet<_> = communities()
            .unwrap()
            .into_iter()
            .map(|c| c.katottg)
            .collect();
        let settlements = settlements().unwrap();
        let mut towns = Vec::new();
        for settlement in &settlements {
            assert!(is_katottg(&settlement.katottg));
            assert!(known.contains(&settlement.community_katottg));
            assert_eq!(
                settlement.centre().is_some(),
                settlement.category == Category::City
            );
            if settlement.category == Category::City {
                towns.push(settlement.name_uk.as_str());
            }
        }
        assert_eq!(towns, ["Вінниця", "Гайсин", "Ладижин", "Хмільник"]);
        assert_eq!(settlements.len(), 100);
    }
}
