//! The closed vocabularies of the catalogue. Each word has one spelling, which is the same in
//! the catalogue's file, in the database and on the wire.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{found}» is none of: {known}")]
pub struct UnknownWord {
    pub found: String,
    pub known: String,
}

macro_rules! vocabulary {
    ($(#[$about:meta])* $name:ident { $($(#[$word_about:meta])* $word:ident = $code:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$word_about])* #[serde(rename = $code)] $word,)+
        }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$word,)+];

            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$word => $code,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                match text {
                    $($code => Ok(Self::$word),)+
                    other => Err(UnknownWord {
                        found: other.to_owned(),
                        known: [$($code,)+].join(", "),
                    }),
                }
            }
        }
    };
}

vocabulary! {
    /// How soon a call must be seen to; the order is that of the queue.
    Urgency {
        Life = "life",
        Urgent = "urgent",
        Standard = "standard",
        Routine = "routine",
        /// Statutory: its terms are counted in days, by law.
        Formal = "formal",
        /// Answered at once: there is nothing to assign.
        Information = "information",
    }
}

vocabulary! {
    Group {
        Gas = "gas",
        Lift = "lift",
        Power = "power",
        Water = "water",
        Sewer = "sewer",
        Roads = "roads",
        Heat = "heat",
        Greenery = "greenery",
        House = "house",
        Waste = "waste",
        Lighting = "lighting",
        Transport = "transport",
        Other = "other",
        Resilience = "resilience",
        Billing = "billing",
        Formal = "formal",
    }
}

vocabulary! {
    /// What has to be known about the place before the responsible utility can be named.
    RouteBy {
        Settlement = "settlement",
        Territory = "territory",
        /// On which side of the house inlet the fault lies.
        Boundary = "boundary",
        NetworkSide = "network_side",
        ObjectOwner = "object_owner",
        RoadOwner = "road_owner",
        NearestPoint = "nearest_point",
        TransportRoute = "transport_route",
        Subject = "subject",
        BuildingManager = "building_manager",
        BuildingLift = "building_lift",
        BuildingPower = "building_power",
        BuildingHeat = "building_heat",
        BuildingOutageQueue = "building_outage_queue",
        BuildingProvider = "building_provider",
    }
}

vocabulary! {
    UtilityKind {
        Electricity = "electricity",
        Gas = "gas",
        Water = "water",
        Heat = "heat",
        Housing = "housing",
        Lifts = "lifts",
        /// Public places and greenery (благоустрій).
        Improvement = "improvement",
        Roads = "roads",
        Lighting = "lighting",
        Waste = "waste",
    }
}
