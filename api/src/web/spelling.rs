//! How names and numbers are written so that they are read at a glance.

/// `Ладижинська міська громада`: that it is a territorial one goes without saying here.
#[must_use]
pub(super) fn community(name: &str) -> String {
    name.replace(" територіальна громада", " громада")
}

/// Keeps the number of a house with its street when a line is broken.
#[must_use]
pub(super) fn place(place: &str) -> String {
    match place.rsplit_once(", ") {
        Some((street, house)) if house.len() < 10 => format!("{street},\u{a0}{house}"),
        _ => place.to_owned(),
    }
}

/// `+380 43 201 56 12`, in the groups in which it is read out; other numbers as they are.
#[must_use]
pub(super) fn phone(number: &str) -> String {
    let digits: Vec<char> = number.strip_prefix("+380").unwrap_or("").chars().collect();
    let [a, b, c, d, e, f, g, h, i] = digits.as_slice() else {
        return number.to_owned();
    };
    format!("+380\u{a0}{a}{b}\u{a0}{c}{d}{e}\u{a0}{f}{g}\u{a0}{h}{i}")
}

/// The same, as templates ask for it.
pub(super) mod filters {
    #[askama::filter_fn]
    pub fn spoken(
        number: impl std::fmt::Display,
        _values: &dyn askama::Values,
    ) -> askama::Result<String> {
        Ok(super::phone(&number.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_read_out() {
        assert_eq!(
            phone("+380432015612"),
            "+380\u{a0}43\u{a0}201\u{a0}56\u{a0}12"
        );
        assert_eq!(phone("104"), "104");
        assert_eq!(phone("+48221234567"), "+48221234567");
    }
}
