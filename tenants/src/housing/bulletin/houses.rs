//! What stands behind a street: a house, a range of houses, a side of the street, all of it.
//!
//! Pure.

mod blocks;
mod range;

use super::super::house_number::{HouseNumber, HouseNumberError, read_house};
use super::super::spelling::tidy;
pub(super) use blocks::settle_blocks;
use range::{range, range_of_side, side};

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

macro_rules! doubts {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        /// Why a piece of a bulletin is not certain.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Doubt {
            $($(#[$doc])* $name,)+
        }

        impl Doubt {
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The stable text for the outside.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }
        }
    };
}

doubts! {
    /// No house, no street: a misprint such as `128130` or `31. 31-А`, a range without an end, or
    /// prose.
    NotUnderstood = "not_understood",
    /// `12-5`: a fraction, a flat, or a range from behind.
    Ambiguous = "ambiguous",
    /// A range from odd to even, or from even to odd, or on the side where its ends do not stand.
    NoSide = "no_side",
    /// A flat is named, not the house.
    NamesFlat = "names_flat",
    /// The street has no house of that number, or none in that range.
    NoSuchHouse = "no_such_house",
    UnknownStreet = "unknown_street",
    /// Several streets are called so.
    WhichStreet = "which_street",
    UnknownSettlement = "unknown_settlement",
    /// A settlement of which no street is named: all of it?
    OnlySettlement = "only_settlement",
    /// A crossroads: which of its houses?
    Crossroads = "crossroads",
    /// A microdistrict that is no street of the registry.
    Microdistrict = "microdistrict",
}

const HOUSE_WORDS: [&str; 12] = [
    "будинки",
    "будинків",
    "будинках",
    "будинок",
    "будинку",
    "буд.",
    "буд",
    "номери",
    "номер",
    "№№",
    "№",
    "д.",
];
const WHOLE: [&str; 7] = [
    "вся",
    "вся вулиця",
    "весь",
    "повністю",
    "уся",
    "уся вулиця",
    "по всій вулиці",
];

/// What an item of the list names; empty when it is no house at all, but perhaps a street.
pub(super) fn read_houses(item: &str) -> Vec<Houses> {
    let item = tidy(item);
    let item = item.trim_matches([' ', '.', ',', ':']);
    let lower = item.to_lowercase();
    let bare = HOUSE_WORDS
        .iter()
        .find_map(|word| lower.strip_prefix(word))
        .filter(|rest| {
            rest.starts_with([' ', '.', ':']) || rest.starts_with(|c: char| c.is_ascii_digit())
        })
        .unwrap_or(&lower)
        .trim_matches([' ', '.', ':', '№']);
    if WHOLE.contains(&bare) {
        return vec![Houses::All];
    }
    if let Some(side) = side(bare) {
        return vec![Houses::Side(side)];
    }
    if let Some(range) = range_of_side(bare) {
        return vec![range];
    }
    if !bare.contains(|c: char| c.is_ascii_digit()) || has_word(bare) {
        return Vec::new();
    }
    for and in [" та ", " і ", " й "] {
        if bare.contains(and) {
            return bare.split(and).flat_map(read_houses).collect();
        }
    }
    vec![one(bare)]
}

/// Three letters and more that are no word of house numbers: a name, then, not a house.
fn has_word(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !["корп", "корпус", "блок", "від", "кварт", "квартира"].contains(word))
        .any(|word| word.chars().count() > 2)
}

fn one(text: &str) -> Houses {
    if let Some(range) = range(text) {
        return range;
    }
    let houses = || read_house(text).into_iter().map(|reading| reading.house);
    match HouseNumber::parse(text) {
        Ok(house) => Houses::One(house),
        Err(HouseNumberError::Ambiguous) => doubtful(Doubt::Ambiguous, houses().collect()),
        Err(HouseNumberError::NamesFlat) => doubtful(Doubt::NamesFlat, houses().collect()),
        Err(HouseNumberError::NotUnderstood) => doubtful(Doubt::NotUnderstood, apart(text)),
    }
}

fn doubtful(doubt: Doubt, houses: Vec<HouseNumber>) -> Houses {
    let may_be = if houses.is_empty() {
        MayBe::Nobody
    } else {
        MayBe::Houses(houses)
    };
    Houses::Doubtful { doubt, may_be }
}

/// Houses between which a comma or a dash may have been lost: `31. 31-А`, `1А 2`, `128130`.
fn apart(text: &str) -> Vec<HouseNumber> {
    let parts: Vec<&str> = text
        .split(['.', ' ', ',', ';'])
        .filter(|part| !part.is_empty())
        .collect();
    let houses: Vec<HouseNumber> = parts
        .iter()
        .filter_map(|part| HouseNumber::parse(part).ok())
        .collect();
    if houses.len() == parts.len() && houses.len() > 1 {
        return houses;
    }
    halves(text).unwrap_or_default()
}

fn halves(text: &str) -> Option<Vec<HouseNumber>> {
    let digits = text.len();
    if !text.bytes().all(|byte| byte.is_ascii_digit()) || !digits.is_multiple_of(2) || digits < 4 {
        return None;
    }
    let (one, other) = text.split_at_checked(digits / 2)?;
    let plain = |text: &str| {
        HouseNumber::parse(text)
            .ok()
            .filter(|house| house.letter.is_none())
    };
    Some(vec![plain(one)?, plain(other)?])
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
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests;
