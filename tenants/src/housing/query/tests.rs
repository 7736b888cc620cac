use super::super::spelling::lossy_key;
use super::*;
use proptest::prelude::*;

/// What is typed, the type, the street, and the houses with their flats, of the first reading.
const TYPED: &[(&str, Option<StreetKind>, &str, &[&str])] = &[
    ("Соборна 12 а", None, "Соборна", &["12А"]),
    ("Cj,jhyf 12 f", None, "Соборна", &["12А"]),
    (
        "ул. Соборная, д. 12-А, кв. 5",
        Some(StreetKind::Vulytsia),
        "Соборна",
        &["12А кв. 5"],
    ),
    (
        "вул.Солов'їна 7",
        Some(StreetKind::Vulytsia),
        "Солов’їна",
        &["7"],
    ),
    ("Киъвська 16", None, "Київська", &["16"]),
    (
        "пр. Коцюбинського 37",
        Some(StreetKind::Prospekt),
        "Коцюбинського",
        &["37"],
    ),
    (
        "Московська 3 пров 5",
        Some(StreetKind::Provulok),
        "Московська 3",
        &["5"],
    ),
    ("600 річчя 48", None, "600-річчя", &["48"]),
    ("131в/9", None, "", &["131В/9"]),
    ("17А/А", None, "", &["17А/А"]),
    ("12 корп.2", None, "", &["12 корп. 2"]),
    ("12-5", None, "", &["12/5", "12 кв. 5"]),
    ("Соборна 12 5", None, "Соборна", &["12/5", "12 кв. 5"]),
    ("соборна 23 а, 5", None, "Соборна", &["23А/5", "23А кв. 5"]),
    ("соборна 23а п.2 кв 5", None, "Соборна", &["23А кв. 5"]),
    ("1 п. 2", None, "", &["1"]),
    ("Тарасівка", None, "Тарасівка", &[]),
    ("соборна12а", None, "Соборна", &["12А"]),
    ("8березня 5", None, "8 Березня", &["5"]),
    ("ПРИБЕРЕЖНА 5", None, "Прибережна", &["5"]),
    (
        "с. Губник, вул. Набережна, 5",
        Some(StreetKind::Vulytsia),
        "с. Губник Набережна",
        &["5"],
    ),
    ("1ша Садова 5", None, "1-ша Садова", &["5"]),
    (
        "вулКиївська 5",
        Some(StreetKind::Vulytsia),
        "Київська",
        &["5"],
    ),
    (
        "Лесі Українки 5-Б кв 17",
        None,
        "Лесі Українки",
        &["5Б кв. 17"],
    ),
    (
        "пров Тихий-2 4",
        Some(StreetKind::Provulok),
        "Тихий-2",
        &["4"],
    ),
    ("8 Березня", None, "8 Березня", &[]),
    ("Набережна 5", None, "Набережна", &["5"]),
    ("кв-л 4 буд 5", Some(StreetKind::Kvartal), "4", &["5"]),
];

fn shown(houses: &[HouseReading]) -> Vec<String> {
    houses
        .iter()
        .map(|r| {
            r.flat.as_ref().map_or(r.house.to_string(), |flat| {
                format!("{} кв. {flat}", r.house)
            })
        })
        .collect()
}

#[test]
fn what_dispatchers_type_is_understood() {
    for (typed, kind, street, houses) in TYPED {
        let readings = read_query(typed);
        let first = readings
            .first()
            .unwrap_or_else(|| panic!("{typed} is not read"));
        assert_eq!(first.kind, *kind, "{typed}");
        assert_eq!(lossy_key(&first.street), lossy_key(street), "{typed}");
        assert_eq!(shown(&first.houses), *houses, "{typed}");
    }
}

#[test]
fn the_comma_of_the_latin_layout_may_be_the_letter_of_a_house() {
    let houses = |line| -> Vec<String> {
        let readings = read_query(line);
        readings.iter().flat_map(|r| shown(&r.houses)).collect()
    };
    for line in ["dbyjuhflyf 2,", "dbyjuhflyf 2 ,"] {
        assert_eq!(houses(line), ["2", "2Б"], "{line}");
    }
    assert!(houses("dbyjuhflyf 2,? rd/ 5").contains(&"2Б кв. 5".to_owned()));
}

