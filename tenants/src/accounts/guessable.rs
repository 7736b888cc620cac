//! Passwords that are tried first: well-known ones, rows of keys, repetitions, and what is known
//! of whoever chooses one. What is left without all that must be long enough to be searched for.

use super::Login;

/// Words that passwords are made of everywhere, and here: the system, its roles, its country.
const WORDS: [&str; 48] = [
    "password",
    "passw0rd",
    "p@ssw0rd",
    "administrator",
    "admin",
    "letmein",
    "welcome",
    "trustno1",
    "iloveyou",
    "monkey",
    "dragon",
    "football",
    "baseball",
    "superman",
    "batman",
    "sunshine",
    "princess",
    "shadow",
    "master",
    "michael",
    "starwars",
    "whatever",
    "computer",
    "internet",
    "qazwsxedcrfv",
    "1qaz2wsx3edc",
    "1q2w3e4r5t6y",
    "varta",
    "dispatcher",
    "ukraine",
    "kyiv",
    "vinnytsia",
    "пароль",
    "адміністратор",
    "адмін",
    "привіт",
    "кохання",
    "сонечко",
    "україна",
    "україні",
    "слава",
    "героям",
    "київ",
    "варта",
    "диспетчер",
    "громада",
    "область",
    "вінниця",
];

/// Rows in which fingers and heads run along.
const ROWS: [&str; 5] = [
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,.",
    "1234567890",
    "йцукенгшщзхїфівапролджєячсмитьбю",
];

/// So many signs that nobody foresees are too many to be tried.
const FEWEST: usize = 6;

/// In lower case.
pub(super) fn is_guessable(password: &str, login: &Login) -> bool {
    let login = login.as_str();
    let parts = login.split(['.', '_', '-', '@']);
    let mut known: Vec<&str> = parts.filter(|part| part.len() > 2).collect();
    known.push(login);
    known.extend(WORDS);
    // A word may hold a shorter one.
    known.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = known
        .iter()
        .fold(unit(password), |rest, word| rest.replace(word, " "));
    unforeseen(&rest) < FEWEST
}

/// What a password repeats, when it is nothing but that.
fn unit(password: &str) -> String {
    let signs: Vec<char> = password.chars().collect();
    let repeats = |length: &usize| {
        let mut later = signs.iter().skip(*length).zip(&signs);
        later.all(|(one, before)| one == before)
    };
    let length = (1..signs.len()).find(repeats).unwrap_or(signs.len());
    signs.into_iter().take(length).collect()
}

/// How many signs do not follow from the one before.
fn unforeseen(text: &str) -> usize {
    let signs: Vec<char> = text.chars().filter(|sign| *sign != ' ').collect();
    let follows = signs.windows(2).filter(|pair| match pair {
        [before, sign] => is_beside(*before, *sign),
        _ => false,
    });
    signs.len() - follows.count()
}

/// The same, the next of the alphabet, or the next key.
fn is_beside(one: char, other: char) -> bool {
    let place = |row: &str, sign| row.chars().position(|key| key == sign);
    u32::from(one).abs_diff(u32::from(other)) <= 1
        || ROWS.iter().any(|row| {
            place(row, one)
                .zip(place(row, other))
                .is_some_and(|(here, there)| here.abs_diff(there) <= 1)
        })
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
            "098765432109",
            "1q2w3e4r5t6y",
            "qwertyuiop[]",
            "qwerty123456",
            "йцукенгшщзхї",
            "парольпароль",
            "адміністратор",
            "вартаварта12",
            "слава україні!",
            "aaaaaaaaaaaaa",
            "abcabcabcabc",
            "trustno1trustno1",
            "olena.koval1",
            "koval1988koval",
        ] {
            assert!(is_guessable(known, &login), "{known}");
        }
        for good in [
            "кінь батарея скріпка",
            "зовсім інша скріпка",
            "варта-не-спить",
            "kx7rf-9mzqp-2wbtd-hj4sn",
        ] {
            assert!(!is_guessable(good, &login), "{good}");
        }
    }
}
