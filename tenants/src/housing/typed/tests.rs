#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use proptest::prelude::*;

use super::super::query::read_query;
use super::super::spelling::lossy_key;
use super::*;

fn shared(one: &str, other: &str) -> bool {
    let others = spellings(other);
    spellings(one)
        .iter()
        .any(|(spelling, _)| others.iter().any(|(known, _)| known == spelling))
}

#[test]
fn the_readings_of_a_line_share_their_words_and_lines_do_not() {
    let mut sought = Sought::default();
    let readings = read_query("пр. Миру 5");
    let (key, words) = sought.line(readings.iter(), &[]);
    // The number may belong to the name: a reading of its own, with one more word.
    assert_eq!((key, words.len()), (0, 4));
    assert_eq!(sought.spellings.spelling[0], "миру");
    assert_eq!(sought.spellings.spelling.len(), 5 + 1);
    assert_eq!(sought.line(readings.iter(), &[]).0, 1);
    assert_eq!(sought.spellings.spelling.len(), 2 * (5 + 1));
}

#[test]
fn a_settlement_is_near_when_a_line_names_it_beside_a_street() {
    let settled = |name: &str| Settled {
        id: SettlementId::new(),
        name: name.to_owned(),
        key: lossy_key(name),
    };
    let all = [settled("Губник"), settled("Садове")];
    let near = |line: &str| {
        let mut sought = Sought::default();
        let _ = sought.line(read_query(line).iter(), &all);
        sought.near.settlement
    };
    assert_eq!(near("с. Губник, вул. Садова, 5"), [all[0].id]);
    assert_eq!(near("Гуьник кленова 5"), [all[0].id]);
    assert_eq!(near("Садова 5"), []);
    assert_eq!(near("Губник"), []);
}

#[test]
fn short_words_and_numbers_stand_as_they_are() {
    assert_eq!(spellings("ив").len(), 1);
    assert_eq!(spellings("600").len(), 1);
    assert_eq!(spellings("ган").len(), 4);
    assert_eq!(spellings(&"аб".repeat(5_000)).len(), 1);
}

proptest! {
    #[test]
    fn a_slip_of_one_letter_shares_a_spelling(
        word in "[а-я]{3,12}", at in 0..12_usize, letter in "[а-я]", slip in 0..4_u8,
    ) {
        let mut letters: Vec<char> = word.chars().collect();
        let at = at % letters.len();
        let letter = letter.chars().next().unwrap();
        match slip {
            0 => letters.insert(at, letter),
            1 => letters[at] = letter,
            2 if letters.len() > 3 => drop(letters.remove(at)),
            _ if at > 0 => letters.swap(at - 1, at),
            _ => {}
        }
        let typed: String = letters.into_iter().collect();
        prop_assert!(shared(&word, &typed), "{word} {typed}");
    }
}
