//! What stands behind a street: a house, a range of houses, a side of the street, all of it.
//!
//! Pure.

mod blocks;
mod doubt;
mod except;
mod lost;
mod range;
mod read;
mod units;

use super::super::house_number::HouseNumber;
pub(super) use blocks::{Block, settle_blocks};
pub use doubt::Doubt;
pub(super) use except::excepted;
pub(super) use read::{AND, begins_with_house_word, read_houses};
pub(super) use units::{Unit, begins_as_unit, unit};

/// Which houses, as numbers; `may_be` of a doubt are houses that the writer may have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Houses {
    One(HouseNumber),
    /// One side of the street from a number to a number, both included.
    Range {
        from: u32,
        to: u32,
        side: Side,
    },
    Side(Side),
    All,
    Doubtful {
        doubt: Doubt,
        may_be: MayBe,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MayBe {
    Nobody,
    Houses(Vec<HouseNumber>),
    /// Both sides from a number to a number.
    Between {
        from: u32,
        to: u32,
    },
}

/// Odd numbers stand on one side of a street, even ones on the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Odd,
    Even,
}

impl Side {
    pub const fn of(number: u32) -> Self {
        if number.is_multiple_of(2) {
            Self::Even
        } else {
            Self::Odd
        }
    }
}

impl Houses {
    /// The same on a side that is named behind it: «1–88 (непарні)».
    pub fn on_side(&self, side: Side) -> Option<Self> {
        match self {
            // Ends on the other side: one of the two is a slip.
            Self::Range {
                from,
                to,
                side: ends,
            } if *ends != side => Some(Self::Doubtful {
                doubt: Doubt::NoSide,
                may_be: MayBe::Between {
                    from: *from,
                    to: *to,
                },
            }),
            Self::Range { from, to, .. }
            | Self::Doubtful {
                doubt: Doubt::NoSide,
                may_be: MayBe::Between { from, to },
            } => Some(Self::Range {
                from: *from,
                to: *to,
                side,
            }),
            _ => None,
        }
    }

    /// The same, where nobody knows whether these numbers are meant, or `or` is.
    pub fn unsure(self, or: Option<HouseNumber>) -> Self {
        let may_be = match self {
            Self::One(house) => MayBe::Houses(std::iter::once(house).chain(or).collect()),
            Self::Range { from, to, .. } => MayBe::Between { from, to },
            other => return other,
        };
        let doubt = Doubt::Ambiguous;
        Self::Doubtful { doubt, may_be }
    }

    /// Whether a house of the street is certainly meant.
    pub fn has(&self, house: &HouseNumber) -> bool {
        match self {
            Self::One(one) => one == house,
            Self::Range { from, to, side } => {
                (*from..=*to).contains(&house.number) && Side::of(house.number) == *side
            }
            Self::Side(side) => Side::of(house.number) == *side,
            Self::All => true,
            Self::Doubtful { .. } => false,
        }
    }

    /// Whether a house may be meant where it is not certain: of a doubt what it may be, of a
    /// house that is missing its neighbours of the same number.
    pub fn may_have(&self, house: &HouseNumber) -> bool {
        match self {
            Self::One(one) => one.number == house.number,
            _ => self.may_be(house),
        }
    }

    fn may_be(&self, house: &HouseNumber) -> bool {
        match self {
            Self::Doubtful {
                may_be: MayBe::Houses(houses),
                ..
            } => houses.contains(house),
            Self::Doubtful {
                may_be: MayBe::Between { from, to },
                ..
            } => (*from..=*to).contains(&house.number),
            _ => false,
        }
    }

    /// Whether a house that is named may be meant by these, which are excepted.
    pub fn may_take_away(&self, house: &HouseNumber) -> bool {
        self.has(house) || self.may_be(house)
    }

    /// Houses among which there may be some that are excepted.
    pub const fn is_wide(&self) -> bool {
        matches!(self, Self::All | Self::Side(_) | Self::Range { .. })
    }

    /// Whether all that is `named` is among these, and these are more.
    pub fn has_all_of(&self, named: &Self) -> bool {
        match (self, named) {
            (Self::All, Self::One(_) | Self::Side(_) | Self::Range { .. }) => true,
            (_, Self::One(house)) if self.is_wide() => self.has(house),
            (Self::Side(side), Self::Range { side: within, .. }) => side == within,
            (
                Self::Range { from, to, side },
                Self::Range {
                    from: first,
                    to: last,
                    side: within,
                },
            ) => side == within && from <= first && last <= to && (from, to) != (first, last),
            _ => false,
        }
    }

    /// Whether a house is on this side, or one of a range along it.
    pub fn is_along(&self, along: Side) -> bool {
        match self {
            Self::One(house) => Side::of(house.number) == along,
            Self::Range { side, .. } => *side == along,
            Self::Doubtful {
                doubt: Doubt::NoSide,
                ..
            } => true,
            Self::Side(_) | Self::All | Self::Doubtful { .. } => false,
        }
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests;
