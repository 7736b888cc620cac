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
