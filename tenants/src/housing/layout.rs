//! What was meant when the keyboard stood on another layout.
//!
//! Pure. Works on the line as it was typed: there `'` and `` ` `` are different keys.

use super::spelling::{has_cyrillic, upper};

/// What was meant by a line typed while the keyboard stood on Latin: `Cj,jhyf 12 f` is
/// `Соборна 12 а`. `None` when the line holds Cyrillic or no Latin letter at all.
#[must_use]
pub fn from_latin_layout(text: &str) -> Option<String> {
    if has_cyrillic(text) || !text.chars().any(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    Some(turned(text, false))
}

/// The same with a comma after a number read as the letter б of its key: `2,` is 2Б as well as 2.
/// `None` when there is no such comma.
#[must_use]
pub fn from_latin_layout_with_letters(text: &str) -> Option<String> {
    let other = turned(text, true);
    from_latin_layout(text).filter(|meant| *meant != other)?;
    Some(other)
}

fn turned(text: &str, letters: bool) -> String {
    let chars: Vec<char> = text.trim().chars().collect();
    let mut out = String::with_capacity(text.len() * 2);
    let mut last = None;
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied();
        let after = chars.get(at + 1).copied();
        // A comma or full stop at the end of a word was meant as one; no name ends in б or ю.
        let closes = after.is_none_or(char::is_whitespace);
        let numeric = before.is_some_and(|c| c.is_ascii_digit());
        let of_house = last.is_some_and(|c: char| c.is_ascii_digit())
            && after.is_none_or(|c| !c.is_ascii_alphanumeric());
        out.push(match c {
            ',' if letters && of_house => 'б',
            ',' | '.' if closes || numeric => c,
            '/' if numeric => '/',
            c => ukrainian_key(c),
        });
        if !c.is_whitespace() {
            last = Some(c);
        }
    }
    out
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

/// What comes of a Ukrainian line while the keyboard stands on Latin. A letter without a key of
/// its own stays.
#[must_use]
pub fn to_latin_layout(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '.' => '/',
            ',' => '?',
            '/' => '|',
            '’' => '`',
            c => (' '..='~')
                .find(|key| !matches!(key, '/' | '?' | '|' | '`') && ukrainian_key(*key) == c)
                .unwrap_or(c),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
        let with_letters = |line| from_latin_layout_with_letters(line);
        for line in ["Cj,jhyf 2,", "Cj,jhyf 2 ,", "Cj,jhyf 2,? rd/ 5"] {
            let meant = with_letters(line).unwrap();
            assert!(meant.replace(' ', "").starts_with("Соборна2б"), "{meant}");
        }
        assert_eq!(with_letters("Cj,jhyf? 12"), None);
        assert_eq!(with_letters("Cj,jhyf, 12"), None);
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
    fn the_key_of_the_apostrophe_is_not_that_of_a_letter() {
        assert_eq!(
            from_latin_layout("Cjkjd`]yf 7").as_deref(),
            Some("Солов’їна 7")
        );
        assert_eq!(from_latin_layout("'yf").as_deref(), Some("єна"));
    }

    #[test]
    fn an_address_comes_back_from_the_latin_layout() {
        for line in [
            "Ладижин, вул. Солов’їна, 12А",
            "пров. Європейський, 131В/9",
            "вул. Героїв УПА, 12 корп. 2",
        ] {
            let typed = to_latin_layout(line);
            assert!(typed.is_ascii(), "{typed}");
            assert_eq!(from_latin_layout(&typed).as_deref(), Some(line), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn layouts_never_panic(text in "[ -~а-яіїєґ’]{0,40}") {
            let _ = from_latin_layout(&text);
            let _ = from_russian_layout(&text);
        }
    }
}
