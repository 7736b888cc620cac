//! What a street is called: its type and its name, taken apart from one text.
//!
//! Pure. The stored codes are what the database's check constraint allows.

use super::spelling::{exact_key, tidy, twins_to_cyrillic};

macro_rules! kinds {
    ($( $kind:ident $code:literal $word:literal $short:literal [ $( $form:literal ),* ] ; )*) => {
        /// The type of a street, as it stands before its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum StreetKind { $( $kind ),* }

        impl StreetKind {
            /// Every type, the commonest first.
            pub const ALL: &'static [Self] = &[ $( Self::$kind ),* ];

            /// The text under which the type is stored.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $( Self::$kind => $code ),* }
            }

            /// The full Ukrainian word.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $( Self::$kind => $word ),* }
            }

            /// The Ukrainian abbreviation that goes before a name.
            #[must_use]
            pub const fn short(self) -> &'static str {
                match self { $( Self::$kind => $short ),* }
            }

            /// Other ways to write it, lower-case and without the closing full stop.
            const fn forms(self) -> &'static [&'static str] {
                match self { $( Self::$kind => &[ $( $form ),* ] ),* }
            }
        }
    };
}

kinds! {
    Vulytsia "vulytsia" "вулиця" "вул." ["ву", "вл", "ул", "улица", "вулиці", "вулицю"];
    Prospekt "prospekt" "проспект" "просп." ["пр", "пр-т", "пр-кт", "прт", "проспекту"];
    Provulok "provulok" "провулок" "пров." ["пер", "переулок", "пров-к", "провулку"];
    Bulvar "bulvar" "бульвар" "бульв." ["б-р", "бул", "бульвару"];
    Ploshcha "ploshcha" "площа" "пл." ["площадь", "площі", "площу"];
    Naberezhna "naberezhna" "набережна" "наб." ["набережная", "набережній"];
    Maidan "maidan" "майдан" "майд." ["м-н"];
    Tupyk "tupyk" "тупик" "туп." [];
    Shose "shose" "шосе" "ш." ["шоссе"];
    Proizd "proizd" "проїзд" "пр-д" ["пр", "проезд", "пр-зд"];
    Mikroraion "mikroraion" "мікрорайон" "мкр-н" ["мкр", "м-он", "м-н", "мікр", "микрорайон"];
    Kvartal "kvartal" "квартал" "кв-л" ["кв"];
    Uzviz "uzviz" "узвіз" "узв." ["спуск", "узвозу"];
    Aleia "aleia" "алея" "ал." ["аллея", "алеї"];
    Vizd "vizd" "в’їзд" "в’їзд" ["въезд"];
    Zaizd "zaizd" "заїзд" "заїзд" ["заезд"];
    Liniia "liniia" "лінія" "лін." ["линия"];
    Shliakh "shliakh" "шлях" "шлях" [];
}

impl StreetKind {
    /// The type stored under this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// The types that a word may stand for: two for «пр.», none for a word that is part of a name.
    #[must_use]
    pub fn from_word(word: &str) -> Vec<Self> {
        let word = twins_to_cyrillic(&tidy(word).to_lowercase());
        let bare = word.trim_end_matches(['.', ',']);
        if bare.is_empty() {
            return Vec::new();
        }
        Self::ALL
            .iter()
            .copied()
            .filter(|kind| kind.is_written(bare))
            .collect()
    }

    fn is_written(self, bare: &str) -> bool {
        bare == self.word()
            || bare == self.short().trim_end_matches('.')
            || self.forms().contains(&bare)
    }
}

/// One way to understand the text of a street.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreetReading {
    /// `None` when the text names no type.
    pub kind: Option<StreetKind>,
    /// The name without the type, never empty.
    pub name: String,
}

/// Takes the type and the name apart: «вул.Братів Петрунів», «Робітничий пров.», «пр. Миру» (two
/// readings). A word such as «Набережна» that is all there is, is the name.
#[must_use]
pub fn parse_street(text: &str) -> Vec<StreetReading> {
    let words = split_words(text);
    for at in kind_places(&words) {
        let Some(word) = words.get(at) else { continue };
        let kinds = StreetKind::from_word(word);
        let name = join_without(&words, at);
        if !kinds.is_empty() && !exact_key(&name).is_empty() {
            return kinds
                .into_iter()
                .map(|kind| StreetReading {
                    kind: Some(kind),
                    name: name.clone(),
                })
                .collect();
        }
    }
    let name = words.join(" ");
    if exact_key(&name).is_empty() {
        return Vec::new();
    }
    vec![StreetReading { kind: None, name }]
}

