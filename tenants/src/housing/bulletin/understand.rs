//! The pieces of a bulletin, once the registry says which of them are settlements, and which two
//! streets.

use super::super::Error;
use super::matches::matches;
use super::pieces::{Piece, name_settlements};
use super::resolve::{Match, certain};
use crate::db::CommunityTx;

/// Pieces, with the streets that each may mean.
type Understood = (Vec<Piece>, Vec<Vec<Match>>);

/// What is no street by its name, but a settlement, holds for the streets behind it: they are
/// not to be taken from another settlement.
pub(super) fn understand(
    tx: &mut CommunityTx<'_>,
    pieces: Vec<Piece>,
) -> Result<Understood, Error> {
    let (found, settlements) = matches(tx, &pieces)?;
    let are_settlements: Vec<bool> = pieces
        .iter()
        .zip(&found)
        .map(|(piece, matches)| {
            !matches.iter().any(|one| one.sure)
                && piece
                    .bare_name()
                    .is_some_and(|name| settlements.iter().any(|one| one.key == name))
        })
        .collect();
    if !are_settlements.contains(&true) {
        return part(tx, pieces, found);
    }
    let pieces = name_settlements(pieces, &are_settlements);
    let (found, _) = matches(tx, &pieces)?;
    part(tx, pieces, found)
}

/// «вул. Гоголя та Київська» is two streets where no street is called so, and two are.
fn part(
    tx: &mut CommunityTx<'_>,
    pieces: Vec<Piece>,
    found: Vec<Vec<Match>>,
) -> Result<Understood, Error> {
    let halves: Vec<Option<[Piece; 2]>> = pieces
        .iter()
        .zip(&found)
        .map(|(piece, matches)| match piece {
            Piece::Street(street) if !matches.iter().any(|one| one.sure) => street.halves(),
            _ => None,
        })
        .collect();
    let flat: Vec<Piece> = halves.iter().flatten().flatten().cloned().collect();
    if flat.is_empty() {
        return Ok((pieces, found));
    }
    let (of_halves, _) = matches(tx, &flat)?;
    let mut of_halves = of_halves.into_iter();
    let mut parted = Vec::with_capacity(pieces.len());
    for ((piece, matches), halves) in pieces.into_iter().zip(found).zip(halves) {
        let read = halves.and_then(|halves| {
            let found: Vec<_> = of_halves.by_ref().take(halves.len()).collect();
            let both = found.iter().all(|matches| certain(matches).is_ok());
            both.then(|| halves.into_iter().zip(found))
        });
        match read {
            Some(halves) => parted.extend(halves),
            None => parted.push((piece, matches)),
        }
    }
    Ok(parted.into_iter().unzip())
}
