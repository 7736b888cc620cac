//! Words that take away what stands behind them.
//!
//! Pure.

const EXCEPT: [&[&str]; 7] = [
    &["крім"],
    &["окрім"],
    &["кроме"],
    &["виключаючи"],
    &["за", "винятком"],
    &["за", "виключенням"],
    &["за", "исключением"],
];

/// «не стосується», «не відключатимуть»: how what stands behind «не» begins.
const NOT: [&str; 8] = [
    "стосу",
    "стосат",
    "поширю",
    "торка",
    "торкн",
    "відключ",
    "вимика",
    "знеструм",
];

/// «без світла» takes nothing away.
const SUPPLIED: [&str; 14] = [
    "світл",
    "вод",
    "газ",
    "електр",
    "опален",
    "тепл",
    "жив",
    "напруг",
    "струм",
    "зв’яз",
    "інтернет",
    "постачан",
    "центр",
    "гаряч",
];

/// What stands behind «крім», «за винятком», «не стосується» and the like, if the words begin so.
pub(in super::super) fn excepted<'w, 't>(words: &'w [&'t str]) -> Option<&'w [&'t str]> {
    let bare = |word: &str| word.trim_matches([':', '-', '.']).to_lowercase();
    let except = EXCEPT.iter().find_map(|except| {
        let begins = words.len() >= except.len()
            && words
                .iter()
                .zip(*except)
                .all(|(word, except)| bare(word) == *except);
        words.get(except.len()..).filter(|_| begins)
    });
    let starts = |word: &str, with: &[&str]| with.iter().any(|start| word.starts_with(start));
    except.or_else(|| match words {
        [not, does, rest @ ..] if bare(not) == "не" => starts(&bare(does), &NOT).then_some(rest),
        [without, rest @ ..] if bare(without) == "без" => {
            let supplied = rest
                .first()
                .is_some_and(|next| starts(&bare(next), &SUPPLIED));
            (!supplied).then_some(rest)
        }
        _ => None,
    })
}
