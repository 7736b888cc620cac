//! Places that are no building: crossroads, microdistricts.
//!
//! Pure.

use super::super::super::spelling::lossy_key;
use super::super::houses::Doubt;

/// What is not certain of an item that names a place.
pub(super) fn place(item: &str) -> Option<Doubt> {
    let lower = item.to_lowercase();
    if lower.contains("перехрест") || lower.contains("перетин") {
        Some(Doubt::Crossroads)
    } else if lower.contains("мікрорайонах") || lower.contains("мікрорайонів")
    {
        Some(Doubt::Microdistrict)
    } else {
        None
    }
}

/// The key of a place's name, without the words before it: «у мікрорайонах Вишенька».
pub(super) fn place_key(item: &str) -> String {
    const BEFORE: [&str; 7] = [
        "у",
        "в",
        "на",
        "перехрест",
        "перетин",
        "мікрорайон",
        "вулиц",
    ];
    let words: Vec<&str> = item
        .split(' ')
        .skip_while(|word| {
            let word = word.to_lowercase();
            let short = word.chars().count() < 3;
            BEFORE.iter().any(|before| {
                if short {
                    word == *before
                } else {
                    before.chars().count() > 2 && word.starts_with(before)
                }
            })
        })
        .collect();
    lossy_key(&words.join(" "))
}
