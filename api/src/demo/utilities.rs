//! The demo's utilities: those of the region, and a set of its own for each community.

use serde::Deserialize;
use tenants::catalogue::vocabulary::UtilityKind;

use super::places::DemoCommunity;
use super::sheet::{DemoDataError, rows, several};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Scope {
    Region,
    Community,
}

#[derive(Debug, Deserialize)]
struct Template {
    kind: UtilityKind,
    scope: Scope,
    name_uk: String,
    phone: String,
    #[serde(deserialize_with = "several")]
    services: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoUtility {
    /// Latin letters for logins, different for every utility: `water.vinnytsia`, `electricity`.
    pub slug: String,
    pub kind: UtilityKind,
    /// None for a utility of the whole region.
    pub community_katottg: Option<String>,
    pub name_uk: String,
    /// E.164; numbers that no exchange gives out.
    pub phone: String,
    /// Codes of the services that it answers for in every community that it serves.
    pub services: Vec<String>,
}

fn templates() -> Result<Vec<Template>, DemoDataError> {
    rows(
        "utilities.csv",
        include_str!("../../../config/demo/utilities.csv"),
    )
}

pub fn regional() -> Result<Vec<DemoUtility>, DemoDataError> {
    let regional = templates()?
        .into_iter()
        .filter(|template| template.scope == Scope::Region)
        .map(|template| DemoUtility {
            slug: template.kind.code().to_owned(),
            kind: template.kind,
            community_katottg: None,
            name_uk: template.name_uk,
            phone: template.phone,
            services: template.services,
        })
        .collect();
    Ok(regional)
}

/// `index` is the place of the community in the list of all: it makes the telephone numbers
/// differ.
pub fn of_community(
    community: &DemoCommunity,
    index: usize,
) -> Result<Vec<DemoUtility>, DemoDataError> {
    let own = templates()?
        .into_iter()
        .filter(|template| template.scope == Scope::Community)
        .map(|template| DemoUtility {
            slug: format!("{}.{}", template.kind.code(), community.slug),
            kind: template.kind,
            community_katottg: Some(community.katottg.clone()),
            name_uk: in_gender(&template.name_uk, &community.short_name_uk),
            phone: template.phone.replace("{index}", &format!("{index:02}")),
            services: template.services,
        })
        .collect();
    Ok(own)
}

fn in_gender(template: &str, feminine: &str) -> String {
    let stem = feminine.trim_end_matches('а');
    template
        .replace("{feminine}", feminine)
        .replace("{masculine}", &format!("{stem}ий"))
        .replace("{neuter}", &format!("{stem}е"))
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

    use super::super::places;
    use super::*;

    fn all() -> Vec<DemoUtility> {
        let mut all = regional().unwrap();
        for (index, community) in places::communities().unwrap().iter().enumerate() {
            all.extend(of_community(community, index + 1).unwrap());
        }
        all
    }

    #[test]
    fn every_utility_has_a_name_a_phone_and_a_slug_of_its_own() {
        let all = all();
        assert_eq!(all.len(), 2 + 8 * 63);
        assert_eq!(
            all.iter().map(|u| &u.slug).collect::<HashSet<_>>().len(),
            all.len()
        );
        assert_eq!(
            all.iter().map(|u| &u.phone).collect::<HashSet<_>>().len(),
            all.len()
        );
        for utility in &all {
            assert!(utility.name_uk.contains("(демо)") && !utility.name_uk.contains('{'));
            assert_eq!(utility.phone.len(), 13, "{}", utility.phone);
        }
        let names: Vec<_> = all.iter().map(|u| u.name_uk.as_str()).collect();
        assert!(names.contains(&"КП «Вінницький водоканал» (демо)"));
        assert!(names.contains(&"КП «Ладижинське теплопостачання» (демо)"));
    }

    #[test]
    fn the_catalogue_and_the_utilities_agree_on_who_answers_for_a_service() {
        let catalogue = tenants::catalogue::read::embedded().unwrap();
        let templates = templates().unwrap();
        for service in &catalogue {
            let answering: Vec<_> = templates
                .iter()
                .filter(|t| t.services.iter().any(|code| code == service.code.as_str()))
                .map(|t| t.kind)
                .collect();
            assert_eq!(
                answering,
                Vec::from_iter(service.routes_to),
                "{}",
                service.code
            );
        }
        let named: usize = templates.iter().map(|t| t.services.len()).sum();
        assert_eq!(
            named,
            catalogue.iter().filter(|s| s.routes_to.is_some()).count()
        );
    }
}
