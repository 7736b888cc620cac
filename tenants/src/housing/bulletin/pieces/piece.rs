//! What a bulletin is taken apart into.
//!
//! Pure.

use super::super::super::street::{StreetKind, StreetReading, split_words};
use super::super::houses::{Doubt, Houses};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Piece {
    Street(StreetPiece),
    /// Holds for the streets behind it, up to the next.
    Settlement {
        text: String,
        /// Without the word for a settlement.
        name: String,
        /// Nothing stands before it to which it could belong.
        opens: bool,
        /// «с. Губник повністю».
        whole: bool,
    },
    /// What names no street and no house of one; perhaps a place by its name.
    Other {
        text: String,
        doubt: Doubt,
        place: Option<String>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct StreetPiece {
    /// As it stands in the bulletin, without its houses.
    pub text: String,
    /// Nothing stands before it to which it could belong.
    pub opens: bool,
    /// As it was named before it.
    pub settlement: Option<String>,
    /// Every way to read it, each with the house that the first words behind it make.
    pub readings: Vec<(StreetReading, Option<Vec<Houses>>)>,
    /// What follows. Nothing at all means the whole street.
    pub houses: Vec<Said>,
    /// A mark behind it, as if something were to follow: «вул. Гоголя –», «вул. Гоголя (».
    pub stray: Option<String>,
}

/// Houses, as they stand in the bulletin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Said {
    pub text: String,
    pub houses: Houses,
    pub role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Role {
    Named,
    /// Behind «крім».
    Excepted,
    /// Behind one that is: another, unless it could not be.
    ExceptedToo,
}

impl Piece {
    /// As it stands in the bulletin, a street without the houses behind it.
    pub fn text(&self) -> &str {
        match self {
            Self::Street(street) => &street.text,
            Self::Settlement { text, .. } | Self::Other { text, .. } => text,
        }
    }
}

impl StreetPiece {
    /// «крім 5».
    pub fn exceptions(&self) -> impl Iterator<Item = &Houses> {
        let excepted = self.houses.iter().filter(|said| said.role != Role::Named);
        excepted.map(|said| &said.houses)
    }

    /// «вул. Садова», but not «від вул. Садової».
    pub fn begins_with_kind(&self) -> bool {
        split_words(&self.text)
            .first()
            .is_some_and(|word| !StreetKind::from_word(word).is_empty())
    }
}
