//! The settlements of which a bulletin means all.

use std::collections::{HashMap, HashSet};

use super::super::Error;
use super::super::building::stored_kind;
use super::super::spelling::exact_key;
use super::super::streets_alike::settled;
use super::pieces::Piece;
use super::store;
use crate::db::CommunityTx;
use crate::ids::StreetId;

/// By the exact key of their name, the streets of each of that name.
pub(super) type Settlements = HashMap<String, Vec<Vec<(StreetId, String)>>>;

pub(super) fn whole_settlements(
    tx: &mut CommunityTx<'_>,
    pieces: &[Piece],
) -> Result<Settlements, Error> {
    let keys: HashSet<String> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Settlement { name, whole, .. } => whole.then(|| exact_key(name)),
            Piece::Street(_) | Piece::Other { .. } => None,
        })
        .collect();
    let mut found = Settlements::new();
    if keys.is_empty() {
        return Ok(found);
    }
    for settlement in settled(tx)? {
        let key = exact_key(&settlement.name);
        if keys.contains(&key) {
            let streets = store::streets_of(tx, settlement.id)?;
            let printed = streets.into_iter().map(|(id, kind, name)| {
                let kind = stored_kind(&kind)?;
                Ok((id, format!("{}, {} {name}", settlement.name, kind.short())))
            });
            found
                .entry(key)
                .or_default()
                .push(printed.collect::<Result<_, Error>>()?);
        }
    }
    Ok(found)
}