#[test]
fn an_abbreviation_of_two_types_gives_both_readings() {
    let kinds: Vec<_> = read_query("пр. Коцюбинського 37")
        .into_iter()
        .map(|r| r.kind)
        .collect();
    assert_eq!(
        kinds[..2],
        [Some(StreetKind::Prospekt), Some(StreetKind::Proizd)]
    );
}

#[test]
fn a_number_at_the_end_may_belong_to_the_name() {
    let readings = read_query("пров. Тихий 1");
    assert_eq!(readings.len(), 2);
    assert_eq!(
        (readings[0].street.as_str(), shown(&readings[0].houses)),
        ("Тихий", vec!["1".to_owned()])
    );
    assert_eq!(
        (readings[1].street.as_str(), readings[1].houses.len()),
        ("Тихий 1", 0)
    );
}

/// What is typed, and of the reading in doubt: the street, its houses, what was not read.
const LOOSELY: &[(&str, Unsure, &str, &[&str], &str)] = &[
    ("1 Соборна", Unsure::HouseFirst, "Соборна", &["1"], ""),
    (
        "12а, вул. Соборна",
        Unsure::HouseFirst,
        "Соборна",
        &["12А"],
        "",
    ),
    ("8 Березня", Unsure::HouseFirst, "Березня", &["8"], ""),
    (
        "Соборна 12 біля школи",
        Unsure::MoreBehind,
        "Соборна",
        &["12"],
        "біля школи",
    ),
    (
        "Соборна 12 кв 5 3 поверх",
        Unsure::MoreBehind,
        "Соборна",
        &["12 кв. 5"],
        "3 поверх",
    ),
    (
        "вул 8 Березня 5 оф 7",
        Unsure::MoreBehind,
        "8 Березня",
        &["5"],
        "оф 7",
    ),
    (
        "Київська 5 кв.",
        Unsure::MoreBehind,
        "Київська",
        &["5"],
        "кв.",
    ),
    (
        "гоголя 128130",
        Unsure::HouseUnread,
        "гоголя",
        &[],
        "128130",
    ),
    ("вул. Соборна 0", Unsure::HouseUnread, "Соборна", &[], "0"),
];

#[test]
fn what_does_not_end_with_the_house_is_read_in_doubt() {
    for (typed, unsure, street, houses, unread) in LOOSELY {
        let readings = read_query(typed);
        let read: Vec<_> = readings
            .iter()
            .filter(|reading| reading.unsure == Some(*unsure))
            .map(|r| (r.street.as_str(), shown(&r.houses), r.unread.as_str()))
            .collect();
        let houses: Vec<_> = houses.iter().map(|one| (*one).to_owned()).collect();
        assert!(
            read.contains(&(*street, houses, *unread)),
            "{typed}: {readings:?}"
        );
    }
}

#[test]
fn the_settlement_may_come_last() {
    for typed in [
        "Соборна 12, Ладижин",
        "Соборна 12 с. Ладижин",
        "8 Березня 12, Ладижин",
    ] {
        let sure: Vec<_> = read_query(typed)
            .into_iter()
            .filter(|r| r.unsure.is_none() && shown(&r.houses) == ["12"])
            .collect();
        assert!(sure.iter().any(|r| r.street.contains("Ладижин")), "{typed}");
    }
}

#[test]
fn what_ends_with_the_house_is_read_in_no_doubt() {
    for (typed, ..) in TYPED.iter().filter(|(.., houses)| !houses.is_empty()) {
        assert_eq!(read_query(typed)[0].unsure, None, "{typed}");
    }
}

#[test]
fn the_reading_says_how_it_was_typed() {
    assert_eq!(read_query("Cj,jhyf 12 f")[0].typed_as, TypedAs::LatinLayout);
    assert_eq!(
        read_query("Киъвська 16")[0].typed_as,
        TypedAs::RussianLayout
    );
    assert_eq!(read_query("12A")[0].houses[0].house.to_string(), "12А");
}

#[test]
fn an_empty_line_has_no_reading() {
    assert!(read_query("").is_empty());
    assert!(read_query(" ,. ").is_empty());
}

proptest! {
    #[test]
    fn reading_never_panics(line in "\\PC{0,60}") {
        let _ = read_query(&line);
    }

    #[test]
    fn reading_something_like_an_address_never_panics(line in "[а-яА-ЯіїєґA-Za-z0-9 .,/’'-]{0,40}") {
        let _ = read_query(&line);
    }
}
