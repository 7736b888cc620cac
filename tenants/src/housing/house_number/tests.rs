use super::*;
use proptest::prelude::*;

fn shown(text: &str) -> Vec<String> {
    read_house(text)
        .into_iter()
        .map(|r| {
            r.flat.map_or(r.house.to_string(), |flat| {
                format!("{} кв. {flat}", r.house)
            })
        })
        .collect()
}

#[test]
fn one_house_has_one_spelling() {
    for (typed, printed) in [
        ("12", "12"),
        ("12а", "12А"),
        ("12 А", "12А"),
        ("12-Б", "12Б"),
        ("12A", "12А"),
        ("12/3", "12/3"),
        ("131в/9", "131В/9"),
        ("17А/А", "17А/А"),
        ("18А/1", "18А/1"),
        ("12 корп.2", "12 корп. 2"),
        ("12А, корпус 2Б", "12А корп. 2Б"),
        ("буд. 7", "7"),
        ("№7", "7"),
        ("5К", "5К"),
        ("12ы", "12І"),
    ] {
        assert_eq!(shown(typed), [printed], "{typed}");
    }
}

#[test]
fn flats_are_taken_apart() {
    assert_eq!(shown("д. 12-А, кв. 5"), ["12А кв. 5"]);
    assert_eq!(shown("12 корп. 2 кв.5а"), ["12 корп. 2 кв. 5А"]);
}

#[test]
fn an_entrance_is_understood_before_a_flat_and_behind_it() {
    let inside = |text: &str| {
        let readings = read_house(text);
        assert_eq!(readings.len(), 1, "{text}: {readings:?}");
        let one = readings.into_iter().next().unwrap();
        (one.house.to_string(), one.entrance, one.flat)
    };
    for text in [
        "12 під'їзд 2",
        "12, під’їзд 2",
        "12 2 під'їзд",
        "12, 2-й підʼїзд",
        "12 під. 2",
        "д. 12, подъезд 2",
    ] {
        assert_eq!(inside(text), ("12".to_owned(), Some(2), None), "{text}");
    }
    for text in ["12 під'їзд 2 кв. 45", "12, кв. 45, під'їзд 2"] {
        let flat = Some("45".to_owned());
        assert_eq!(inside(text), ("12".to_owned(), Some(2), flat), "{text}");
    }
    for text in ["12 під'їзд", "12 під'їзд а", "12 під'їзд 2 під'їзд 3"] {
        assert_eq!(read_house(text), [], "{text}");
    }
    assert_eq!(
        HouseNumber::parse("12 під'їзд 2"),
        Err(HouseNumberError::NamesFlat)
    );
}

#[test]
fn what_can_be_read_twice_gives_both() {
    assert_eq!(shown("12-5"), ["12/5", "12 кв. 5"]);
    assert_eq!(shown("12к2"), ["12 корп. 2", "12 кв. 2"]);
    assert_eq!(HouseNumber::parse("12-5"), Err(HouseNumberError::Ambiguous));
    assert_eq!(
        HouseNumber::parse("12 кв 5"),
        Err(HouseNumberError::NamesFlat)
    );
}

#[test]
fn misprints_of_bulletins_are_not_understood() {
    for typed in [
        "128130",
        "1А 2, 4",
        "31. 31-А",
        "0",
        "012",
        "",
        "А",
        "12 АБ",
        "12/",
        "1–87",
        "12(3)",
    ] {
        assert!(
            matches!(
                HouseNumber::parse(typed),
                Err(HouseNumberError::NotUnderstood | HouseNumberError::Ambiguous)
            ),
            "{typed}"
        );
    }
}

#[test]
fn houses_sort_as_they_stand() {
    let mut houses: Vec<_> = ["100", "10/1", "2", "10А", "10", "10Ґ", "10Г", "10 корп. 2"]
        .map(|t| HouseNumber::parse(t).unwrap())
        .into();
    houses.sort_by_key(HouseNumber::sort_key);
    let shown: Vec<_> = houses.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        ["2", "10", "10 корп. 2", "10/1", "10А", "10Г", "10Ґ", "100"]
    );
}

fn part() -> impl Strategy<Value = Part> {
    let letters: Vec<char> = LETTERS.chars().collect();
    (
        proptest::option::of(1..99_999u32),
        proptest::option::of(proptest::sample::select(letters)),
    )
        .prop_filter("something must be there", |(n, l)| {
            n.is_some() || l.is_some()
        })
        .prop_map(|(number, letter)| Part { number, letter })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(
        number in 1..99_999u32, head in part(),
        fraction in proptest::option::of(part()), block in proptest::option::of(part()),
    ) {
        let house = HouseNumber { number, letter: head.letter, fraction, block };
        prop_assert_eq!(HouseNumber::parse(&house.to_string()), Ok(house));
    }

    #[test]
    fn the_key_and_the_order_tell_the_same_houses_apart(a in part(), b in part(), n in 1..50u32) {
        let a = HouseNumber { number: n, letter: a.letter, fraction: Some(a), block: None };
        let b = HouseNumber { number: n, letter: b.letter, fraction: Some(b), block: None };
        prop_assert_eq!(a == b, a.key() == b.key());
        prop_assert_eq!(a == b, a.sort_key() == b.sort_key());
    }

    #[test]
    fn reading_never_panics(text in "\\PC{0,24}") {
        let _ = read_house(&text);
    }

    #[test]
    fn reading_what_looks_like_a_house_never_panics(text in "[0-9А-Яа-яA-Za-z/ .,-]{0,16}") {
        let _ = read_house(&text);
    }
}
