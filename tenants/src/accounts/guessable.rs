//! Passwords that are tried first: well-known ones, rows of keys, dates, repetitions, and what is
//! known of whoever chooses one. How many guesses one takes says `zxcvbn`, which knows the thirty
//! thousand that are found most in breaches.

use zxcvbn::{Score, zxcvbn};

use super::Login;

/// What is tried here and not elsewhere: the system, its roles, and the words that people choose.
const OURS: [&str; 14] = [
    "varta",
    "варта",
    "диспетчер",
    "адміністратор",
    "громада",
    "область",
    "вінниця",
    "україна",
    "слава",
    "пароль",
    "привіт",
    "кохання",
    "dispatcher",
    "ukraine",
];

/// The keys of a Ukrainian keyboard, and what stands on them in Latin: whoever forgets to change
/// the language types the same row.
const CYRILLIC: &str = "йцукенгшщзхїфівапролджєячсмитьбюґ";
const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.\\";

/// In lower case.
pub(super) fn is_guessable(password: &str, login: &Login) -> bool {
    let parts = login.as_str().split(['.', '_', '-', '@']);
    let mut known: Vec<&str> = parts.filter(|part| part.len() > 2).collect();
    known.push(login.as_str());
    known.extend(OURS);
    let typed: String = password.chars().map(key).collect();
    [password, typed.as_str()]
        .iter()
        .any(|text| zxcvbn(text, &known).score() < Score::Three)
}

/// What stands on the same key in Latin.
fn key(letter: char) -> char {
    let mut keys = CYRILLIC.chars().zip(LATIN.chars());
    keys.find(|(cyrillic, _)| *cyrillic == letter)
        .map_or(letter, |(_, latin)| latin)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_first_is_told_from_what_is_not() {
        let login = "olena.koval".parse().unwrap();
        for known in [
            "password1234",
            "passwordpassword",
            "administrator",
            "123456789012",
            "1q2w3e4r5t6y",
            "qwertyuiop[]",
            "йцукенгшщзхї",
            "парольпароль",
            "адміністратор",
            "вартаварта12",
            "aaaaaaaaaaaaa",
            "abcabcabcabc",
            "trustno1trustno1",
            "olena.koval1",
        ] {
            assert!(is_guessable(known, &login), "{known}");
        }
        for good in [
            "кінь батарея скріпка",
            "варта-не-спить",
            "kx7rf-9mzqp-2wbtd-hj4sn",
        ] {
            assert!(!is_guessable(good, &login), "{good}");
        }
    }

    #[test]
    fn every_key_has_its_letter() {
        assert_eq!(CYRILLIC.chars().count(), LATIN.chars().count());
        let typed: String = "пароль".chars().map(key).collect();
        assert_eq!(typed, "gfhjkm");
    }
}
