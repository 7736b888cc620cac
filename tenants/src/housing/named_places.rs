//! Places that are no building, by what a dispatcher types: «парк шевч», «міст через Буг»,
//! «Соборної та Київської».

use super::Error;
use super::entry::PlaceEntry;
use super::spelling::{Word, words_of};
use super::store_entries as store;
use crate::db::CommunityTx;

/// More places than a community has, and than a line may mean.
const MOST_PLACES: i64 = 2_000;
const MOST_MEANT: usize = 5;
/// A word in another case shares its beginning: «Соборної» and «Соборна».
const SHARED: usize = 4;
const ENDING: usize = 3;

/// Those of which the line has a word, and no word of another thing; the likeliest first.
pub(super) fn named_places(
    tx: &mut CommunityTx<'_>,
    line: &str,
) -> Result<Vec<PlaceEntry>, Error> {
    let typed = words_of(line);
    let places = store::places(tx, None, None, MOST_PLACES)?;
    let meant = places.into_iter().filter(|place| {
        let of_kind = words_of(place.kind.word());
        is_meant(&typed, &of_kind, &words_of(&place.name))
    });
    Ok(meant.take(MOST_MEANT).collect())
}

/// Every word stands in the name, or says what kind of place it is; one stands in the name.
fn is_meant(typed: &[Word], kind: &[Word], name: &[Word]) -> bool {
    let stands = |word: &&Word, among: &[Word]| among.iter().any(|own| is_alike(word, own));
    let typed = typed.iter().filter(|word| word.lossy.chars().nth(1).is_some());
    let (of_name, others): (Vec<_>, Vec<_>) = typed.partition(|word| stands(word, name));
    !of_name.is_empty() && others.iter().all(|word| stands(word, kind))
}

fn is_alike(typed: &Word, own: &Word) -> bool {
    let shared = typed.lossy.chars().zip(own.lossy.chars());
    let shared = shared.take_while(|(one, other)| one == other).count();
    let (letters, of_own) = (typed.lossy.chars().count(), own.lossy.chars().count());
    shared > 0
        && (shared == letters || shared >= SHARED && letters.max(of_own) - shared <= ENDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(line: &str, kind: &str, name: &str) -> bool {
        is_meant(&words_of(line), &words_of(kind), &words_of(name))
    }

    #[test]
    fn a_place_is_meant_by_its_name_or_its_beginning() {
        for line in ["парк Шевченка", "шевч", "парк шевченко", "ПАРК ІМ. ШЕВЧЕНКА"] {
            assert!(meant(line, "парк", "ім. Шевченка"), "{line}");
        }
        for line in ["парк", "сквер Шевченка", "Шевченка Соборна", "п", ""] {
            assert!(!meant(line, "парк", "ім. Шевченка"), "{line}");
        }
    }

    #[test]
    fn crossroads_are_meant_by_both_streets_in_any_case() {
        let name = "вул. Соборна та вул. Київська";
        for line in ["перехрестя Соборної та Київської", "соборна київська", "Київська"] {
            assert!(meant(line, "перехрестя", name), "{line}");
        }
        assert!(!meant("Соборної та Садової", "перехрестя", name));
    }
}
