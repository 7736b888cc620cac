//! Mappings that the program carries: which column of whose file is what.

use tenants::housing::mapping::Mapping;

/// By name.
pub(crate) const CARRIED: &[(&str, &str)] = &[
    (
        "ladyzhyn",
        include_str!("../../../config/import/ladyzhyn.toml"),
    ),
    (
        "katottg",
        include_str!("../../../config/import/katottg.toml"),
    ),
    ("varta", include_str!("../../../config/import/varta.toml")),
];

/// The text of the one that is called so.
pub(crate) fn carried(name: &str) -> Option<&'static str> {
    CARRIED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// The same, understood.
pub(super) fn mapping(name: &str) -> Option<Mapping> {
    Mapping::parse(carried(name)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_carried_mappings_are_understood() {
        for (name, text) in CARRIED {
            assert!(Mapping::parse(text).is_ok(), "{name}");
        }
    }
}
