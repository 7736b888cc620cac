use super::*;

const HOUSES: [&str; 9] = ["1", "2", "3", "4", "5", "5А", "7", "10", "12"];

#[test]
fn flats_entrances_and_floors_are_no_houses() {
    for (text, expected) in [
        ("вул. Садова 5 кв 1, 2, 3", vec![]),
        ("вул. Садова 5 кв. 1 та 2", vec![]),
        ("вул. Садова, 5 кв 1, 2, буд. 7", vec!["С7"]),
        ("вул. Садова, буд. 5, кв. 1, 2, 3", vec!["С5"]),
        ("вул. Садова, 5 (кв. 1, 2, 3), 7", vec!["С5", "С7"]),
        ("вул. Садова 5 (кв.: 1, 2, 3), 7", vec!["С5", "С7"]),
        ("вул. Садова, 5 (1, 3, 4 під'їзди)", vec!["С5"]),
        ("вул. Садова, 5 (1; 3 під’їзди), 7", vec!["С5", "С7"]),
        ("вул. Садова, 5 (1, 3 під'їзди", vec!["С5"]),
        ("вул. Садова, 5 (10, 12 поверх)", vec!["С5"]),
        ("вул. Садова, 5 (1, 2 під'їзд), 7", vec!["С5", "С7"]),
        ("вул. Садова, 5 (1, 2 п.), 7", vec!["С5", "С7"]),
        ("вул. Садова, 5 п. 1, 2", vec![]),
        ("вул. Садова, 5 (під'їзди 1–3, 4), 7", vec!["С5", "С7"]),
        (
            "вул. Садова, 5, кв. 1,\n2, 3; вул. Київська 7",
            vec!["С5", "К7"],
        ),
        (
            "вул. Садова, 5, оф. 1, 2, вул. Київська 7, 9",
            vec!["С5", "К7", "К9"],
        ),
    ] {
        assert_eq!(taken(text, &HOUSES), expected, "{text}");
        let bulletin = read(text, &HOUSES);
        assert!(!bulletin.uncertain.is_empty(), "{text}");
        assert!(!bulletin.streets[0].whole, "{text}");
    }
}

#[test]
fn a_number_that_may_be_a_flat_is_listed_with_its_house() {
    let text = "вул. Садова, 5 кв. 1, 2, 3";
    assert_eq!(
        listed(text, &HOUSES),
        ["вул. Садова, 5 кв. 1", "вул. Садова, 2", "вул. Садова, 3"]
    );
    let bulletin = read(text, &HOUSES);
    assert_eq!(numbers(&bulletin.uncertain[0].buildings), ["5"]);
    assert_eq!(numbers(&bulletin.uncertain[1].buildings), ["2", "5"]);
}

#[test]
fn substations_are_no_houses() {
    for (text, expected) in [
        ("вул. Садова 5; ТП-1, 2; вул. Київська 7", vec!["С5", "К7"]),
        ("вул. Садова: ТП-1, 3", vec![]),
        ("вул. Садова ТП-1, 3", vec![]),
        ("вул. Садова, 5 (КТП №1, 2), 7", vec!["С5", "С7"]),
        ("вул. Садова, 5, РП 1, 2; вул. Садова 3", vec!["С5", "С3"]),
    ] {
        assert_eq!(taken(text, &HOUSES), expected, "{text}");
        assert!(!read(text, &HOUSES).uncertain.is_empty(), "{text}");
    }
}

#[test]
fn letters_of_houses_and_names_of_streets_are_no_units() {
    let houses = ["1", "5П", "7"];
    for text in [
        "вул. Садова, 5П, 7",
        "вул. Садова 5п, 7",
        "вул. Садова, 5 п, 7",
    ] {
        assert_eq!(taken(text, &houses), ["С5П", "С7"], "{text}");
    }
}
