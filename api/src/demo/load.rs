//! Loads the demo oblast by the verbs that real data enters by, as the operator at the command
//! line.

use std::collections::HashMap;

use chrono::Duration;
use tenants::access::Actor;
use tenants::catalogue::{self, ServiceCode};
use tenants::clock::Clock;
use tenants::communities::{self, NewCommunity};
use tenants::db::{CommunityTx, Db};
use tenants::housing;
use tenants::housing::record::Registry;
use tenants::ids::{CommunityId, RegionId, UtilityId};
use tenants::regions::{self, Katottg, NewRegion};
use tenants::responsibility::{self, NewResponsibility, Place};
use tenants::text::Name;
use tenants::utilities::{self, NewUtility};

use super::error::DemoError;
use super::given::Given;
use super::open_places;
use super::people;
use super::places::{self, DemoCommunity};
use super::registry;
use super::staff;
use super::utilities::{self as demo_utilities, DemoUtility};

pub const SEED: u64 = 1560;
/// Of every demo account. Whoever starts a demo can read it here; it opens nothing else.
pub const PASSWORD: &str = "варта-не-спить";
/// In all communities that have housing, in equal shares.
pub const BUILDINGS: usize = 12_000;

const REGION_KATOTTG: &str = "UA05000000000010236";

/// What the night is played with.
#[derive(Debug)]
pub struct Oblast {
    pub region: RegionId,
    pub communities: Vec<LoadedCommunity>,
    /// Utility → those who work there.
    pub crews: HashMap<UtilityId, Actor>,
    pub coordinator: Actor,
}

/// A community that takes calls in the demo.
#[derive(Debug)]
pub struct LoadedCommunity {
    pub id: CommunityId,
    pub demo: DemoCommunity,
    pub dispatcher: Actor,
    /// Some addresses as they are printed, for calls.
    pub addresses: Vec<String>,
}

/// Hears how far the housing of a community has come.
pub type Tell<'w> = dyn FnMut(&str, &housing::Progress) + 'w;

/// Everything but the night.
pub fn load(db: &Db, buildings: usize, tell: &mut Tell<'_>) -> Result<Oblast, DemoError> {
    // What is there was there before the night began.
    let db = &db.with_clock(Clock::fixed(db.clock().ago(Duration::days(30))));
    let region = create_region(db)?;
    let operator = Actor::operator(region);
    let all = places::communities()?;
    let settlements = places::settlements()?;
    let with_housing: Vec<DemoCommunity> = all
        .iter()
        .filter(|community| {
            settlements
                .iter()
                .any(|s| s.community_katottg == community.katottg)
        })
        .cloned()
        .collect();
    let mut given = Given::default();
    let regional = demo_utilities::regional()?;
    create_regional(db, &operator, region, &regional, &mut given)?;
    create_communities(db, &operator, region, &all, &mut given)?;
    let mut staffed = regional.clone();
    for (index, community) in all.iter().enumerate() {
        let own = demo_utilities::of_community(community, index + 1)?;
        furnish(db, &operator, community, &own, &regional, &mut given)?;
        if with_housing.contains(community) {
            staffed.extend(own);
        }
    }
    let people = staff::create(
        db,
        &operator,
        region,
        &people::generate(SEED, &all, &staffed)?,
        &given,
    )?;
    let buildings = buildings.checked_div(with_housing.len()).unwrap_or(0);
    let communities = with_housing
        .iter()
        .map(|community| build(db, &operator, community, buildings, (&given, &people), tell))
        .collect::<Result<_, _>>()?;
    let crews = staffed
        .iter()
        .filter_map(|utility| {
            let actor = people.get(&format!("staff.{}", utility.slug))?;
            Some((*given.utilities.get(&utility.slug)?, actor.clone()))
        })
        .collect();
    let coordinator = people.get("coordinator").cloned().unwrap_or(operator);
    Ok(Oblast {
        region,
        communities,
        crews,
        coordinator,
    })
}

fn create_region(db: &Db) -> Result<RegionId, DemoError> {
    let new = NewRegion {
        katottg: Katottg::read(REGION_KATOTTG)?.code,
        name_uk: Name::parse("Вінницька область")?,
        name_en: Name::parse("Vinnytsia oblast")?,
    };
    let region = db.in_system("demo.region", |tx| regions::create(tx, new.clone()))?;
    Ok(region.id)
}

