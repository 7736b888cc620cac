//! What is taken away from a street: «крім 5, 7».
//!
//! Pure.

use super::super::houses::{Doubt, read_houses};
use super::settlements::settlement_name;
use super::street::has_kind;
use super::{Piece, Reader, Role, Said};

/// Behind «крім».
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Excepting {
    /// Houses; `inside` brackets, that end it.
    Houses { inside: bool },
    /// Streets, which nobody takes for named.
    Streets,
}

impl Reader {
    /// Whether this may be a street that is excepted: «(крім 5 та вул. Миру)».
    pub(super) fn is_excepted(&self, item: &str, joined: bool) -> bool {
        match self.excepting {
            None => false,
            Some(Excepting::Streets) => true,
            Some(Excepting::Houses { inside }) => {
                (inside || joined) && read_houses(item).is_empty()
            }
        }
    }

    /// Takes away from what is named of the street.
    pub(super) fn take_exception(&mut self, item: &str, rest: &str) {
        let houses = read_houses(rest);
        match self.pieces.last_mut() {
            Some(Piece::Street(street)) if !houses.is_empty() => {
                street.houses.extend(houses.into_iter().map(|houses| Said {
                    text: item.to_owned(),
                    houses,
                    role: Role::Excepted,
                }));
                self.block = None;
                let inside = self.inside;
                self.excepting = Some(Excepting::Houses { inside });
            }
            _ => {
                let streets = has_kind(rest) || settlement_name(rest).is_some();
                self.excepting = streets.then_some(Excepting::Streets);
                self.take_other(item, Doubt::NotUnderstood);
            }
        }
    }
}
