//! Makes the accounts of those who work in the demo.

use std::collections::HashMap;

use tenants::access::{Actor, Membership, Scope};
use tenants::accounts::{self, HashedPassword, KeepsAccounts, Login, NewAccount, NewPassword};
use tenants::db::Db;
use tenants::ids::{CommunityId, RegionId};
use tenants::text::Name;

use super::error::DemoError;
use super::given::Given;
use super::load::PASSWORD;
use super::people::{DemoAccount, Workplace};

/// Accounts of every role, by login: those of a community and of its utilities kept by that
/// community, the others by the region. They share a password, so it is hashed once.
pub(super) fn create(
    db: &Db,
    operator: &Actor,
    region: RegionId,
    people: &[DemoAccount],
    given: &Given,
) -> Result<HashMap<String, Actor>, DemoError> {
    let hashed = NewPassword::parse(PASSWORD, &"demo".parse::<Login>()?)?.hash()?;
    let mut by_keeper: HashMap<Option<CommunityId>, Vec<&DemoAccount>> = HashMap::new();
    for person in people {
        by_keeper
            .entry(given.keeper(person))
            .or_default()
            .push(person);
    }
    let mut actors = HashMap::new();
    for (keeper, people) in by_keeper {
        let created = match keeper {
            Some(community) => db.in_community("demo.people", operator, community, |tx| {
                create_each(tx, region, &people, &hashed, given)
            })?,
            None => db.in_region("demo.people", operator, region, |tx| {
                create_each(tx, region, &people, &hashed, given)
            })?,
        };
        actors.extend(created);
    }
    Ok(actors)
}

fn create_each(
    tx: &mut impl KeepsAccounts,
    region: RegionId,
    people: &[&DemoAccount],
    password: &HashedPassword,
    given: &Given,
) -> Result<Vec<(String, Actor)>, DemoError> {
    people
        .iter()
        .map(|person| {
            let scope = match &person.workplace {
                Workplace::Region => Scope::Region(region),
                Workplace::Community { katottg } => Scope::Community(given.community(katottg)?),
                Workplace::Utility { slug } => Scope::Utility(given.utility(slug)?),
            };
            let memberships = vec![Membership {
                role: person.role,
                scope,
            }];
            let created = accounts::create(tx, new_account(person, password, &memberships)?)?;
            Ok((
                person.login.clone(),
                Actor::person(created.id, region, memberships),
            ))
        })
        .collect()
}

fn new_account(
    person: &DemoAccount,
    password: &HashedPassword,
    memberships: &[Membership],
) -> Result<NewAccount, DemoError> {
    Ok(NewAccount {
        login: person.login.parse()?,
        name: Name::parse(&person.name_uk)?,
        email: None,
        password: password.clone(),
        memberships: memberships.to_vec(),
    })
}
