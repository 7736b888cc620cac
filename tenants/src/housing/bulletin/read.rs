//! Reads a bulletin against the community's registry: two round trips, a third for places, and two
//! more where a settlement is named without the word for one or where all of one is meant.

use std::collections::{HashMap, HashSet};

use super::super::Error;
use super::super::building::stored_kind;
use super::super::house_number::HouseNumber;
use super::super::query::{Reading, TypedAs};
use super::super::recognise::recognise;
use super::super::spelling::Word;
use super::super::streets_alike::{NamedStreet, settled, streets_alike};
use super::super::typed::{Settled, Sought};
use super::meant::Bulletin;
use super::pieces::{Piece, StreetPiece, name_settlements, take_apart};
use super::resolve::{House, Match, Registry, resolve};
use super::store;
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

/// The streets that each piece may mean, and the settlements that there are.
type Matched = (Vec<Vec<Match>>, Vec<Settled>);

/// Pieces, with the streets that each may mean.
type Understood = (Vec<Piece>, Vec<Vec<Match>>);

/// What is no street by its name, but a settlement, holds for the streets behind it: they are
/// not to be taken from another settlement.
fn understand(tx: &mut CommunityTx<'_>, pieces: Vec<Piece>) -> Result<Understood, Error> {
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
        return Ok((pieces, found));
    }
    let pieces = name_settlements(pieces, &are_settlements);
    let (found, _) = matches(tx, &pieces)?;
    Ok((pieces, found))
}

/// For each piece the streets that it may mean, the surest first; none for what is no street.
fn matches(tx: &mut CommunityTx<'_>, pieces: &[Piece]) -> Result<Matched, Error> {
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
    piece.readings.iter().map(|(street, _)| Reading {
        typed_as: TypedAs::Cyrillic,
        kind: street.kind,
        street: street.name.clone(),
        houses: Vec::new(),
    })
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
