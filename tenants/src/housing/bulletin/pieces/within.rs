//! Numbers behind the word for a flat, an entrance or a substation, which are perhaps no houses.
//!
//! Pure.

use super::super::super::house_number::HouseNumber;
use super::super::houses::{
    Doubt, Houses, MayBe, Unit, begins_as_unit, begins_with_house_word, unit,
};
use super::steps::Step;
use super::{Piece, Reader, StreetPiece};

/// The numbers that follow are perhaps those of units.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Within {
    /// In brackets, that end it.
    pub bracketed: bool,
    /// The house to which they belong.
    pub of: Option<HouseNumber>,
}

impl Reader {
    /// In brackets that name units somewhere, every number may be of one.
    pub(super) fn open(&mut self, units: bool) {
        self.inside = true;
        self.opened = true;
        if units {
            self.hold_within(Unit::Inside);
        }
    }

    fn hold_within(&mut self, unit: Unit) {
        let of = match self.pieces.last() {
            Some(Piece::Street(street)) if unit == Unit::Inside => street.last_house(),
            _ => None,
        };
        self.within = Some(Within {
            bracketed: self.inside,
            of,
        });
    }

    /// What the item says for the numbers behind it, and of its own.
    pub(super) fn take_unit(&mut self, item: &str) -> bool {
        let Some(unit) = unit(item, self.inside).filter(|_| begins_as_unit(item)) else {
            return false;
        };
        let read = super::read_houses(item);
        let names_house = |one: &Houses| {
            matches!(
                one,
                Houses::Doubtful {
                    doubt: Doubt::NamesFlat,
                    may_be: MayBe::Houses(_)
                }
            )
        };
        if self.within.is_none() {
            self.hold_within(unit);
        }
        let of = self.within.and_then(|within| within.of);
        let houses = if read.iter().any(names_house) {
            read.into_iter().map(|houses| houses.unsure(None)).collect()
        } else {
            vec![Houses::Doubtful {
                doubt: match unit {
                    Unit::Inside => Doubt::NamesFlat,
                    Unit::Outside => Doubt::NotUnderstood,
                },
                may_be: of.map_or(MayBe::Nobody, |house| MayBe::Houses(vec![house])),
            }]
        };
        self.take_houses(item, houses);
        if let (Some(Piece::Street(street)), Some(within)) = (self.pieces.last(), &mut self.within)
            && unit == Unit::Inside
        {
            within.of = street.last_house();
        }
        true
    }

    /// «вул. Гоголя 5 кв. 1, 2»: 2 is perhaps a flat.
    pub(super) fn take_street_unit(&mut self) {
        self.within = None;
        let Some(Piece::Street(street)) = self.pieces.last_mut() else {
            return;
        };
        let Some(unit) = unit(&street.text, self.inside) else {
            return;
        };
        for first in street
            .readings
            .iter_mut()
            .filter_map(|(_, first)| first.as_mut())
        {
            let houses = std::mem::take(first).into_iter();
            *first = houses.map(|houses| houses.unsure(None)).collect();
        }
        self.hold_within(unit);
    }

    /// Houses, unless they are perhaps units.
    pub(super) fn settle_units(&mut self, item: &str, houses: Vec<Houses>) -> Vec<Houses> {
        match self.within {
            Some(within) if within.bracketed || !begins_with_house_word(item) => {
                let houses = houses.into_iter();
                houses.map(|houses| houses.unsure(within.of)).collect()
            }
            _ => {
                self.within = None;
                houses
            }
        }
    }
}

impl StreetPiece {
    pub(super) fn last_house(&self) -> Option<HouseNumber> {
        let firsts = self.readings.iter().find_map(|(_, first)| first.as_ref());
        let said = self.houses.iter().map(|said| &said.houses);
        let all = firsts.into_iter().flatten().chain(said);
        let house = |houses: &Houses| match houses {
            Houses::One(house) => Some(*house),
            Houses::Doubtful {
                doubt: Doubt::NamesFlat,
                may_be: MayBe::Houses(may_be),
            } => may_be.last().copied(),
            _ => None,
        };
        all.rev().find_map(house)
    }
}

/// Tells brackets that name a unit; those that nobody closes end with their line.
pub(super) fn mark_brackets(steps: &mut [Step]) {
    let mut rest = steps;
    while let Some((first, behind)) = rest.split_first_mut() {
        if let Step::Opened { units } = first {
            let is_bracket = |step: &Step| matches!(step, Step::Opened { .. } | Step::Closed);
            let end = behind.iter().position(is_bracket);
            let closed = end.filter(|at| behind.get(*at) == Some(&Step::Closed));
            let line = || {
                behind
                    .iter()
                    .position(|step| matches!(step, Step::Ended { .. }))
            };
            let end = closed.or_else(line).unwrap_or(behind.len());
            *units = behind.iter().take(end).any(|step| match step {
                Step::Item(item) => unit(&item.text, true).is_some(),
                _ => false,
            });
        }
        rest = behind;
    }
}
