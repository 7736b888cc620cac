//! Settlements: «с. Губник», and without the word for one, «Губник: вул. Гоголя, 5».
//!
//! Pure.

use super::super::super::spelling::lossy_key;
use super::super::houses::{Doubt, Houses};
use super::Piece;

const SETTLEMENT_WORDS: [&str; 11] = [
    "м",
    "с",
    "смт",
    "сел",
    "село",
    "селі",
    "селище",
    "селищі",
    "місто",
    "місті",
    "сщ",
];

/// The name behind the word for a settlement.
pub(super) fn settlement_name(item: &str) -> Option<String> {
    let mut words = item.split([' ', '.']).filter(|word| !word.is_empty());
    let first = words.next()?.to_lowercase();
    let name: Vec<&str> = words.collect();
    let named = name.iter().any(|word| word.chars().count() > 2);
    (named && SETTLEMENT_WORDS.contains(&first.as_str())).then(|| name.join(" "))
}

/// «с.», «с.Губник», «село».
pub(super) fn is_settlement_word(word: &str) -> bool {
    let bare = word.split('.').next().unwrap_or_default().to_lowercase();
    let short = bare.len() == word.len() && bare.chars().count() < 3;
    !short && SETTLEMENT_WORDS.contains(&bare.as_str())
}

impl Piece {
    /// The key of a settlement, if this is the name of one when it is no street's.
    pub fn bare_name(&self) -> Option<String> {
        match self {
            Self::Street(street) if !street.begins_with_kind() => Some(lossy_key(&street.text)),
            _ => None,
        }
    }
}

/// The pieces again, where those that `is_settlement` says hold for the streets behind them.
pub(in super::super) fn name_settlements(pieces: Vec<Piece>, is_settlement: &[bool]) -> Vec<Piece> {
    let mut named = Vec::with_capacity(pieces.len());
    let mut holds = None;
    for (piece, is) in pieces.into_iter().zip(is_settlement) {
        match piece {
            Piece::Street(street) if *is => {
                holds = Some(lossy_key(&street.text));
                let (whole, rest): (Vec<_>, Vec<_>) = street
                    .houses
                    .into_iter()
                    .partition(|said| said.houses == Houses::All);
                let words = std::iter::once(street.text.clone())
                    .chain(whole.into_iter().map(|said| said.text));
                let text = words.collect::<Vec<_>>().join(" ");
                named.push(Piece::Settlement {
                    whole: text != street.text,
                    text,
                    name: street.text,
                    opens: street.opens,
                });
                named.extend(rest.into_iter().map(|said| Piece::Other {
                    text: said.text,
                    doubt: Doubt::NotUnderstood,
                    place: None,
                }));
            }
            Piece::Street(mut street) => {
                street.settlement = holds.clone().or(street.settlement);
                named.push(Piece::Street(street));
            }
            Piece::Settlement { .. } => {
                holds = None;
                named.push(piece);
            }
            Piece::Other { .. } => named.push(piece),
        }
    }
    named
}
