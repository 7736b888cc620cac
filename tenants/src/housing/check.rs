//! Measures the look-up on a registry: is every building found by its own printed address, and
//! by what becomes of it in the hands of whoever types it?

use super::Error;
use super::building::stored_kind;
use super::candidate::Found;
use super::check_store as store;
use super::distort::{Distortion, Printed};
use super::find::find_each;
use crate::access::Action;
use crate::db::CommunityTx;
use crate::ids::BuildingId;

/// Among the first so many a distorted address must be.
const NEAR: usize = 3;
/// Kept for whoever asks what was missed.
const EXAMPLES: usize = 20;

/// How one kind of line did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Share {
    pub tried: usize,
    pub first: usize,
    /// Among the first three.
    pub near: usize,
    /// The first lines that were missed, with what was offered first instead.
    pub missed: Vec<(String, Option<String>)>,
}

impl Share {
    fn note(&mut self, line: &str, building: BuildingId, found: &Found) {
        let place = found
            .candidates
            .iter()
            .position(|c| c.building.as_ref().is_some_and(|(id, _)| *id == building));
        self.tried += 1;
        self.first += usize::from(place == Some(0));
        let near = place.is_some_and(|place| place < NEAR);
        self.near += usize::from(near);
        if !near && self.missed.len() < EXAMPLES {
            let offered = found.candidates.first().map(|c| c.street.clone());
            self.missed.push((line.to_owned(), offered));
        }
    }

    /// Of a hundred that were tried; nothing tried is nothing missed.
    #[must_use]
    pub fn percent(part: usize, whole: usize) -> f64 {
        let of = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        if whole == 0 {
            100.0
        } else {
            100.0 * of(part) / of(whole)
        }
    }
}

/// A building whose address is tried.
#[derive(Clone, Debug)]
pub struct Tried {
    id: BuildingId,
    printed: Printed,
    /// Where it stands among all: chooses how its address is distorted.
    turn: usize,
}

/// How the whole registry did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddressCheck {
    pub printed: Share,
    /// In the order of [`Distortion::ALL`].
    pub distorted: Vec<(Distortion, Share)>,
}

impl AddressCheck {
    #[must_use]
    pub fn new() -> Self {
        Self {
            printed: Share::default(),
            distorted: Distortion::ALL
                .iter()
                .map(|distortion| (*distortion, Share::default()))
                .collect(),
        }
    }

    /// Whether every building is found first by its own address, and often enough by the others.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        self.printed.first == self.printed.tried
            && self
                .distorted
                .iter()
                .all(|(kind, share)| Share::percent(share.near, share.tried) >= kind.goal())
    }
}

/// The addresses of all buildings of the community.
pub fn addresses(tx: &mut CommunityTx<'_>) -> Result<Vec<Tried>, Error> {
    tx.require(Action::SearchHousing)?;
    let aliases = store::aliases(tx)?;
    store::addresses(tx)?
        .into_iter()
        .enumerate()
        .map(|(turn, row)| {
            Ok(Tried {
                id: row.id,
                turn,
                printed: Printed {
                    settlement: row.settlement,
                    kind: stored_kind(&row.street_kind)?,
                    street: row.street,
                    other_names: aliases.get(&row.street_id).cloned().unwrap_or_default(),
                    house: row.number,
                },
            })
        })
        .collect()
}

/// Tries some of them: each by its printed address, and by every `step`-th of its distortions,
/// another one from building to building; 1 is all. A hundred or so at once are quick.
pub fn check(
    tx: &mut CommunityTx<'_>,
    tried: &[Tried],
    step: usize,
    check: &mut AddressCheck,
) -> Result<(), Error> {
    tx.require(Action::SearchHousing)?;
    let mut lines: Vec<(Option<usize>, BuildingId, String)> = Vec::new();
    for one in tried {
        lines.push((None, one.id, one.printed.line()));
        for (place, distortion) in Distortion::ALL.iter().enumerate() {
            if (place + one.turn).is_multiple_of(step.max(1))
                && let Some(line) = one.printed.distorted(*distortion, one.turn / step.max(1))
            {
                lines.push((Some(place), one.id, line));
            }
        }
    }
    let typed: Vec<&str> = lines.iter().map(|(_, _, line)| line.as_str()).collect();
    let found = find_each(tx, &typed)?;
    for ((place, id, line), found) in lines.iter().zip(&found) {
        let share = match place {
            None => Some(&mut check.printed),
            Some(place) => check.distorted.get_mut(*place).map(|(_, share)| share),
        };
        if let Some(share) = share {
            share.note(line, *id, found);
        }
    }
    Ok(())
}
