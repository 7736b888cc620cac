//! Words that take houses away from those before them.
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

/// What stands behind «крім», «за винятком» and the like, if the words begin so.
pub(in super::super) fn excepted<'w, 't>(words: &'w [&'t str]) -> Option<&'w [&'t str]> {
    EXCEPT.iter().find_map(|except| {
        let begins = words.len() >= except.len()
            && words
                .iter()
                .zip(*except)
                .all(|(word, except)| word.trim_matches([':', '-', '.']).to_lowercase() == *except);
        words.get(except.len()..).filter(|_| begins)
    })
}
