//! Which candidate goes first, and whether one of them was certainly meant.
//!
//! Pure.

use std::collections::HashSet;

use super::candidate::{Candidate, Found, Hint, Reason};

const MOST: usize = 20;
/// Below stands what was found by its name but under another type of street.
const CERTAIN: f64 = 0.9;

pub(super) fn rank(mut candidates: Vec<Candidate>) -> Found {
    candidates.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(a.street_id.cmp(&b.street_id))
    });
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let known = kept
            .iter()
            .any(|k| match (&k.building, &candidate.building) {
                (Some(one), Some(other)) => one.0 == other.0 && k.flat == candidate.flat,
                (_, None) => k.street_id == candidate.street_id,
                (None, Some(_)) => false,
            });
        if !known && kept.len() < MOST {
            kept.push(candidate);
        }
    }
    let sure: Vec<&Candidate> = sure(&kept).collect();
    let certain = match sure.as_slice() {
        [one] if !one.reasons.contains(&Reason::AmbiguousHouse) => {
            one.building.as_ref().map(|(id, _)| *id)
        }
        _ => None,
    };
    Found {
        hint: hint(&kept),
        candidates: kept,
        certain,
        ..Found::default()
    }
}

fn sure(kept: &[Candidate]) -> impl Iterator<Item = &Candidate> {
    kept.iter()
        .filter(|c| !c.found_by.is_fuzzy() && c.building.is_some() && c.score >= CERTAIN)
}

fn hint(kept: &[Candidate]) -> Option<Hint> {
    let mut named = kept.iter().filter(|c| !c.found_by.is_fuzzy());
    let Some(telling) = named.next().or(kept.first()) else {
        return Some(Hint::UnknownStreet);
    };
    if kept.iter().all(|c| c.building.is_none()) {
        let lacks = |reason| telling.reasons.contains(&reason);
        return match () {
            () if lacks(Reason::HouseUnread) => Some(Hint::HouseUnread),
            () if lacks(Reason::NoSuchHouse) => Some(Hint::UnknownHouse),
            () => None,
        };
    }
    // Certain or not, one is as likely as the other.
    let least = telling.score.min(CERTAIN);
    let places: HashSet<&str> = kept
        .iter()
        .filter(|c| !c.found_by.is_fuzzy() && c.building.is_some() && c.score >= least)
        .map(|c| c.settlement.as_str())
        .collect();
    (places.len() > 1).then_some(Hint::WhichSettlement)
}