/// The first word, then the last, then those between: the type is rarely in the middle. But a last
/// word that is written out is a name where a type is abbreviated before it: «с. Губник, вул.
/// Набережна».
fn kind_places(words: &[String]) -> Vec<usize> {
    let last = words.len().saturating_sub(1);
    let between = 1..last;
    let shortened = |at: &usize| {
        words.get(*at).is_some_and(|word| {
            let word = word.trim_end_matches([',', '.']).to_lowercase();
            let kinds = StreetKind::from_word(&word);
            !kinds.is_empty() && kinds.iter().all(|kind| kind.word() != word)
        })
    };
    let mut places = vec![0];
    if last > 0 {
        places.extend(between.clone().filter(shortened));
        places.push(last);
        places.extend(between.filter(|at| !shortened(at)));
    }
    places
}

fn join_without(words: &[String], at: usize) -> String {
    let kept: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != at)
        .map(|(_, word)| word.trim_matches(','))
        .filter(|word| !word.is_empty())
        .collect();
    kept.join(" ")
}

/// Words at blanks and commas; an abbreviation glued to the name («вул.Миру») is split off.
pub(super) fn split_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in tidy(text).split([' ', ',']).filter(|word| !word.is_empty()) {
        match word.split_once('.') {
            Some((head, rest)) if !rest.is_empty() && !StreetKind::from_word(head).is_empty() => {
                words.push(format!("{head}."));
                words.push(rest.to_owned());
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
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

    fn one(text: &str) -> (Option<StreetKind>, String) {
        let readings = parse_street(text);
        assert_eq!(readings.len(), 1, "{text}: {readings:?}");
        (readings[0].kind, readings[0].name.clone())
    }

    #[test]
    fn the_type_stands_before_behind_or_nowhere() {
        assert_eq!(
            one("вул.Братів Петрунів"),
            (Some(StreetKind::Vulytsia), "Братів Петрунів".into())
        );
        assert_eq!(
            one("пров.Тихий-1"),
            (Some(StreetKind::Provulok), "Тихий-1".into())
        );
        assert_eq!(
            one("Робітничий провулок"),
            (Some(StreetKind::Provulok), "Робітничий".into())
        );
        assert_eq!(
            one("вул.А.Мацевича"),
            (Some(StreetKind::Vulytsia), "А.Мацевича".into())
        );
        assert_eq!(
            one("в'їзд Садовий"),
            (Some(StreetKind::Vizd), "Садовий".into())
        );
        assert_eq!(one("Соборна"), (None, "Соборна".into()));
    }

    #[test]
    fn an_abbreviation_of_two_types_gives_both() {
        let kinds: Vec<_> = parse_street("пр. Коцюбинського")
            .into_iter()
            .map(|r| r.kind.unwrap())
            .collect();
        assert_eq!(kinds, [StreetKind::Prospekt, StreetKind::Proizd]);
    }

    #[test]
    fn a_type_word_that_is_all_there_is_is_the_name() {
        assert_eq!(one("Набережна"), (None, "Набережна".into()));
        assert_eq!(
            one("вул.Набережна"),
            (Some(StreetKind::Vulytsia), "Набережна".into())
        );
        assert_eq!(
            one("Чумацький шлях"),
            (Some(StreetKind::Shliakh), "Чумацький".into())
        );
    }

    #[test]
    fn nothing_is_read_from_nothing() {
        assert!(parse_street("").is_empty());
        assert!(parse_street(" .,- ").is_empty());
        assert_eq!(one("вул."), (None, "вул.".into()));
    }

    #[test]
    fn every_code_word_and_abbreviation_leads_back_to_its_type() {
        for kind in StreetKind::ALL {
            assert_eq!(StreetKind::from_code(kind.code()), Some(*kind));
            assert!(
                StreetKind::from_word(kind.word()).contains(kind),
                "{}",
                kind.word()
            );
            assert!(
                StreetKind::from_word(kind.short()).contains(kind),
                "{}",
                kind.short()
            );
        }
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_names_are_never_empty(text in "\\PC{0,40}") {
            for reading in parse_street(&text) {
                prop_assert!(!exact_key(&reading.name).is_empty());
            }
        }
    }
}
