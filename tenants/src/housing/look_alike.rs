//! Latin letters that look Cyrillic, and slip into Cyrillic words unseen.
//!
//! Pure.

/// The Cyrillic letter that looks like this Latin one.
fn twin(c: char) -> Option<char> {
    Some(match c {
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'I' => 'І',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        'Y' => 'У',
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'i' => 'і',
        'k' => 'к',
        'o' => 'о',
        'p' => 'р',
        'x' => 'х',
        'y' => 'у',
        'ï' => 'ї',
        'Ï' => 'Ї',
        _ => return None,
    })
}

/// Replaces Latin letters by the Cyrillic ones that look the same.
#[must_use]
pub fn twins_to_cyrillic(text: &str) -> String {
    text.chars().map(|c| twin(c).unwrap_or(c)).collect()
}

/// Whether Latin letters occur, and each of them has a Cyrillic twin.
#[must_use]
pub fn only_twins(text: &str) -> bool {
    let mut latin = text.chars().filter(char::is_ascii_alphabetic).peekable();
    latin.peek().is_some() && latin.all(|c| twin(c).is_some())
}

/// The Latin letter that looks like this Cyrillic one.
#[must_use]
pub fn latin_twin(c: char) -> Option<char> {
    ('A'..='z').find(|latin| twin(*latin) == Some(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_are_found_both_ways() {
        for latin in "ABCEHIKMOPTXYaceikopxy".chars() {
            assert_eq!(twin(latin).and_then(latin_twin), Some(latin));
        }
        assert_eq!(latin_twin('ж'), None);
        assert!(only_twins("Cocoa") && !only_twins("Dog") && !only_twins("12"));
    }
}
