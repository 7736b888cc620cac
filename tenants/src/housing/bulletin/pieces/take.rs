//! Takes streets, and the houses behind them.
//!
//! Pure.

use super::super::houses::{Doubt, Houses, read_houses, settle_blocks};
use super::{Piece, Reader, Role, Said, StreetPiece};

impl Reader {
    pub(super) fn take_street(&mut self, mut street: StreetPiece) {
        self.block = None;
        let firsts = street.readings.iter_mut();
        for first in firsts.filter_map(|(_, first)| first.as_mut()) {
            self.block = None;
            *first = settle_blocks(std::mem::take(first), &mut self.block);
        }
        self.pieces.push(Piece::Street(street));
        self.take_street_unit();
    }

    /// What may be houses of the street, or no houses at all.
    pub(super) fn take_unsure(&mut self, item: &str) {
        let houses = read_houses(item).into_iter();
        self.take_houses(item, houses.map(|houses| houses.unsure(None)).collect());
    }

    pub(super) fn take_houses(&mut self, item: &str, houses: Vec<Houses>) {
        match self.pieces.last_mut() {
            Some(Piece::Street(street)) => {
                let role = match self.excepting {
                    Some(_) => Role::ExceptedToo,
                    None => Role::Named,
                };
                let houses = settle_blocks(houses, &mut self.block).into_iter();
                street.houses.extend(houses.map(|houses| Said {
                    text: item.to_owned(),
                    houses,
                    role,
                }));
            }
            Some(Piece::Settlement { text, whole, .. }) if houses == [Houses::All] => {
                *whole = true;
                *text = format!("{text} {item}");
            }
            _ => self.take_other(item, Doubt::NotUnderstood),
        }
    }
}
