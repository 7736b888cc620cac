mod excepted;
mod letters;
mod never_more;
mod numbered;
mod settlements;
mod units;
mod whole;

use super::super::pieces::{StreetPiece, take_apart};
use super::*;

/// The street «Садова» has these houses, «Київська» has 1 to 9; no other is known.
fn read(text: &str, numbers: &[&str]) -> Bulletin {
    let streets = [
        ("Садова", StreetId::new(), numbers),
        (
            "Київська",
            StreetId::new(),
            &["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        ),
    ];
    let pieces = take_apart(text);
    let match_of = |piece: &StreetPiece| {
        streets.iter().find_map(|(name, street, _)| {
            let mut readings = piece.readings.iter();
            Some(Match {
                street: *street,
                printed: format!("Ладижин, вул. {name}"),
                reading: readings.position(|(reading, _)| reading.name == *name)?,
                sure: true,
                here: true,
                score: 1.0,
            })
        })
    };
    let matches: Vec<Vec<Match>> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Street(piece) => match_of(piece).into_iter().collect(),
            Piece::Settlement { .. } | Piece::Other { .. } => Vec::new(),
        })
        .collect();
    let house = |number: &&str| House {
        id: BuildingId::new(),
        number: (*number).to_owned(),
        parsed: HouseNumber::parse(number).ok(),
    };
    let printed = |(name, id, _): &(&str, StreetId, _)| (*id, format!("Ладижин, вул. {name}"));
    let registry = Registry {
        houses: streets
            .iter()
            .map(|(_, street, numbers)| (*street, numbers.iter().map(house).collect()))
            .collect(),
        settlements: HashMap::from([
            (
                exact_key("Ладижин"),
                vec![streets.iter().map(printed).collect()],
            ),
            (exact_key("Тарасівка"), vec![Vec::new(), Vec::new()]),
        ]),
        ..Registry::default()
    };
    resolve(&pieces, &matches, &registry)
}

fn numbers(all: &[(BuildingId, String)]) -> Vec<&str> {
    all.iter()
        .filter_map(|(_, address)| address.rsplit(", ").next())
        .collect()
}

/// What is taken of both streets, as «С5» and «К7».
fn taken(text: &str, numbers: &[&str]) -> Vec<String> {
    let bulletin = read(text, numbers);
    let short = |(_, address): &(BuildingId, String)| {
        let (street, number) = address.rsplit_once(", ").unwrap();
        let initial = street
            .rsplit(' ')
            .next()
            .and_then(|name| name.chars().next());
        format!("{}{number}", initial.unwrap())
    };
    bulletin.buildings.iter().map(short).collect()
}

/// The texts of what is uncertain.
fn listed(text: &str, numbers: &[&str]) -> Vec<String> {
    let uncertain = read(text, numbers).uncertain;
    uncertain.into_iter().map(|one| one.text).collect()
}

#[test]
fn what_is_named_is_taken_once_and_what_is_missing_is_listed_with_its_neighbours() {
    let bulletin = read("вул. Садова, 1–5, 3, 8", &["1", "2", "3", "3А", "8А", "12"]);
    assert_eq!(numbers(&bulletin.buildings), ["1", "3", "3А"]);
    assert_eq!(bulletin.streets[0].buildings, 3);
    let missing = &bulletin.uncertain[0];
    assert_eq!(
        (missing.doubt, missing.text.as_str()),
        (Doubt::NoSuchHouse, "вул. Садова, 8")
    );
    assert_eq!(numbers(&missing.buildings), ["8А"]);
}

#[test]
fn a_street_alone_is_all_of_it_even_what_nobody_can_read() {
    let bulletin = read("вул. Садова", &["1", "казарма"]);
    assert_eq!(numbers(&bulletin.buildings), ["1", "казарма"]);
    assert!(bulletin.streets[0].whole);
    assert_eq!(bulletin.uncertain, []);
}

#[test]
fn a_range_without_a_side_takes_nothing_and_offers_both_sides() {
    let bulletin = read("вул. Садова, 1–4", &["1", "2", "3", "5"]);
    assert_eq!(bulletin.buildings, []);
    assert_eq!(bulletin.uncertain[0].doubt, Doubt::NoSide);
    assert_eq!(numbers(&bulletin.uncertain[0].buildings), ["1", "2", "3"]);
    assert!(!bulletin.streets[0].whole);
}

