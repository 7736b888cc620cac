//! Invents people: accounts of every role, and those who call. Passwords are not made here.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use tenants::access::Role;

use super::chance::{one_of, stream};
use super::places::DemoCommunity;
use super::sheet::DemoDataError;
use super::utilities::DemoUtility;
use super::words::{self, NamePart, NameWords};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Workplace {
    Region,
    Community { katottg: String },
    Utility { slug: String },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// Small letters, digits and dots: `dispatcher2.vinnytsia`, `lead.water.haisyn`.
    pub login: String,
    pub name_uk: String,
    pub role: Role,
    pub workplace: Workplace,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoCaller {
    pub name_uk: String,
    /// E.164; numbers that no exchange gives out.
    pub phone: String,
}

/// Accounts for the region, these communities and these utilities. Somebody's name depends on
/// the seed and the login alone.
pub fn generate(
    seed: u64,
    communities: &[DemoCommunity],
    utilities: &[DemoUtility],
) -> Result<Vec<DemoAccount>, DemoDataError> {
    let names = Names::embedded()?;
    let account = |login: String, role, workplace| DemoAccount {
        name_uk: match role {
            Role::Integration => "Інша система (демо)".to_owned(),
            _ => names.full_name(&mut stream(seed, &login)),
        },
        login,
        role,
        workplace,
    };
    let mut accounts: Vec<_> = [
        ("region", Role::RegionAdministrator),
        ("coordinator", Role::RegionalCoordinator),
        ("coordinator2", Role::RegionalCoordinator),
        ("integration", Role::Integration),
    ]
    .into_iter()
    .map(|(login, role)| account(login.to_owned(), role, Workplace::Region))
    .collect();
    for community in communities {
        for (post, role) in [
            ("admin", Role::CommunityAdministrator),
            ("dispatcher", Role::Dispatcher),
            ("dispatcher2", Role::Dispatcher),
        ] {
            let katottg = community.katottg.clone();
            let login = format!("{post}.{}", community.slug);
            accounts.push(account(login, role, Workplace::Community { katottg }));
        }
    }
    for utility in utilities {
        for (post, role) in [("lead", Role::UtilityLead), ("staff", Role::UtilityStaff)] {
            let slug = utility.slug.clone();
            let login = format!("{post}.{slug}");
            accounts.push(account(login, role, Workplace::Utility { slug }));
        }
    }
    Ok(accounts)
}

/// The parts of names, ready to be put together.
#[derive(Debug, Clone)]
pub struct Names {
    given: Vec<NameWords>,
    patronymics: Vec<NameWords>,
    surnames: Vec<NameWords>,
}

impl Names {
    pub fn embedded() -> Result<Self, DemoDataError> {
        let all = words::names()?;
        let of = |part| {
            all.iter()
                .filter(|name| name.part == part)
                .cloned()
                .collect()
        };
        Ok(Self {
            given: of(NamePart::Given),
            patronymics: of(NamePart::Patronymic),
            surnames: of(NamePart::Surname),
        })
    }

    /// Surname, given name, patronymic, all of one gender.
    pub fn full_name(&self, chance: &mut ChaCha8Rng) -> String {
        let feminine = chance.random_bool(0.5);
        [&self.surnames, &self.given, &self.patronymics]
            .map(|parts| {
                let forms: Vec<&str> = parts
                    .iter()
                    .map(|name| {
                        if feminine {
                            name.feminine.as_str()
                        } else {
                            name.masculine.as_str()
                        }
                    })
                    .collect();
                one_of(chance, &forms)
            })
            .join(" ")
    }

    pub fn caller(&self, chance: &mut ChaCha8Rng) -> DemoCaller {
        DemoCaller {
            name_uk: self.full_name(chance),
            phone: format!("+38043201{:04}", chance.random_range(0..10_000)),
        }
    }
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

    use super::super::{places, utilities};
    use super::*;

    fn accounts(seed: u64) -> Vec<DemoAccount> {
        let communities = places::communities().unwrap();
        let mut all = utilities::regional().unwrap();
        for (index, community) in communities.iter().enumerate() {
            all.extend(utilities::of_community(community, index + 1).unwrap());
        }
        generate(seed, &communities, &all).unwrap()
    }

    #[test]
    fn every_login_is_small_latin_and_stands_once() {
        let accounts = accounts(7);
        let logins: HashSet<_> = accounts.iter().map(|a| &a.login).collect();
        assert_eq!(logins.len(), accounts.len());
        for login in logins {
            let allowed =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c);
            assert!(login.chars().all(allowed), "{login}");
        }
    }

    #[test]
    fn there_is_somebody_in_every_role() {
        let held: HashSet<_> = accounts(7).iter().map(|a| a.role).collect();
        for role in Role::ALL {
            // Neither signs in.
            let without_account = matches!(role, Role::Resident | Role::System);
            assert_ne!(held.contains(&role), without_account, "{role}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_people_and_another_seed_others() {
        assert_eq!(accounts(7), accounts(7));
        assert_ne!(accounts(7), accounts(8));
    }

    #[test]
    fn a_full_name_has_three_parts_and_a_caller_a_phone() {
        let names = Names::embedded().unwrap();
        let mut chance = stream(7, "callers");
        for _ in 0..100 {
            let caller = names.caller(&mut chance);
            assert_eq!(caller.name_uk.split(' ').count(), 3, "{}", caller.name_uk);
            assert_eq!(caller.phone.len(), 13);
        }
    }
}