fn create_regional(
    db: &Db,
    operator: &Actor,
    region: RegionId,
    regional: &[DemoUtility],
    given: &mut Given,
) -> Result<(), DemoError> {
    let catalogue = catalogue::read::embedded()?;
    db.in_region("demo.regional", operator, region, |tx| {
        catalogue::load(tx, &catalogue)?;
        for utility in regional {
            let created = utilities::create_regional(tx, new_utility(utility)?)?;
            given.utilities.insert(utility.slug.clone(), created.id);
        }
        Ok(())
    })
}

fn create_communities(
    db: &Db,
    operator: &Actor,
    region: RegionId,
    all: &[DemoCommunity],
    given: &mut Given,
) -> Result<(), DemoError> {
    db.in_region("demo.communities", operator, region, |tx| {
        for community in all {
            let new = NewCommunity {
                katottg: Katottg::read(&community.katottg)?.code,
                name_uk: Name::parse(&community.name_uk)?,
                name_en: Name::parse(&community.name_en)?,
            };
            let created = communities::create(tx, new)?;
            given
                .communities
                .insert(community.katottg.clone(), created.id);
        }
        Ok(())
    })
}

/// The community's own utilities, and who answers for which service in all of it.
fn furnish(
    db: &Db,
    operator: &Actor,
    community: &DemoCommunity,
    own: &[DemoUtility],
    regional: &[DemoUtility],
    given: &mut Given,
) -> Result<(), DemoError> {
    let id = given.community(&community.katottg)?;
    db.in_community("demo.furnish", operator, id, |tx| {
        for utility in own {
            let created = utilities::create(tx, new_utility(utility)?)?;
            given.utilities.insert(utility.slug.clone(), created.id);
            given.owners.insert(utility.slug.clone(), id);
        }
        for utility in own.iter().chain(regional) {
            let holder = given.utility(&utility.slug)?;
            answer_for(tx, holder, &utility.services)?;
        }
        Ok(())
    })
}

fn answer_for(
    tx: &mut CommunityTx<'_>,
    utility: UtilityId,
    services: &[String],
) -> Result<(), DemoError> {
    for service in services {
        let new = NewResponsibility {
            service: service.parse::<ServiceCode>()?,
            utility,
            place: Place::Community,
            boundary: None,
            period: None,
        };
        responsibility::create(tx, new)?;
    }
    Ok(())
}

fn new_utility(utility: &DemoUtility) -> Result<NewUtility, DemoError> {
    Ok(NewUtility {
        kind: utility.kind,
        name: Name::parse(&utility.name_uk)?,
        duty_phone: Some(tenants::calls::Phone::parse(&utility.phone)?),
    })
}

fn build(
    db: &Db,
    operator: &Actor,
    community: &DemoCommunity,
    buildings: usize,
    (given, people): (&Given, &HashMap<String, Actor>),
    tell: &mut Tell<'_>,
) -> Result<LoadedCommunity, DemoError> {
    let id = given.community(&community.katottg)?;
    let own: Vec<_> = places::settlements()?
        .into_iter()
        .filter(|settlement| settlement.community_katottg == community.katottg)
        .collect();
    let generated = registry::generate(SEED, &own, buildings)?;
    db.in_community("demo.housing", operator, id, |tx| {
        let mut tell = |progress: &housing::Progress| tell(&community.name_uk, progress);
        housing::import_records(tx, "demo", &generated, &mut tell).map_err(DemoError::from)?;
        open_places::create(tx).map_err(DemoError::from)
    })?;
    let dispatcher = people
        .get(&format!("dispatcher.{}", community.slug))
        .unwrap_or(operator);
    Ok(LoadedCommunity {
        id,
        demo: community.clone(),
        dispatcher: dispatcher.clone(),
        addresses: addresses(&generated),
    })
}

/// More than the night has calls; of a million the others need not be kept.
const ADDRESSES: usize = 3_000;

/// As they are printed, and as they may be typed.
fn addresses(registry: &Registry) -> Vec<String> {
    let streets: HashMap<&str, String> = registry
        .streets
        .iter()
        .map(|street| {
            (
                street.source_ref.as_str(),
                format!("{} {}", street.kind.short(), street.name),
            )
        })
        .collect();
    registry
        .buildings
        .iter()
        .step_by(registry.buildings.len().div_ceil(ADDRESSES).max(1))
        .filter_map(|building| {
            Some(format!(
                "{}, {}",
                streets.get(building.street_ref.as_str())?,
                building.number
            ))
        })
        .collect()
}
