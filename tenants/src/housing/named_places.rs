//! Places that are no building, by what a dispatcher types: «парк шевч», «міст через Буг»,
//! «Соборної та Київської».

use super::Error;
use super::candidate::PlaceCandidate;
use super::edit::places;
use super::list::settlements;
use super::query::read_query;
use super::spelling::{Word, words_of};
use crate::db::CommunityTx;

/// More places than a community has, and than a line may mean.
const MOST_PLACES: i64 = 2_000;
const MOST_MEANT: usize = 5;
/// A word in another case shares its beginning: «Соборної» and «Соборна».
const SHARED: usize = 4;
const ENDING: usize = 3;

/// Those whose name has a word of the line, and that the line says nothing else of.
pub(super) fn named_places(
    tx: &mut CommunityTx<'_>,
    line: &str,
) -> Result<Vec<PlaceCandidate>, Error> {
    let readings = read_query(line);
    let typed: Vec<_> = readings
        .iter()
        .filter(|reading| reading.houses.is_empty())
        .map(|reading| words_of(&reading.street))
        .collect();
    let settlements = settlements(tx)?;
    let all = places(tx, None, None, MOST_PLACES)?.into_iter();
    let meant = all.filter_map(|place| {
        let settlement = settlements
            .iter()
            .find(|one| one.id == place.entry.settlement_id)?;
        let kind = words_of(place.entry.kind.word());
        let printed = words_of(&place.printed);
        let name = printed.get(kind.len()..).unwrap_or_default();
        let mut others = words_of(&settlement.name);
        others.extend(kind);
        let found = typed.iter().any(|words| is_meant(words, &others, name));
        found.then(|| PlaceCandidate {
            id: place.entry.id,
            address: format!("{}, {}", settlement.name, place.printed),
        })
    });
    Ok(meant.take(MOST_MEANT).collect())
}

/// Every word stands in the name, or says what kind of place it is and where; one stands in the
/// name.
fn is_meant(typed: &[Word], around: &[Word], name: &[Word]) -> bool {
    let stands = |word: &&Word, among: &[Word]| among.iter().any(|own| is_alike(word, own));
    let typed = typed
        .iter()
        .filter(|word| word.lossy.chars().nth(1).is_some());
    let (of_name, others): (Vec<_>, Vec<_>) = typed.partition(|word| stands(word, name));
    !of_name.is_empty() && others.iter().all(|word| stands(word, around))
}

fn is_alike(typed: &Word, own: &Word) -> bool {
    let shared = typed.lossy.chars().zip(own.lossy.chars());
    let shared = shared.take_while(|(one, other)| one == other).count();
    let (letters, of_own) = (typed.lossy.chars().count(), own.lossy.chars().count());
    shared > 0 && (shared == letters || shared >= SHARED && letters.max(of_own) - shared <= ENDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(line: &str, kind: &str, name: &str) -> bool {
        is_meant(&words_of(line), &words_of(kind), &words_of(name))
    }

    #[test]
    fn a_place_is_meant_by_its_name_or_its_beginning() {
        for line in [
            "парк Шевченка",
            "шевч",
            "парк шевченко",
            "ПАРК ІМ. ШЕВЧЕНКА",
        ] {
            assert!(meant(line, "парк", "ім. Шевченка"), "{line}");
        }
        for line in ["парк", "сквер Шевченка", "Шевченка Соборна", "п", ""]
        {
            assert!(!meant(line, "парк", "ім. Шевченка"), "{line}");
        }
    }

    #[test]
    fn crossroads_are_meant_by_both_streets_in_any_case() {
        let name = "вул. Соборна та вул. Київська";
        for line in [
            "перехрестя Соборної та Київської",
            "соборна київська",
            "Київська",
        ] {
            assert!(meant(line, "перехрестя", name), "{line}");
        }
        assert!(!meant("Соборної та Садової", "перехрестя", name));
    }
}
