//! Settlements that are named without the word for one: «Губник: вул. Гоголя, 5».
//!
//! Pure.

use super::super::super::spelling::lossy_key;
use super::super::houses::Doubt;
use super::Piece;

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
                named.push(Piece::Settlement { text: street.text });
                named.extend(street.houses.into_iter().map(|(text, _)| Piece::Other {
                    text,
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
