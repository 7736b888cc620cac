//! What becomes of a printed address in the hands of whoever types it: eight distortions that
//! a look-up must see through. They measure the look-up; nothing else uses them.
//!
//! Pure, and the same every time.

use super::layout::to_latin_layout;
use super::look_alike::latin_twin;
use super::record::OtherNameKind;
use super::street::StreetKind;

macro_rules! distortions {
    ($($(#[$doc:meta])* $name:ident = $code:literal $share:literal,)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Distortion {
            $($(#[$doc])* $name,)+
        }

        impl Distortion {
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// How many of a hundred must be among the first three that are offered.
            #[must_use]
            pub const fn goal(self) -> f64 {
                match self {
                    $(Self::$name => $share,)+
                }
            }
        }
    };
}

distortions! {
    /// Typed on the Latin keyboard.
    Layout = "latin_layout" 99.0,
    /// Another character for the apostrophe, or none.
    Apostrophe = "apostrophe" 99.0,
    Case = "case" 99.0,
    MissingType = "missing_type" 99.0,
    /// Latin letters that look the same.
    LookAlikes = "look_alike_letters" 99.0,
    /// A stored Russian name in the place of the Ukrainian one.
    RussianForm = "russian_form" 99.0,
    /// One letter of the street's name left out, doubled, changed, or swapped with the next.
    Typo = "one_typo" 95.0,
    DoubledSpaces = "doubled_spaces" 99.0,
}

/// An address, part by part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    pub settlement: String,
    pub kind: StreetKind,
    pub street: String,
    pub other_names: Vec<(OtherNameKind, String)>,
    pub house: String,
}

impl Printed {
    /// As it is printed: «Ладижин, вул. Соборна, 12А».
    #[must_use]
    pub fn line(&self) -> String {
        self.with_name(&self.street)
    }

    fn with_name(&self, name: &str) -> String {
        let Self {
            settlement,
            kind,
            house,
            ..
        } = self;
        format!("{settlement}, {} {name}, {house}", kind.short())
    }

    /// The line so distorted; `turn` chooses where and how. None where there is nothing to distort.
    #[must_use]
    pub fn distorted(&self, distortion: Distortion, turn: usize) -> Option<String> {
        let line = self.line();
        let distorted = match distortion {
            Distortion::Layout => to_latin_layout(&line),
            Distortion::Apostrophe => {
                let other = ["'", "`", "ʼ", ""].get(turn % 4)?;
                line.replace('’', other)
            }
            Distortion::Case if turn.is_multiple_of(2) => line.to_lowercase(),
            Distortion::Case => line.to_uppercase(),
            Distortion::MissingType => {
                format!("{}, {}, {}", self.settlement, self.street, self.house)
            }
            Distortion::LookAlikes => line.chars().map(|c| latin_twin(c).unwrap_or(c)).collect(),
            Distortion::RussianForm => {
                let russian =
                    |(kind, _): &&(OtherNameKind, String)| *kind == OtherNameKind::Russian;
                let (_, name) = self.other_names.iter().find(russian)?;
                self.with_name(name)
            }
            Distortion::Typo => self.with_name(&mistyped(&self.street, turn)?),
            Distortion::DoubledSpaces => line.replace(' ', "  "),
        };
        (distorted != line).then_some(distorted)
    }
}

/// One slip in a word of three letters or more: which letter and how, `turn` says.
fn mistyped(name: &str, turn: usize) -> Option<String> {
    let mut letters: Vec<char> = name.chars().collect();
    let places: Vec<usize> = places(&letters);
    let slip = turn % 4;
    let at = *places.get((turn / 4).checked_rem(places.len())?)?;
    let letter = *letters.get(at)?;
    match slip {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letter),
        2 => *letters.get_mut(at)? = if letter == 'о' { 'л' } else { 'о' },
        _ => letters.swap(at.checked_sub(1)?, at),
    }
    let typed: String = letters.into_iter().collect();
    (typed != name).then_some(typed)
}

/// Letters behind the first one of words that are long enough.
fn places(letters: &[char]) -> Vec<usize> {
    let mut places = Vec::new();
    let mut start = 0;
    for (at, letter) in letters.iter().enumerate() {
        if !letter.is_alphabetic() {
            start = at + 1;
        } else if at > start {
            let long = letters
                .iter()
                .skip(start)
                .take(3)
                .filter(|letter| letter.is_alphabetic())
                .count();
            if long == 3 {
                places.push(at);
            }
        }
    }
    places
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn printed() -> Printed {
        Printed {
            settlement: "Ладижин".to_owned(),
            kind: StreetKind::Vulytsia,
            street: "Солов’їна".to_owned(),
            other_names: vec![(OtherNameKind::Russian, "Соловьиная".to_owned())],
            house: "12А".to_owned(),
        }
    }

    #[test]
    fn each_distortion_does_what_its_name_says() {
        let of = |distortion, turn| printed().distorted(distortion, turn).unwrap();
        assert_eq!(of(Distortion::Layout, 0), "Kflb;by? dek/ Cjkjd`]yf? 12F");
        assert_eq!(
            of(Distortion::Apostrophe, 0),
            "Ладижин, вул. Солов'їна, 12А"
        );
        assert_eq!(
            of(Distortion::Apostrophe, 3),
            "Ладижин, вул. Словїна, 12А".replace("Словї", "Соловї")
        );
        assert_eq!(of(Distortion::Case, 1), "ЛАДИЖИН, ВУЛ. СОЛОВ’ЇНА, 12А");
        assert_eq!(of(Distortion::MissingType, 0), "Ладижин, Солов’їна, 12А");
        assert_eq!(
            of(Distortion::RussianForm, 0),
            "Ладижин, вул. Соловьиная, 12А"
        );
        assert_eq!(
            of(Distortion::DoubledSpaces, 0),
            "Ладижин,  вул.  Солов’їна,  12А"
        );
        assert!(of(Distortion::LookAlikes, 0).contains("Coлoв’їнa"));
    }

    #[test]
    fn a_slip_is_one_of_four_and_never_in_the_first_letter() {
        let slips: Vec<String> = (0..4)
            .map(|turn| mistyped("Гоголя", turn).unwrap())
            .collect();
        assert_eq!(slips, ["Гголя", "Гооголя", "Глголя", "оГголя"]);
        assert_eq!(mistyped("1-й", 0), None);
    }
}
