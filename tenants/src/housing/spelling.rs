//! How a street's name is compared: what people type against what the registry holds.
//!
//! Pure text. Nothing here decomposes letters: й and ї are letters of their own, and stripping
//! accents would turn them into others.

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

/// What was meant by a line typed while the keyboard stood on Latin: `Cj,jhyf 12 f` is
/// `Соборна 12 а`. `None` when the line holds Cyrillic or no Latin letter at all.
#[must_use]
pub fn from_latin_layout(text: &str) -> Option<String> {
    if has_cyrillic(text) || !text.chars().any(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() * 2);
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied();
        let after = chars.get(at + 1).copied();
        // A comma or full stop at the end of a word was meant as one; no name ends in б or ю.
        let closes = after.is_none_or(char::is_whitespace);
        let numeric = before.is_some_and(|c| c.is_ascii_digit());
        out.push(match c {
            ',' | '.' if closes || numeric => c,
            '/' if numeric => '/',
            c => ukrainian_key(c),
        });
    }
    Some(out)
}

fn ukrainian_key(c: char) -> char {
    let lower = match c.to_ascii_lowercase() {
        'q' => 'й',
        'w' => 'ц',
        'e' => 'у',
        'r' => 'к',
        't' => 'е',
        'y' => 'н',
        'u' => 'г',
        'i' => 'ш',
        'o' => 'щ',
        'p' => 'з',
        'a' => 'ф',
        's' => 'і',
        'd' => 'в',
        'f' => 'а',
        'g' => 'п',
        'h' => 'р',
        'j' => 'о',
        'k' => 'л',
        'l' => 'д',
        'z' => 'я',
        'x' => 'ч',
        'c' => 'с',
        'v' => 'м',
        'b' => 'и',
        'n' => 'т',
        'm' => 'ь',
        '[' => 'х',
        ']' => 'ї',
        ';' => 'ж',
        '\'' | '’' => 'є',
        ',' => 'б',
        '.' => 'ю',
        '`' => '’',
        '\\' => 'ґ',
        '{' => 'Х',
        '}' => 'Ї',
        ':' => 'Ж',
        '"' => 'Є',
        '<' => 'Б',
        '>' => 'Ю',
        '/' => '.',
        '?' => ',',
        '|' => '/',
        other => other,
    };
    if c.is_ascii_uppercase() {
        upper(lower)
    } else {
        lower
    }
}

/// The upper-case letter; every letter used here has exactly one.
pub(super) fn upper(c: char) -> char {
    c.to_uppercase().next().unwrap_or(c)
}

/// What was meant by Ukrainian typed on the Russian layout: ы, э and ъ lie where і, є and ї do.
/// `None` when none of them occurs.
#[must_use]
pub fn from_russian_layout(text: &str) -> Option<String> {
    let meant: String = text
        .chars()
        .map(|c| match c {
            'ы' => 'і',
            'Ы' => 'І',
            'э' => 'є',
            'Э' => 'Є',
            'ъ' => 'ї',
            'Ъ' => 'Ї',
            'ё' | 'Ё' => '’',
            c => c,
        })
        .collect();
    (meant != text).then_some(meant)
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

/// A key under which spellings that are often confused fall together. It finds candidates and
/// proves nothing: two different streets may share it.
#[must_use]
pub fn lossy_key(name: &str) -> String {
    let exact = exact_key(name);
    let words: Vec<&str> = exact.split(' ').collect();
    let whole = words
        .iter()
        .any(|word| word.chars().count() > 1 && is_wordy(word));
    let mut out = String::with_capacity(exact.len());
    for word in words {
        // Initials are written or left out at will: «К. Маркса» and «Маркса» are one.
        if whole && word.chars().count() == 1 && is_wordy(word) {
            continue;
        }
        let word = lossy_word(word);
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&word);
        }
    }
    out
}

fn is_wordy(word: &str) -> bool {
    word.chars().any(char::is_alphabetic)
}

fn lossy_word(word: &str) -> String {
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
    let mut out = collapse(&folded);
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
    fn a_line_from_the_latin_layout_is_read_back() {
        assert_eq!(
            from_latin_layout("Cj,jhyf 12 f").as_deref(),
            Some("Соборна 12 а")
        );
        assert_eq!(
            from_latin_layout("dek/ Ctkzycmrf? 12/3").as_deref(),
            Some("вул. Селянська, 12/3")
        );
        assert_eq!(
            from_latin_layout("Cj,jhyf, 12").as_deref(),
            Some("Соборна, 12")
        );
        assert_eq!(from_latin_layout("Соборна"), None);
        assert_eq!(from_latin_layout("12-5"), None);
    }

    #[test]
    fn a_line_from_the_russian_layout_is_read_back() {
        assert_eq!(
            from_russian_layout("Киъвська 16").as_deref(),
            Some("Київська 16")
        );
        assert_eq!(from_russian_layout("Київська"), None);
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

        #[test]
        fn layouts_never_panic(text in "[ -~а-яіїєґ’]{0,40}") {
            let _ = from_latin_layout(&text);
            let _ = from_russian_layout(&text);
        }
    }
}
