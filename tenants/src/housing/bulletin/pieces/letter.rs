//! A letter alone: «7, а» is perhaps 7А.
//!
//! Pure.

use super::super::super::house_number::HouseNumber;
use super::super::houses::{Doubt, Houses, MayBe};
use super::{Piece, Reader};

impl Reader {
    pub(super) fn take_letter(&mut self, item: &str) -> bool {
        if !is_letter(item) {
            return false;
        }
        let last = match self.pieces.last() {
            Some(Piece::Street(street)) => street.last_house(),
            _ => None,
        };
        let lettered = last.filter(|house| house.fraction.is_none() && house.block.is_none());
        let house =
            lettered.and_then(|house| HouseNumber::parse(&format!("{}{item}", house.number)).ok());
        let may_be = house.map_or(MayBe::Nobody, |house| MayBe::Houses(vec![house]));
        let doubt = Doubt::NotUnderstood;
        self.take_houses(item, vec![Houses::Doubtful { doubt, may_be }]);
        true
    }
}

fn is_letter(item: &str) -> bool {
    let mut chars = item.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}
