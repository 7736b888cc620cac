//! What every generated registry holds to.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

use std::collections::{HashMap, HashSet};

use super::super::places::settlements;
use super::*;
use tenants::housing::record::EntranceRecord;

fn old(street: &StreetRecord) -> impl Iterator<Item = &str> {
    street
        .other_names
        .iter()
        .filter(|other| other.kind == OtherNameKind::Old)
        .map(|other| other.name.as_str())
}

fn registry(seed: u64, buildings: usize) -> Registry {
    generate(seed, &settlements().unwrap(), buildings).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_registry_and_another_seed_another() {
    let first = registry(7, 2_000);
    assert_eq!(first, registry(7, 2_000));
    assert_ne!(first, registry(8, 2_000));
}

#[test]
fn as_many_buildings_are_built_as_were_asked_for() {
    for asked in [0, 1, 99, 5_000] {
        assert_eq!(registry(7, asked).buildings.len(), asked);
    }
}

#[test]
fn nothing_generated_for_one_community_changes_with_another_beside_it() {
    let all = settlements().unwrap();
    let ladyzhyn: Vec<_> = all
        .iter()
        .filter(|s| s.katottg.starts_with("UA0504013"))
        .cloned()
        .collect();
    let alone = generate(7, &ladyzhyn, 500).unwrap();
    assert_eq!(alone.settlements.len(), 6);
    assert_eq!(alone, generate(7, &ladyzhyn, 500).unwrap());
    let names = |registry: &Registry| registry.streets[0].name.clone();
    let beside = registry(7, 9_000);
    let first = beside
        .streets
        .iter()
        .find(|s| s.settlement_ref == ladyzhyn[0].katottg)
        .unwrap();
    assert_eq!(first.name, names(&alone));
}

#[test]
fn no_street_stands_twice_in_a_settlement_and_no_old_name_either() {
    let registry = registry(7, 60_000);
    let mut names = HashSet::new();
    let mut old_names = HashSet::new();
    for street in &registry.streets {
        let settlement = &street.settlement_ref;
        assert!(
            names.insert((settlement, &street.kind, &street.name)),
            "{street:?}"
        );
        for old in old(street) {
            assert!(old_names.insert((settlement, old)), "{street:?}");
        }
    }
    let lenina = registry
        .streets
        .iter()
        .filter(|s| old(s).any(|old| old == "Леніна"));
    assert!(lenina.count() > 1);
}

#[test]
fn some_streets_begin_with_a_number_that_may_be_taken_for_a_house() {
    let registry = registry(super::super::load::SEED, super::super::load::BUILDINGS);
    let numbered = |street: &&StreetRecord| street.name.starts_with(|c: char| c.is_ascii_digit());
    assert!(registry.streets.iter().filter(numbered).count() > 3);
}

#[test]
fn no_house_stands_twice_on_a_street() {
    let registry = registry(7, 20_000);
    let streets: HashSet<_> = registry.streets.iter().map(|s| &s.source_ref).collect();
    assert_eq!(streets.len(), registry.streets.len());
    let mut houses = HashSet::new();
    let mut refs = HashSet::new();
    for building in &registry.buildings {
        assert!(streets.contains(&building.street_ref));
        assert!(refs.insert(&building.source_ref));
        assert!(
            houses.insert((&building.street_ref, &building.number)),
            "{building:?}"
        );
        assert!(
            (47.9..50.0).contains(&building.latitude.unwrap()),
            "{building:?}"
        );
        assert!(
            (27.2..30.2).contains(&building.longitude.unwrap()),
            "{building:?}"
        );
    }
    for sort in ["А", "/", " корп. "] {
        assert!(
            registry
                .buildings
                .iter()
                .any(|b| b.number.to_string().contains(sort)),
            "{sort}"
        );
    }
}

#[test]
fn flats_are_counted_through_a_house_without_a_gap() {
    let registry = registry(7, 5_000);
    let mut by_building: HashMap<&str, Vec<&EntranceRecord>> = HashMap::new();
    for entrance in &registry.entrances {
        by_building
            .entry(&entrance.building_ref)
            .or_default()
            .push(entrance);
    }
    let mut multi_flat = 0;
    for building in &registry.buildings {
        let entrances = by_building
            .remove(building.source_ref.as_str())
            .unwrap_or_default();
        assert_eq!(building.multi_flat, Some(!entrances.is_empty()));
        let has_flats = building.known.flats.is_some();
        assert_eq!(has_flats, !entrances.is_empty());
        let mut next = 1;
        for (place, entrance) in (1..).zip(&entrances) {
            assert_eq!((entrance.number, entrance.first_flat), (place, Some(next)));
            assert!(entrance.last_flat >= entrance.first_flat);
            next = entrance.last_flat.unwrap() + 1;
        }
        multi_flat += u32::from(has_flats);
    }
    assert!(by_building.is_empty());
    assert!((100..2_000).contains(&multi_flat), "{multi_flat}");
}
