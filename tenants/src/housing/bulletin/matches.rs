//! The streets of the registry that pieces may mean.

use std::collections::HashSet;

use super::super::Error;
use super::super::building::stored_kind;
use super::super::query::{Reading, TypedAs};
use super::super::recognise::recognise;
use super::super::spelling::Word;
use super::super::street::StreetReading;
use super::super::streets_alike::{NamedStreet, settled, streets_alike};
use super::super::typed::{Settled, Sought};
use super::pieces::{Piece, StreetPiece};
use super::resolve::Match;
use crate::db::CommunityTx;

/// The streets that each piece may mean, and the settlements that there are.
type Matched = (Vec<Vec<Match>>, Vec<Settled>);

/// For each piece the streets that it may mean, the surest first; none for what is no street.
pub(super) fn matches(tx: &mut CommunityTx<'_>, pieces: &[Piece]) -> Result<Matched, Error> {
    let mut sought = Sought::default();
    let typed: Vec<_> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Street(street) => {
                let readings: Vec<Reading> = typed(street).collect();
                sought.line(readings.iter(), &[])
            }
            Piece::Settlement { .. } | Piece::Other { .. } => (0, Vec::new()),
        })
        .collect();
    if sought.is_empty() {
        return Ok((pieces.iter().map(|_| Vec::new()).collect(), Vec::new()));
    }
    let settlements = settled(tx)?;
    let found = streets_alike(tx, &sought, &settlements)?;
    let matches: Result<_, Error> = pieces
        .iter()
        .zip(&typed)
        .map(|(piece, (key, readings))| {
            let Piece::Street(piece) = piece else {
                return Ok(Vec::new());
            };
            let mut matches = Vec::new();
            for (reading, words) in readings.iter().enumerate() {
                let Some(words) = words else { continue };
                for street in found.get(key).into_iter().flatten() {
                    matches.extend(match_of(piece, reading, words, street)?);
                }
            }
            Ok(best_of(matches))
        })
        .collect();
    Ok((matches?, settlements))
}

/// Whether one reading of a piece may mean this street, and whether it certainly does.
fn match_of(
    piece: &StreetPiece,
    reading: usize,
    typed: &[Word],
    street: &NamedStreet,
) -> Result<Option<Match>, Error> {
    let (Some((read, _)), Some(recognised)) =
        (piece.readings.get(reading), recognise(typed, street))
    else {
        return Ok(None);
    };
    let kind = stored_kind(&street.kind)?;
    let own = recognised.alias.is_some() || read.kind.is_none_or(|typed| typed == kind);
    let settlement = piece.settlement.as_ref();
    let here = settlement.is_none_or(|key| *key == street.settlement_key);
    Ok(Some(Match {
        street: street.id,
        printed: format!("{}, {} {}", street.settlement, kind.short(), street.name()),
        reading,
        sure: own && here && !recognised.found_by.is_fuzzy(),
        here,
        score: recognised.score,
    }))
}

fn typed(piece: &StreetPiece) -> impl Iterator<Item = Reading> + '_ {
    let read = |street: &StreetReading| {
        Reading::of(TypedAs::Cyrillic, street.kind, street.name.clone(), &[])
    };
    piece.readings.iter().map(move |(street, _)| read(street))
}

/// Each street once, by its best reading; of those that are not sure only the likeliest.
fn best_of(mut matches: Vec<Match>) -> Vec<Match> {
    matches.sort_by(|a, b| {
        (b.sure, b.here)
            .cmp(&(a.sure, a.here))
            .then(b.score.total_cmp(&a.score))
            .then(a.reading.cmp(&b.reading))
    });
    let mut seen = HashSet::new();
    matches.retain(|one| seen.insert(one.street));
    if matches.iter().any(|one| one.sure) {
        matches.retain(|one| one.sure);
    }
    matches.truncate(5);
    matches
}
