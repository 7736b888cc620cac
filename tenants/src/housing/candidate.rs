//! What a look-up of an address offers.

use super::Settlement;
use super::query::TypedAs;
use super::street::StreetKind;
use crate::ids::{BuildingId, CommunityId, PlaceId, StreetId};

/// By what a street was recognised, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundBy {
    Name,
    OldName,
    RussianName,
    OtherName,
    /// The name begins so, or its words do.
    Beginning,
    /// Only under the lossy key is it the same, or a slip or two away.
    Likeness,
}

impl FoundBy {
    /// The stable text for the outside.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::OldName => "old_name",
            Self::RussianName => "russian_name",
            Self::OtherName => "other_name",
            Self::Beginning => "beginning",
            Self::Likeness => "likeness",
        }
    }

    /// Whether the dispatcher has to look before this is taken.
    #[must_use]
    pub const fn is_fuzzy(self) -> bool {
        matches!(self, Self::Beginning | Self::Likeness)
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        /// Why a candidate is not simply what was typed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Reason {
            $($(#[$doc])* $name,)+
        }

        impl Reason {
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

reasons! {
    /// «Леніна» for what is Соборна now.
    OldName = "old_name",
    /// A stored Russian name, or a Russian ending: «Соборная».
    RussianForm = "russian_form",
    /// As people call it.
    Colloquial = "colloquial_name",
    /// `Cj,jhyf`.
    LatinLayout = "latin_layout",
    /// `Киъвська`.
    RussianLayout = "russian_layout",
    /// Latin letters that look Cyrillic.
    LookAlikes = "look_alike_letters",
    /// Letters that are often confused: и and і, г and ґ, an apostrophe left out.
    Spelling = "spelling",
    Beginning = "beginning",
    /// One letter or two are wrong.
    Typo = "typo",
    /// Another type of street was typed.
    OtherType = "other_type",
    /// `12-5` is 12/5, or house 12, flat 5.
    AmbiguousHouse = "ambiguous_house",
    /// «пр.» is проспект and проїзд.
    AmbiguousType = "ambiguous_type",
    /// The street has no house of that number.
    NoSuchHouse = "no_such_house",
    /// The number stands before the street.
    HouseFirst = "house_first",
    /// What stands behind the house was not understood.
    MoreBehind = "more_behind",
    /// What stands behind the street is no number of a house.
    HouseUnread = "house_unread",
}

/// A building, or a street when no house was typed or the street has none of that number.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub settlement: String,
    pub street_id: StreetId,
    pub street_kind: StreetKind,
    pub street: String,
    /// The old or other name by which the street was found.
    pub alias: Option<String>,
    pub building: Option<(BuildingId, String)>,
    pub flat: Option<String>,
    /// In which the flat is, when one entrance alone has it; else the one that was typed.
    pub entrance: Option<i32>,
    pub found_by: FoundBy,
    pub typed_as: TypedAs,
    /// What of the line was not understood.
    pub unread: String,
    /// Why it is not simply what was typed.
    pub reasons: Vec<Reason>,
    /// From 0 to 1; only the order matters.
    pub score: f64,
}

/// What the line lacks, or names in vain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// A house was typed without its street, or nothing that could be a street.
    NoStreet,
    /// Nothing in the registry is called so, nor anything like it.
    UnknownStreet,
    /// Streets are offered, and none of them has the house that was typed.
    UnknownHouse,
    /// What was typed behind the street is no number of a house.
    HouseUnread,
    /// Several settlements have this very address: ask which one.
    WhichSettlement,
    /// What was typed is the name of a settlement, and no more.
    OnlySettlement,
    /// The line names a settlement that only other communities have: ask which community.
    OtherCommunity,
}

impl Hint {
    /// The stable text for the outside.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoStreet => "street_missing",
            Self::UnknownStreet => "street_unknown",
            Self::UnknownHouse => "house_unknown",
            Self::HouseUnread => "house_unread",
            Self::WhichSettlement => "which_settlement",
            Self::OnlySettlement => "only_settlement",
            Self::OtherCommunity => "other_community",
        }
    }
}

/// A place that is no building, never certainly meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceCandidate {
    pub id: PlaceId,
    /// As it is printed, with its settlement.
    pub address: String,
}

/// A settlement of another community of the region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    pub settlement: String,
    pub katottg: String,
    pub community: CommunityId,
    /// The community's.
    pub name: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The likeliest first.
    pub candidates: Vec<Candidate>,
    /// The one building that was certainly meant: nothing fuzzy or ambiguous, and no other as certain.
    pub certain: Option<BuildingId>,
    pub hint: Option<Hint>,
    /// Those of which the line is the whole name, when it leads to no street.
    pub settlements: Vec<Settlement>,
    /// Places that are no building and that may be meant, when it leads to no building.
    pub places: Vec<PlaceCandidate>,
    /// Those of other communities that the line names, when it leads to no building here.
    pub elsewhere: Vec<Elsewhere>,
}
