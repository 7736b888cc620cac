//! What a bulletin says, once it is read.

use super::houses::Doubt;
use crate::ids::{BuildingId, PlaceId, StreetId};

/// What a bulletin says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bulletin {
    /// That are certainly meant, each once, with their addresses.
    pub buildings: Vec<(BuildingId, String)>,
    /// The streets that were understood, in the order of the text.
    pub streets: Vec<MeantStreet>,
    /// Places that are no building, in the order of the text.
    pub places: Vec<MeantPlace>,
    /// All that was not, in the order of the text.
    pub uncertain: Vec<Uncertain>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeantStreet {
    /// As it stands in the bulletin.
    pub text: String,
    pub id: StreetId,
    pub printed: String,
    /// No house was named: all of it.
    pub whole: bool,
    /// How many of its buildings are meant.
    pub buildings: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeantPlace {
    /// As it stands in the bulletin.
    pub text: String,
    pub id: PlaceId,
    /// «мікрорайон Вишенька».
    pub printed: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncertain {
    /// As it stands in the bulletin: a street, or a street with the piece behind it.
    pub text: String,
    pub doubt: Doubt,
    /// Streets that may be meant.
    pub streets: Vec<(StreetId, String)>,
    /// Buildings that may be meant.
    pub buildings: Vec<(BuildingId, String)>,
}
