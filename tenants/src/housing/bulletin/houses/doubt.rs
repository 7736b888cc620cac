//! Why a piece is not certain.

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
    /// No house, no street: a misprint such as `128130` or `31. 31-А`, or prose.
    NotUnderstood = "not_understood",
    /// `12-5`: a fraction, a flat, or a range from behind. «1, 3 (непарні)»: these two, or all of
    /// their side. «1–9, крім 5, 12»: another house, or another exception.
    Ambiguous = "ambiguous",
    /// A range without its end or its beginning: `1–`, `–12`.
    OpenRange = "open_range",
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
    /// Several settlements are called so.
    WhichSettlement = "which_settlement",
    /// A settlement of which no street is named: all of it?
    OnlySettlement = "only_settlement",
    /// A crossroads: which of its houses?
    Crossroads = "crossroads",
    /// A microdistrict that is no street of the registry.
    Microdistrict = "microdistrict",
}
