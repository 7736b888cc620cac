//! Builds the houses along one street: numbers on both sides, places, flats and entrances.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use tenants::housing::Management;
use tenants::housing::house_number::{HouseNumber, Part};
use tenants::housing::measure::OutageQueue;
use tenants::housing::record::{BuildingRecord, EntranceRecord, KnownOfBuilding, Registry};

use super::chance::one_of;
use super::registry::moved;

/// Where a street begins, and which way it runs: north and east, of length 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Course {
    pub latitude: f64,
    pub longitude: f64,
    pub direction: (f64, f64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Density {
    BlocksOfFlats,
    Mixed,
    Cottages,
}

impl Density {
    /// The share of houses that have entrances and flats.
    const fn multi_flat(self) -> f64 {
        match self {
            Self::BlocksOfFlats => 0.6,
            Self::Mixed => 0.03,
            Self::Cottages => 0.004,
        }
    }
}

/// One side of a street, whose numbers go up by two.
struct Side {
    number: u32,
    letters: usize,
    /// From the middle of the street, to the right of its course.
    metres_aside: f64,
    metres_along: f64,
}

pub(super) fn build(
    chance: &mut ChaCha8Rng,
    street_ref: &str,
    course: Course,
    density: Density,
    count: usize,
    registry: &mut Registry,
) {
    let side = |number, metres_aside| Side {
        number,
        letters: 0,
        metres_aside,
        metres_along: 0.0,
    };
    let (mut odd, mut even) = (side(1, -16.0), side(2, 16.0));
    for place in 0..count {
        let side = if place % 2 == 0 { &mut odd } else { &mut even };
        let multi_flat = chance.random_bool(density.multi_flat());
        let number = side.take_number(chance);
        let (latitude, longitude) = side.take_place(chance, course, multi_flat);
        let source_ref = format!("{street_ref}-{}", place + 1);
        let known = if multi_flat {
            let block = divide(chance, &source_ref, &mut registry.entrances);
            known_of_block(block, street_ref, place)
        } else {
            KnownOfBuilding {
                storeys: Some(1),
                electricity_queue: queue(street_ref, place),
                ..KnownOfBuilding::default()
            }
        };
        registry.buildings.push(BuildingRecord {
            source_ref,
            street_ref: street_ref.to_owned(),
            number,
            latitude: Some(latitude),
            longitude: Some(longitude),
            multi_flat: Some(multi_flat),
            known,
        });
    }
}

impl Side {
    /// Every number is given once: a side only goes on, from letter to letter or by two.
    fn take_number(&mut self, chance: &mut ChaCha8Rng) -> HouseNumber {
        if let Some(letter) = ['А', 'Б', 'В'].get(self.letters)
            && self.number > 2
            && chance.random_bool(0.06)
        {
            self.letters += 1;
            return HouseNumber {
                letter: Some(*letter),
                ..plain(self.number.saturating_sub(2))
            };
        }
        let number = self.number;
        self.letters = 0;
        self.number = number + if chance.random_bool(0.05) { 4 } else { 2 };
        // A letter belongs to the house just named, also when numbers are left out after it.
        if self.number != number + 2 {
            self.letters = usize::MAX;
        }
        match chance.random_range(0..100) {
            0..3 => HouseNumber {
                fraction: Some(part(chance.random_range(1..40))),
                ..plain(number)
            },
            3 => HouseNumber {
                block: Some(part(chance.random_range(1..4))),
                ..plain(number)
            },
            _ => plain(number),
        }
    }

    fn take_place(
        &mut self,
        chance: &mut ChaCha8Rng,
        course: Course,
        multi_flat: bool,
    ) -> (f64, f64) {
        let length: f64 = if multi_flat { 70.0 } else { 24.0 };
        let along = self.metres_along + length / 2.0;
        self.metres_along += length;
        let aside = self.metres_aside + chance.random_range(-3.0..3.0);
        let (north, east) = course.direction;
        moved(
            course.latitude,
            course.longitude,
            north * along - east * aside,
            east * along + north * aside,
        )
    }
}

const fn plain(number: u32) -> HouseNumber {
    HouseNumber {
        number,
        letter: None,
        fraction: None,
        block: None,
    }
}

const fn part(number: u32) -> Part {
    Part {
        number: Some(number),
        letter: None,
    }
}

/// A house with flats, as far as its card tells.
struct Block {
    floors: i32,
    entrances: i32,
    flats: i32,
}

const MANAGERS: [(Management, &str); 6] = [
    (Management::ManagingCompany, "КП «Житло-сервіс»"),
    (Management::ManagingCompany, "ТОВ «Затишний двір»"),
    (Management::Osbb, "ОСББ «Мрія»"),
    (Management::ManagingCompany, "КП «Житло-сервіс»"),
    (Management::Osbb, "ОСББ «Дружба»"),
    (Management::CoOwners, ""),
];

/// Houses that stand side by side are run and fed alike: by no chance, but by their place.
fn known_of_block(block: Block, street_ref: &str, place: usize) -> KnownOfBuilding {
    let turn = turn(street_ref, place / 4);
    let manager = MANAGERS.get(turn % MANAGERS.len());
    KnownOfBuilding {
        storeys: Some(block.floors),
        lifts: Some(if block.floors >= 9 {
            block.entrances
        } else {
            0
        }),
        flats: Some(block.flats),
        management: manager.map(|(management, _)| *management),
        manager: manager.and_then(|(_, name)| name.parse().ok()),
        electricity_queue: queue(street_ref, place),
        feeder: format!("Ф-{}", turn % 40 + 1).parse().ok(),
        boiler_house: format!("Котельня № {}", turn % 7 + 1).parse().ok(),
    }
}

/// Twelve queues, as is usual; ten houses in a row hang on one.
fn queue(street_ref: &str, place: usize) -> Option<OutageQueue> {
    let turn = turn(street_ref, place / 10);
    format!("{}.{}", turn / 2 % 6 + 1, turn % 2 + 1)
        .parse()
        .ok()
}

fn turn(street_ref: &str, place: usize) -> usize {
    let street: usize = street_ref.bytes().map(usize::from).sum();
    street + place
}

/// Flats are counted through the house, entrance after entrance, without a gap.
fn divide(
    chance: &mut ChaCha8Rng,
    building_ref: &str,
    entrances: &mut Vec<EntranceRecord>,
) -> Block {
    let floors: i32 = one_of(chance, &[2, 3, 5, 5, 5, 5, 9, 9, 9, 10, 16]);
    let on_floor: i32 = one_of(chance, &[2, 3, 3, 4, 4]);
    let count: i32 = match floors {
        0..=3 => chance.random_range(1..=3),
        16 => chance.random_range(1..=2),
        _ => chance.random_range(2..=8),
    };
    let mut last = 0;
    for number in 1..=count {
        // Shops and the like take a flat or two of some ground floors.
        let lost = if chance.random_bool(0.15) { 1 } else { 0 };
        let first = last + 1;
        last += floors * on_floor - lost;
        entrances.push(EntranceRecord {
            // An entrance has no name of its own: its building and number make one.
            source_ref: format!("{building_ref}-{number}"),
            building_ref: building_ref.to_owned(),
            number,
            first_flat: Some(first),
            last_flat: Some(last),
            riser: None,
        });
    }
    Block {
        floors,
        entrances: count,
        flats: last,
    }
}
