//! Reads a bulletin against the community's registry: two round trips, a third for places, and two
//! more where a settlement is named without the word for one, where all of one is meant, or where
//! a name may be those of two streets.

use std::collections::HashMap;

use super::super::Error;
use super::super::house_number::HouseNumber;
use super::meant::Bulletin;
use super::pieces::{Piece, take_apart};
use super::resolve::{House, Registry, resolve};
use super::store;
use super::understand::understand;
use super::whole::whole_settlements;
use crate::access::Action;
use crate::db::CommunityTx;
use crate::ids::StreetId;

/// The buildings that a bulletin means, and whatever is not certain of it.
pub fn read_bulletin(tx: &mut CommunityTx<'_>, text: &str) -> Result<Bulletin, Error> {
    tx.require(Action::SearchHousing)?;
    let (pieces, matches) = understand(tx, take_apart(text))?;
    let settlements = whole_settlements(tx, &pieces)?;
    let whole = settlements
        .values()
        .flatten()
        .flatten()
        .map(|(street, _)| *street);
    let mut streets: Vec<StreetId> = matches
        .iter()
        .flatten()
        .map(|one| one.street)
        .chain(whole)
        .collect();
    streets.sort_unstable();
    streets.dedup();
    let mut houses: HashMap<StreetId, Vec<House>> = HashMap::new();
    for (street, id, number) in store::houses_of(tx, &streets)? {
        let parsed = HouseNumber::parse(&number).ok();
        houses
            .entry(street)
            .or_default()
            .push(House { id, number, parsed });
    }
    let keys: Vec<&str> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Other { place, .. } => place.as_deref(),
            Piece::Street(_) | Piece::Settlement { .. } => None,
        })
        .collect();
    let places = store::places_named(tx, &keys)?;
    let registry = Registry {
        houses,
        places,
        settlements,
    };
    Ok(resolve(&pieces, &matches, &registry))
}
