//! What stands behind a piece and nobody reads.
//!
//! Pure.

use std::collections::HashMap;

use super::pieces::Piece;
use super::resolve::{Match, Place, certain};

/// What stands right behind a street or a settlement and may belong to it: it names nothing that
/// is known, and does not begin as a street does.
pub(super) fn unread<'a>(
    mut rest: impl Iterator<Item = (&'a Piece, &'a Vec<Match>)> + Clone,
    places: &HashMap<String, Vec<Place>>,
) -> Vec<&'a Piece> {
    let mut unread = Vec::new();
    while let Some((piece, matches)) = rest.next() {
        let is = match piece {
            Piece::Street(street) => certain(matches).is_err() && !street.begins_with_kind(),
            Piece::Settlement { opens, whole, .. } => !opens && !whole && is_last(rest.clone()),
            Piece::Other { place, .. } => place
                .as_ref()
                .and_then(|key| places.get(key))
                .is_none_or(|known| known.len() != 1),
        };
        if !is {
            break;
        }
        unread.push(piece);
    }
    unread
}

/// Whether a settlement, before these pieces, has no street of its own where it stands: it may be
/// that of the street before it.
fn is_last<'a>(rest: impl Iterator<Item = (&'a Piece, &'a Vec<Match>)>) -> bool {
    let opens = |piece: &Piece| matches!(piece, Piece::Street(street) if street.opens);
    is_alone(rest.take_while(|(piece, _)| !opens(piece)))
}

/// Whether a settlement, before these pieces, has no street and no place of its own.
pub(super) fn is_alone<'a>(rest: impl Iterator<Item = (&'a Piece, &'a Vec<Match>)>) -> bool {
    !rest
        .take_while(|(piece, _)| !matches!(piece, Piece::Settlement { .. }))
        .any(|(piece, matches)| match piece {
            Piece::Street(street) => !matches.is_empty() || street.begins_with_kind(),
            Piece::Settlement { .. } => false,
            Piece::Other { place, .. } => place.is_some(),
        })
}