#[test]
fn lost_commas_are_not_put_back_in_silence() {
    let bulletin = read(
        "вул. Садова, 128130, 31. 31-А",
        &["128", "130", "31", "31А"],
    );
    assert_eq!(bulletin.buildings, []);
    let may_be: Vec<_> = bulletin
        .uncertain
        .iter()
        .map(|one| numbers(&one.buildings))
        .collect();
    assert_eq!(may_be, [["128", "130"], ["31", "31А"]]);
}

#[test]
fn a_piece_that_nobody_reads_leaves_no_street_whole() {
    for behind in [
        "12 – кінець",
        "до перехрестя",
        "5 магазин",
        "частково",
        "окрім магазину",
        "крім: 5",
        "крім 12-5",
        "крім 5 кв. 3",
        "крім –5",
        "1-9 Київська",
        "5 вул. Київська, 7",
        "повністю, крім квартир",
        "непарні, до школи",
        "1–9, крім 12",
        "1–9, магазин, крім 5",
        "5, магазин, крім 5",
        "1–9, крім будинку школи",
        "5, крім 5",
    ] {
        let bulletin = read(&format!("вул. Садова, {behind}"), &["1", "5", "9", "12"]);
        assert_eq!(bulletin.buildings, [], "{behind}");
        assert!(!bulletin.streets[0].whole, "{behind}");
        let offered = &bulletin.uncertain[0];
        assert!(numbers(&offered.buildings).contains(&"5"), "{behind}");
        assert!(bulletin.uncertain.len() > 1, "{behind}");
    }
    let between = "вул. Садова (від вул. Київської до вул. Каїрської)";
    let bulletin = read(between, &["1"]);
    assert_eq!(bulletin.buildings, []);
    assert_eq!(
        bulletin.uncertain[0].text,
        "вул. Садова, від вул. Київської до вул. Каїрської"
    );
}

#[test]
fn houses_before_a_piece_that_nobody_reads_are_taken() {
    let bulletin = read("вул. Садова, 1, 5–9, магазин", &["1", "5", "9", "11"]);
    assert_eq!(numbers(&bulletin.buildings), ["1", "5", "9"]);
    assert_eq!(bulletin.uncertain[0].text, "магазин");
}

#[test]
fn a_street_that_is_not_known_leaves_the_one_before_it_whole() {
    let bulletin = read("вул. Садова; вул. Невідома, 5", &["1"]);
    assert_eq!(numbers(&bulletin.buildings), ["1"]);
    assert!(bulletin.streets[0].whole);
}

#[test]
fn a_range_without_an_end_takes_nothing() {
    for text in ["вул. Садова 1–", "вул. Садова 1 –, 5", "вул. Садова, 1–"]
    {
        let bulletin = read(text, &["1", "3"]);
        assert_eq!(bulletin.buildings, [], "{text}");
        assert_eq!(numbers(&bulletin.uncertain[0].buildings), ["1", "3"]);
    }
}

#[test]
fn a_number_behind_a_block_may_be_another_block() {
    let known = ["2", "14 корп. 1", "14 корп. 2", "16/1"];
    for text in [
        "вул. Садова, 14 корп. 1, 2, 16/1",
        "вул. Садова 14 корп. 1, 2, 16/1",
        "вул. Садова, 14 корп. 1 та 2, 16/1",
    ] {
        let bulletin = read(text, &known);
        assert_eq!(
            numbers(&bulletin.buildings),
            ["14 корп. 1", "16/1"],
            "{text}"
        );
        assert_eq!(bulletin.uncertain[0].doubt, Doubt::Ambiguous, "{text}");
        assert_eq!(
            numbers(&bulletin.uncertain[0].buildings),
            ["2", "14 корп. 2"],
            "{text}"
        );
    }
    let known_too = ["2", "3", "14 корп. 1", "16", "18", "19", "20"];
    for (text, expected) in [
        (
            "вул. Садова, 14 корп. 1, 16, 18, 20",
            vec!["14 корп. 1", "18", "20"],
        ),
        (
            "вул. Садова, 14 корп. 1, 2, 3, 16",
            vec!["14 корп. 1", "16"],
        ),
        (
            "вул. Садова 14 корп. 1, 2, 18–20",
            vec!["14 корп. 1", "18", "20"],
        ),
    ] {
        let bulletin = read(text, &known_too);
        assert_eq!(numbers(&bulletin.buildings), expected, "{text}");
    }
    let bulletin = read("вул. Садова, 14 корп. 1, 2; вул. Садова, 2", &known);
    assert_eq!(numbers(&bulletin.buildings), ["14 корп. 1", "2"]);
    let bulletin = read("вул. Садова, 14 корп. 1, 2, 2–4", &known);
    assert_eq!(numbers(&bulletin.buildings), ["14 корп. 1"]);
}
