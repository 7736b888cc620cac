//! Generates the housing registry of settlements: streets with what they were called before,
//! and along them the houses of [`super::houses`].

use std::collections::HashSet;

use rand::Rng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use tenants::housing::record::{
    OtherName, OtherNameKind, Registry, SettlementRecord, StreetRecord,
};
use tenants::housing::street::StreetKind;

use super::chance::stream;
use super::houses::{self, Course, Density};
use super::places::{Category, DemoSettlement};
use super::sheet::DemoDataError;
use super::words::{self, StreetWords};

/// About as many houses as a street of the oblast has.
const HOUSES_PER_STREET: usize = 40;
const METRES_PER_DEGREE_NORTH: f64 = 111_320.0;
/// At the latitude of the oblast.
const METRES_PER_DEGREE_EAST: f64 = 73_000.0;

/// `buildings` is shared out among the settlements by their category, to the last one. The same
/// seed and settlements give the same registry.
pub fn generate(
    seed: u64,
    settlements: &[DemoSettlement],
    buildings: usize,
) -> Result<Registry, DemoDataError> {
    let words = words::streets()?;
    let all_weights: usize = settlements.iter().map(weight).sum();
    let mut registry = Registry::default();
    let mut passed = 0;
    for settlement in settlements {
        let before = buildings * passed / all_weights.max(1);
        passed += weight(settlement);
        let own = buildings * passed / all_weights.max(1) - before;
        let mut chance = stream(seed, &settlement.katottg);
        let centre = centre_of(&mut chance, settlement, settlements);
        registry.settlements.push(SettlementRecord {
            katottg: settlement.katottg.clone(),
            name: settlement.name_uk.clone(),
            category: settlement.category.code().to_owned(),
        });
        let streets = name_streets(&mut chance, settlement, &words, own);
        build_along(&mut chance, settlement, centre, streets, own, &mut registry);
    }
    Ok(registry)
}

const fn weight(settlement: &DemoSettlement) -> usize {
    match settlement.category {
        Category::City => 60,
        Category::Settlement => 2,
        Category::Village => 1,
    }
}

/// A village lies some kilometres from the town of its community, in any direction.
fn centre_of(
    chance: &mut ChaCha8Rng,
    settlement: &DemoSettlement,
    all: &[DemoSettlement],
) -> (f64, f64) {
    settlement.centre().unwrap_or_else(|| {
        let town = all
            .iter()
            .filter(|other| other.community_katottg == settlement.community_katottg)
            .find_map(DemoSettlement::centre);
        // The middle of the oblast, for settlements given without their town.
        let (latitude, longitude) = town.unwrap_or((48.93, 28.69));
        let metres = chance.random_range(5_000.0..16_000.0);
        let (north, east) = direction(chance);
        moved(latitude, longitude, north * metres, east * metres)
    })
}

fn name_streets(
    chance: &mut ChaCha8Rng,
    settlement: &DemoSettlement,
    words: &[StreetWords],
    houses: usize,
) -> Vec<StreetRecord> {
    let mut fitting: Vec<&StreetWords> = words
        .iter()
        .filter(|street| suits(street, settlement.category))
        .collect();
    fitting.shuffle(chance);
    let mut once = HashSet::new();
    (0..houses.div_ceil(HOUSES_PER_STREET))
        .filter_map(|place| named(&fitting, place))
        .enumerate()
        .map(|(place, (street, name))| {
            let known_before = name == street.name && chance.random_bool(0.7);
            let former: &[String] = if known_before { &street.old_names } else { &[] };
            // A Russian form is often that of the old name, and makes no sense without it.
            let spelt = known_before || street.old_names.is_empty();
            let russian: &[String] = if spelt { &street.russian_names } else { &[] };
            StreetRecord {
                source_ref: format!("{}-{}", settlement.katottg, place + 1),
                settlement_ref: settlement.katottg.clone(),
                kind: street.kind,
                // In one settlement a name was changed once: «Леніна» is one street there, and
                // another one in the next settlement.
                other_names: former
                    .iter()
                    .filter(|old| once.insert((*old).clone()))
                    .map(|old| other_name(OtherNameKind::Old, old))
                    .chain(
                        russian
                            .iter()
                            .map(|name| other_name(OtherNameKind::Russian, name)),
                    )
                    .collect(),
                name,
            }
        })
        .collect()
}

fn other_name(kind: OtherNameKind, name: &str) -> OtherName {
    OtherName {
        kind,
        name: name.to_owned(),
        used_from: None,
        used_to: None,
    }
}

fn suits(street: &StreetWords, category: Category) -> bool {
    match category {
        Category::City => true,
        Category::Settlement => !matches!(
            street.kind,
            StreetKind::Prospekt | StreetKind::Bulvar | StreetKind::Mikroraion
        ),
        Category::Village => matches!(street.kind, StreetKind::Vulytsia | StreetKind::Provulok),
    }
}

/// When the names are used up, lanes are counted: «провулок Садовий 2-й».
fn named<'a>(fitting: &[&'a StreetWords], place: usize) -> Option<(&'a StreetWords, String)> {
    if let Some(street) = fitting.get(place) {
        return Some((street, street.name.clone()));
    }
    let lanes: Vec<_> = fitting
        .iter()
        .filter(|street| street.kind == StreetKind::Provulok)
        .collect();
    let further = place.checked_sub(fitting.len())?;
    let ordinal = further.checked_div(lanes.len())? + 2;
    let street = lanes.get(further.checked_rem(lanes.len())?)?;
    Some((street, format!("{} {ordinal}-й", street.name)))
}

fn build_along(
    chance: &mut ChaCha8Rng,
    settlement: &DemoSettlement,
    centre: (f64, f64),
    streets: Vec<StreetRecord>,
    houses: usize,
    registry: &mut Registry,
) {
    let count = streets.len();
    for (place, street) in streets.into_iter().enumerate() {
        let own = houses * (place + 1) / count - houses * place / count;
        let (north, east) = direction(chance);
        let reach = chance.random_range(0.0..radius(settlement.category));
        let (latitude, longitude) = moved(centre.0, centre.1, north * reach, east * reach);
        let course = Course {
            latitude,
            longitude,
            direction: direction(chance),
        };
        let density = density(chance, settlement.category);
        houses::build(chance, &street.source_ref, course, density, own, registry);
        registry.streets.push(street);
    }
}

const fn radius(category: Category) -> f64 {
    match category {
        Category::City => 3_500.0,
        Category::Settlement => 1_200.0,
        Category::Village => 900.0,
    }
}

fn density(chance: &mut ChaCha8Rng, category: Category) -> Density {
    match category {
        Category::City if chance.random_bool(0.2) => Density::BlocksOfFlats,
        Category::City | Category::Settlement => Density::Mixed,
        Category::Village => Density::Cottages,
    }
}

/// A direction of length 1. Without sines: those differ in their last digits between machines.
fn direction(chance: &mut ChaCha8Rng) -> (f64, f64) {
    let (north, east): (f64, f64) = (
        chance.random_range(-1.0..1.0),
        chance.random_range(-1.0..1.0),
    );
    let length = (north * north + east * east).sqrt();
    if length < 0.01 {
        (1.0, 0.0)
    } else {
        (north / length, east / length)
    }
}

/// To the sixth digit, which is some ten centimetres.
pub(super) fn moved(latitude: f64, longitude: f64, north: f64, east: f64) -> (f64, f64) {
    let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
    (
        rounded(latitude + north / METRES_PER_DEGREE_NORTH),
        rounded(longitude + east / METRES_PER_DEGREE_EAST),
    )
}

#[cfg(test)]
mod tests;
