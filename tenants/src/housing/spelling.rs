//! How a street's name is compared: what people type against what the registry holds.
//!
//! Pure text. Nothing here decomposes letters: й and ї are letters of their own, and stripping
//! accents would turn them into others.

pub use super::layout::{from_latin_layout, from_latin_layout_with_letters, from_russian_layout};
pub use super::look_alike::{only_twins, twins_to_cyrillic};

/// Apostrophes that people and sources use for the one Ukrainian apostrophe.
const APOSTROPHES: [char; 7] = ['\'', '’', 'ʼ', '`', '‘', '´', '′'];

/// Turns every kind of blank, dash and apostrophe into one, and drops invisible characters.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            c if APOSTROPHES.contains(&c) => out.push('’'),
            '‐' | '‑' | '‒' | '–' | '—' | '−' => out.push('-'),
            c if c.is_whitespace() || c.is_control() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether a letter of the Cyrillic block occurs.
#[must_use]
pub fn has_cyrillic(text: &str) -> bool {
    text.chars().any(is_cyrillic)
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// The upper-case letter; every letter used here has exactly one.
pub(super) fn upper(c: char) -> char {
    c.to_uppercase().next().unwrap_or(c)
}

/// The words of a name, lower-case, with one apostrophe and Cyrillic letters only where a Latin
/// twin slipped in; hyphens and full stops separate words. Equal keys mean the same name.
#[must_use]
pub fn exact_key(name: &str) -> String {
    let lower = tidy(name).to_lowercase();
    let lower = if has_cyrillic(&lower) {
        twins_to_cyrillic(&lower)
    } else {
        lower
    };
    let mut out = String::with_capacity(lower.len());
    for word in lower.split(|c: char| !(c.is_alphanumeric() || c == '’')) {
        let word = word.trim_matches('’');
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// A word of a name: as it is written, and under the lossy key. The latter is empty for an
/// initial, which is written or left out at will: «К. Маркса» and «Маркса» are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub exact: String,
    pub lossy: String,
    /// Under the lossy key, but with its equal letters side by side: a letter left out between
    /// them is one slip here, and would be two where they have become one.
    pub open: String,
}

/// The words of a name, in its order.
#[must_use]
pub fn words_of(name: &str) -> Vec<Word> {
    let exact = exact_key(name);
    let words: Vec<&str> = exact.split(' ').filter(|word| !word.is_empty()).collect();
    let whole = words
        .iter()
        .any(|word| word.chars().count() > 1 && is_wordy(word));
    words
        .into_iter()
        .map(|word| {
            let initial = whole && word.chars().count() == 1 && is_wordy(word);
            let open = if initial { String::new() } else { fold(word) };
            Word {
                exact: word.to_owned(),
                lossy: without_endings(&open),
                open,
            }
        })
        .collect()
}

/// A key under which spellings that are often confused fall together. It finds candidates and
/// proves nothing: two different streets may share it.
#[must_use]
pub fn lossy_key(name: &str) -> String {
    let words: Vec<String> = words_of(name)
        .into_iter()
        .map(|word| word.lossy)
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Whether a word has what only Russian has: its letters, or its endings of adjectives.
#[must_use]
pub fn is_russian_form(word: &str) -> bool {
    word.contains(['ы', 'э', 'ъ', 'ё'])
        || ["ая", "яя", "ое", "ий", "ого"].iter().any(|ending| {
            word.strip_suffix(ending).is_some_and(|stem| match *ending {
                "ого" => stem.ends_with("ск") || stem.ends_with("цк"),
                "ий" => stem.ends_with("ск"),
                _ => stem.chars().count() > 1,
            })
        })
}

fn is_wordy(word: &str) -> bool {
    word.chars().any(char::is_alphabetic)
}

/// Letters that are often confused become one.
fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'и' | 'і' | 'ї' | 'й' | 'ы' | 'ъ' => folded.push('и'),
            'е' | 'є' | 'э' | 'ё' => folded.push('е'),
            'ґ' => folded.push('г'),
            'ь' | '’' => {}
            c => folded.push(c),
        }
    }
    folded
}

fn without_endings(folded: &str) -> String {
    let mut out = collapse(folded);
    // Removing an ending may bring two equal letters together, and that a new ending.
    while let Some(shorter) = without_russian_ending(&out) {
        out = collapse(&shorter);
    }
    out
}

fn without_russian_ending(word: &str) -> Option<String> {
    word.strip_suffix("ая")
        .map(|stem| format!("{stem}а"))
        .or_else(|| word.strip_suffix("ое").map(|stem| format!("{stem}е")))
}

/// Drops the second of two equal letters; digits stay, since 11 is not 1.
fn collapse(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut last = None;
    for c in word.chars() {
        if last != Some(c) || c.is_numeric() {
            out.push(c);
        }
        last = Some(c);
    }
    out
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn any_apostrophe_is_the_same_apostrophe() {
        for typed in ["Солов'їна", "Солов’їна", "Соловʼїна", "Солов`їна"]
        {
            assert_eq!(exact_key(typed), "солов’їна");
        }
    }

    #[test]
    fn a_latin_twin_inside_a_cyrillic_name_is_read_as_cyrillic() {
        assert_eq!(exact_key("Coбopнa"), "соборна");
    }

    #[test]
    fn russian_forms_share_the_lossy_key_with_ukrainian_ones() {
        for (russian, ukrainian) in [
            ("Соборная", "Соборна"),
            ("Соловьиная", "Солов’їна"),
            ("Коцюбинского", "Коцюбинського"),
            ("Садовый", "Садовий"),
            ("Киъвська", "Київська"),
            ("Мельничное", "Мельничне"),
        ] {
            assert_eq!(lossy_key(russian), lossy_key(ukrainian), "{russian}");
        }
    }

    #[test]
    fn russian_endings_are_known_from_ukrainian_ones() {
        for word in [
            "соборная",
            "вишневое",
            "садовый",
            "коцюбинского",
            "киевский",
        ] {
            assert!(is_russian_form(word), "{word}");
        }
        for word in [
            "соборна",
            "вишневе",
            "садовий",
            "коцюбинського",
            "київський",
            "лісова",
        ] {
            assert!(!is_russian_form(word), "{word}");
        }
    }

    #[test]
    fn initials_do_not_count_unless_nothing_else_is_there() {
        assert_eq!(lossy_key("К.Маркса"), lossy_key("Маркса"));
        assert_eq!(lossy_key("А"), "а");
        assert_eq!(lossy_key("Тихий-1"), "тихи 1");
    }

    #[test]
    fn letters_of_their_own_are_not_stripped_in_the_exact_key() {
        assert_ne!(exact_key("Гай"), exact_key("Гаи"));
        assert_ne!(exact_key("Їжака"), exact_key("Іжака"));
    }

    proptest! {
        #[test]
        fn keys_never_panic_and_are_stable(text in "\\PC{0,40}") {
            let exact = exact_key(&text);
            prop_assert_eq!(&exact_key(&exact), &exact);
            prop_assert_eq!(lossy_key(&exact), lossy_key(&text));
        }
    }
}
