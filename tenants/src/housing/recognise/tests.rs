use super::super::spelling::words_of;
use super::super::streets_alike::tests::street;
use super::*;

fn found(typed: &str, name: &str) -> Option<Recognised> {
    recognise(&words_of(typed), &street("Ладижин", name, &[]))
}

#[test]
fn a_name_is_recognised_with_its_settlement_before_it_and_without() {
    for typed in [
        "Соборна",
        "Ладижин Соборна",
        "м. Ладижин Соборна",
        "смт Ладижин соборна",
    ] {
        let one = found(typed, "Соборна").unwrap();
        assert_eq!((one.found_by, one.score), (FoundBy::Name, 1.0), "{typed}");
    }
    let slipped = found("Лаиджин Соборна", "Соборна").unwrap();
    assert!(slipped.found_by.is_fuzzy(), "{slipped:?}");
    let elsewhere = found("Губник Соборна", "Соборна").unwrap();
    assert!(
        elsewhere.found_by.is_fuzzy() && elsewhere.score < 0.5,
        "{elsewhere:?}"
    );
}

#[test]
fn exact_beats_alias_beats_beginning_beats_likeness() {
    let aliased = street(
        "Ладижин",
        "Соборна",
        &[("Леніна", "old"), ("Ленина", "russian")],
    );
    let score = |typed: &str| recognise(&words_of(typed), &aliased).unwrap();
    let all = [
        score("Соборна"),
        score("Леніна"),
        score("Ленина"),
        score("Собор"),
        score("Соборная"),
        score("Соьорна"),
    ];
    let by: Vec<FoundBy> = all.iter().map(|one| one.found_by).collect();
    assert_eq!(
        by,
        [
            FoundBy::Name,
            FoundBy::OldName,
            FoundBy::RussianName,
            FoundBy::Beginning,
            FoundBy::Likeness,
            FoundBy::Likeness
        ]
    );
    assert!(all.is_sorted_by(|a, b| a.score > b.score), "{all:?}");
}

#[test]
fn every_recognition_says_why() {
    let reasons = |typed: &str, name: &str| found(typed, name).unwrap().reasons;
    assert_eq!(reasons("Соборна", "Соборна"), []);
    assert_eq!(reasons("Соборная", "Соборна"), [Reason::RussianForm]);
    assert_eq!(reasons("Содовиіна", "Солов’їна"), [Reason::Typo]);
    assert_eq!(reasons("Соловіїна", "Солов’їна"), [Reason::Spelling]);
    assert_eq!(reasons("Укра", "Лесі Українки"), [Reason::Beginning]);
    assert_eq!(found("Шевченка", "Соборна"), None);
}

#[test]
fn a_type_that_is_part_of_the_name_may_be_left_out() {
    assert_eq!(
        found("Чумацький", "Чумацький шлях").unwrap().found_by,
        FoundBy::Name
    );
    assert_eq!(
        found("Тихий", "Тихий-2").unwrap().found_by,
        FoundBy::Beginning
    );
}

proptest::proptest! {
    #[test]
    fn slips_are_counted_as_if_the_whole_words_were_compared(
        one in "[абв]{0,6}", other in "[абв]{0,6}", most in 1..=2_usize,
    ) {
        let whole = strsim::osa_distance(&one, &other);
        let few = Some(whole).filter(|slips| *slips <= most);
        proptest::prop_assert_eq!(slips(&one, &other, most), few);
    }
}
