//! The items of a bulletin: what stands between its commas, and between the words that part a
//! street from the next as a comma does.
//!
//! Pure.

use super::super::super::street::{StreetKind, split_words};
use super::super::houses::{excepted, read_houses};
use super::settlements::{is_settlement_word, settlement_name};
use super::street::has_kind;

/// Without what is not of it; but the dash of a range without its end or its beginning is.
pub(super) fn trimmed(item: &str, opens: bool) -> &str {
    const AROUND: [char; 6] = [' ', '.', ':', '"', '«', '»'];
    let begun = item.trim_start_matches(AROUND);
    let bare = begun.trim_start_matches(|c| c == '-' || AROUND.contains(&c));
    let bullet = opens && begun.starts_with("- ");
    let begun = if !bullet && bare.starts_with(|c: char| c.is_ascii_digit()) {
        begun
    } else {
        bare
    };
    let dashed = begun.trim_end_matches(AROUND);
    let bare = dashed.trim_end_matches(|c| c == '-' || AROUND.contains(&c));
    if bare.rsplit(' ').next().is_some_and(is_number) {
        dashed
    } else {
        bare
    }
}

/// Each with whether «та» stands before it.
pub(super) fn items(text: &str) -> Vec<(String, bool)> {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let mut items: Vec<(String, bool)> = Vec::new();
    let mut item: Vec<&str> = Vec::new();
    let mut joined = false;
    let mut rest = words.as_slice();
    while let Some((word, behind)) = rest.split_first() {
        let joins = joins(&item, word, behind);
        if joins || ends(&item, rest) {
            items.extend(whole(&item).map(|text| (text, joined)));
            item.clear();
            joined = joins;
        }
        if !joins {
            item.push(word);
        }
        rest = behind;
    }
    items.extend(whole(&item).map(|text| (text, joined)));
    items
}

/// «3. Пров. Дачний» is two: a full stop before the type of a street ends a list of houses. And
/// so is «1–9 крім 5», and «с. Губник – вул. Гоголя».
fn ends(item: &[&str], rest: &[&str]) -> bool {
    let Some(last) = item.last() else {
        return false;
    };
    let street = begins_street(rest);
    let sentence = last.ends_with('.') && !is_kind(last);
    let settlement = || settlement_name(&item.join(" ")).is_some_and(|name| !has_kind(&name));
    (street && (sentence || settlement())) || excepted(rest).is_some()
}

/// Whether a word parts the item before it from what stands behind it; «7, а» is a letter.
fn joins(item: &[&str], word: &str, behind: &[&str]) -> bool {
    let also = word == "а" && behind.first() == Some(&"також");
    let parts = match word {
        "та" | "також" => true,
        "і" | "й" => !behind.is_empty(),
        "а" => {
            also || !(behind.first().is_none_or(|next| is_number(next))
                || item.last().is_some_and(|last| is_number(last)))
        }
        _ => false,
    };
    parts && (item.is_empty() || begins_another(item, behind) || (also && !says_where(item)))
}

/// Whether «та» parts these words from those behind it: «вул. Гоголя 5 та вул. Київська 7», but
/// not «Кирила та Мефодія», nor «між вул. Київською та вул. Миру».
fn begins_another(item: &[&str], behind: &[&str]) -> bool {
    let Some(next) = behind.first() else {
        return false;
    };
    let named = is_kind(next) || is_settlement_word(next) || excepted(behind).is_some();
    let name =
        next.starts_with(char::is_uppercase) && item.last().is_some_and(|last| is_number(last));
    (named || name) && !says_where(item)
}

/// «між», «від» and the like, unless a number stands behind: «від 2 до 12».
fn says_where(item: &[&str]) -> bool {
    const WHERE: [&str; 12] = [
        "між",
        "від",
        "до",
        "з",
        "із",
        "зі",
        "по",
        "біля",
        "навпроти",
        "ріг",
        "розі",
        "рогу",
    ];
    const BEGINS: [&str; 3] = ["перехрест", "перетин", "район"];
    let behind = item.iter().skip(1).map(Some).chain([None]);
    item.iter().zip(behind).any(|(word, behind)| {
        let word = word.to_lowercase();
        let number = behind.is_some_and(|behind| is_number(behind));
        (WHERE.contains(&word.as_str()) && !number)
            || BEGINS.iter().any(|begin| word.starts_with(begin))
    })
}

const BEFORE: [&str; 6] = ["вся", "уся", "весь", "увесь", "все", "усе"];

/// «вул. Гоголя», «вся вул. Гоголя».
fn begins_street(words: &[&str]) -> bool {
    let named = without_all(words);
    named.first().is_some_and(|word| is_kind(word))
}

fn without_all<'w, 't>(words: &'w [&'t str]) -> &'w [&'t str] {
    match words {
        [first, rest @ ..] if BEFORE.contains(&first.to_lowercase().as_str()) => rest,
        all => all,
    }
}

/// «вул. Гоголя» and «с. Губник», also with «вся» or «все» before.
pub(super) fn begins_street_or_settlement(words: &[&str]) -> bool {
    let settlement = without_all(words).first();
    begins_street(words) || settlement.is_some_and(|word| is_settlement_word(word))
}

/// «вся вул. Гоголя» and «вул. Гоголя повністю» are the street, and all of it.
fn whole(item: &[&str]) -> impl Iterator<Item = String> + use<> {
    const BEHIND: [&str; 5] = ["повністю", "цілком", "вся", "уся", "весь"];
    let is = |word: &&str, of: &[&str]| {
        of.contains(&word.trim_end_matches(['.', ':']).to_lowercase().as_str())
    };
    let text = item.join(" ");
    let parted = match item {
        [first, name @ ..] if is(first, &BEFORE) => Some((first, name)),
        [name @ .., last] if is(last, &BEHIND) => Some((last, name)),
        _ => None,
    };
    let (name, all) = match parted {
        Some((all, name)) if !name.is_empty() && read_houses(&text).is_empty() => {
            let name = name.join(" ");
            let all = read_houses(&name).is_empty().then(|| (*all).to_owned());
            (name, all)
        }
        _ => (text, None),
    };
    std::iter::once(name).chain(all)
}

pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// «вул.», and «вул.Гоголя».
fn is_kind(word: &str) -> bool {
    split_words(word)
        .first()
        .is_some_and(|word| !StreetKind::from_word(word).is_empty())
}
