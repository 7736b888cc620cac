//! Names as they are entered: written in one way, so that the same name is seen to be the same.

use super::super::Error;
use super::super::look_alike::{only_twins, twins_to_cyrillic};
use super::super::spelling::{exact_key, has_cyrillic, lossy_key, tidy};
use super::super::street::{StreetKind, split_words};
use crate::text::Name;

/// With one apostrophe and one kind of blank; in Cyrillic where a Latin twin slipped into a
/// word. A word that Latin letters alone can write, such as XVIII, stays.
pub(super) fn written(name: &Name) -> String {
    let word = |word: &str| {
        if has_cyrillic(word) || only_twins(word) {
            twins_to_cyrillic(word)
        } else {
            word.to_owned()
        }
    };
    let words: Vec<_> = tidy(name.as_str()).split(' ').map(word).collect();
    words.join(" ")
}

/// A name without a letter or digit cannot be looked for.
pub(super) fn key_of(name: &str) -> Result<String, Error> {
    let key = lossy_key(name);
    if key.is_empty() {
        return Err(Error::NamesNothing);
    }
    Ok(key)
}

pub(super) fn are_the_same(one: &str, other: &str) -> bool {
    exact_key(one) == exact_key(other)
}

/// The type of a street has a field of its own. A word that is one may be part of a name, such
/// as «Чумацький шлях»: but no abbreviation is, nor the street's own type.
pub(super) fn has_no_kind(name: &str, kind: StreetKind) -> Result<(), Error> {
    let words = split_words(name);
    let [first, .., last] = words.as_slice() else {
        return Ok(());
    };
    let names_kind = |word: &str| {
        let kinds = StreetKind::from_word(word);
        // A single letter is an initial.
        let is_initial = word.chars().filter(|c| c.is_alphabetic()).count() == 1;
        let in_full = kinds.iter().any(|kind| are_the_same(word, kind.word()));
        !is_initial && !kinds.is_empty() && (!in_full || kinds.contains(&kind))
    };
    if names_kind(first) || names_kind(last) {
        return Err(Error::KindInName);
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn latin_twins_become_cyrillic_and_roman_numerals_stay() {
        let written = |name: &str| written(&Name::parse(name).unwrap());
        assert_eq!(written("Tестова"), "Тестова");
        assert_eq!(written("COБОРHА"), "СОБОРНА");
        assert_eq!(written("Людовіка XVIII"), "Людовіка XVIII");
        assert_eq!(written("Мар'їна  Роща"), "Мар’їна Роща");
    }

    #[test]
    fn a_type_is_told_from_a_word_of_the_name() {
        let refused = |name: &str, kind| has_no_kind(name, kind).is_err();
        for name in [
            "вул. Тестова Друга",
            "вул.Тестова",
            "вулиця Тестова",
            "Тестова вул.",
            "просп. Миру",
        ] {
            assert!(refused(name, StreetKind::Vulytsia), "{name}");
        }
        assert!(refused("Робітничий провулок", StreetKind::Provulok));
        for name in [
            "Чумацький шлях",
            "Набережна Перемоги",
            "Ш. Руставелі",
            "Набережна",
            "Тиха",
        ] {
            assert!(!refused(name, StreetKind::Vulytsia), "{name}");
        }
    }
}
