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
    /// Whatever there is up to the end of the line, which nobody takes for named; `inside`
    /// brackets, that end it.
    Streets { inside: bool },
    /// The same, but nothing is behind it yet.
    Begun { inside: bool },
    /// Nothing stood behind it in its line: the lines behind it, up to one of nothing.
    Lines,
}

impl Reader {
    /// Whether this may be a street that is excepted: «(крім 5 та вул. Миру)».
    pub(super) fn is_excepted(&self, item: &str, joined: bool) -> bool {
        match self.excepting {
            None => false,
            Some(Excepting::Houses { inside }) => {
                (inside || joined) && read_houses(item).is_empty()
            }
            Some(_) => true,
        }
    }

    pub(super) fn take_excepted(&mut self, item: &str) {
        if let Some(Excepting::Houses { inside } | Excepting::Begun { inside }) = self.excepting {
            self.excepting = Some(Excepting::Streets { inside });
        }
        self.take_other(item, Doubt::NotUnderstood);
    }

    pub(super) fn close_exception(&mut self) {
        if let Some(
            Excepting::Houses { inside: true }
            | Excepting::Streets { inside: true }
            | Excepting::Begun { inside: true },
        ) = self.excepting
        {
            self.excepting = None;
        }
    }

    pub(super) fn end_exception(&mut self, wrapped: bool) {
        self.excepting = match self.excepting {
            Some(Excepting::Begun { .. }) => Some(Excepting::Lines),
            Some(Excepting::Streets { .. }) if !wrapped => None,
            other => other,
        };
    }

    /// Takes away from what is named of the street.
    pub(super) fn take_exception(&mut self, item: &str, rest: &str, heads: bool) {
        let inside = self.inside;
        let houses = read_houses(rest);
        match self.pieces.last_mut() {
            Some(Piece::Street(street)) if !houses.is_empty() => {
                street.houses.extend(houses.into_iter().map(|houses| Said {
                    text: item.to_owned(),
                    houses,
                    role: Role::Excepted,
                }));
                self.block = None;
                self.excepting = Some(Excepting::Houses { inside });
            }
            _ => {
                let streets = has_kind(rest) || settlement_name(rest).is_some();
                self.excepting = if heads || rest.is_empty() {
                    Some(Excepting::Begun { inside })
                } else {
                    streets.then_some(Excepting::Streets { inside })
                };
                self.take_other(item, Doubt::NotUnderstood);
            }
        }
    }
}
