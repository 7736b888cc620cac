use super::*;

#[test]
fn what_is_excepted_is_taken_away() {
    let all = ["1", "3", "5", "5А", "7", "9", "12"];
    for (text, expected) in [
        ("вул. Садова, крім 5, 7", vec!["1", "3", "5А", "9", "12"]),
        ("вул. Садова крім 5 та 7", vec!["1", "3", "5А", "9", "12"]),
        (
            "вул. Садова (крім буд. 5)",
            vec!["1", "3", "5А", "7", "9", "12"],
        ),
        (
            "вул. Садова, окрім № 12",
            vec!["1", "3", "5", "5А", "7", "9"],
        ),
        (
            "вул. Садова, за винятком будинків №№ 5, 7",
            vec!["1", "3", "5А", "9", "12"],
        ),
        ("вся вул. Садова, крім 1–7", vec!["9", "12"]),
        ("вул. Садова повністю, крім непарних", vec!["12"]),
        ("вул. Садова, 1–9, крім 5, 7", vec!["1", "3", "5А", "9"]),
        ("вул. Садова 1–9 крім 5", vec!["1", "3", "5А", "7", "9"]),
        (
            "вул. Садова, 1–9 (крім 5), 12",
            vec!["1", "3", "5А", "7", "9", "12"],
        ),
        ("вул. Садова, непарні, окрім 5–9", vec!["1", "3"]),
    ] {
        let bulletin = read(text, &all);
        assert_eq!(numbers(&bulletin.buildings), expected, "{text}");
        assert!(!bulletin.streets[0].whole, "{text}");
        assert_eq!(bulletin.uncertain, [], "{text}");
    }
    let bulletin = read("вул. Садова, крім 5, вул. Київська, 7", &["1", "5"]);
    assert_eq!(numbers(&bulletin.buildings), ["1", "7"]);
    assert_eq!(bulletin.uncertain, []);
}

#[test]
fn the_neighbours_of_an_excepted_house_that_is_not_there_are_not_taken() {
    let bulletin = read("вул. Садова, крім 5", &["1", "5А", "5/1", "7"]);
    assert_eq!(numbers(&bulletin.buildings), ["1", "7"]);
    let missing = &bulletin.uncertain[0];
    assert_eq!(
        (missing.doubt, missing.text.as_str()),
        (Doubt::NoSuchHouse, "вул. Садова, крім 5")
    );
    assert_eq!(numbers(&missing.buildings), ["5А", "5/1"]);
}

#[test]
fn another_exception_or_another_house_is_not_taken() {
    for (text, expected, listed) in [
        (
            "вул. Садова, 1–5, крім 3, 12",
            vec!["1", "5"],
            "вул. Садова, 12",
        ),
        (
            "вул. Садова (крім 3), 12",
            vec!["1", "5"],
            "вул. Садова, 12",
        ),
        ("вул. Садова, 1–5 (крім 3), 5", vec!["1"], "вул. Садова, 5"),
        (
            "вул. Садова, 12, 1–5, крім 3, 12",
            vec!["1", "5"],
            "вул. Садова, 12, 12",
        ),
    ] {
        let bulletin = read(text, &["1", "3", "5", "12"]);
        assert_eq!(numbers(&bulletin.buildings), expected, "{text}");
        assert_eq!(bulletin.uncertain[0].text, listed, "{text}");
    }
}

#[test]
fn an_exception_that_goes_on_with_what_nobody_reads_takes_nothing() {
    for text in [
        "вул. Садова, крім 5, магазин",
        "вул. Садова, 1–9, крім 5, магазин",
        "вул. Садова (крім 5 та вул. Київська)",
        "вул. Садова, крім 5 та вул. Київська 7",
        "вул. Садова, крім вул. Київська, вул. Київська",
    ] {
        let bulletin = read(text, &["1", "5", "9"]);
        assert_eq!(bulletin.buildings, [], "{text}");
    }
}

#[test]
fn what_stands_behind_a_preface_that_excepts_is_listed() {
    for (text, expected) in [
        ("Крім: вул. Садова 5", vec![]),
        ("Окрім: вул. Садова, 5, 9; вул. Київська, 7", vec!["К7"]),
        ("Крім: вул. Садова (вся), вул. Садова 5", vec![]),
        ("Крім (за графіком): вул. Садова, 5", vec![]),
        ("Відключення не стосується: вул. Садова 5", vec![]),
        ("Не стосується вул. Садова 5, 9\nвул. Садова, 1", vec!["С1"]),
        ("Не стосується абонентів: вул. Садова 5,\n9", vec![]),
        ("За винятком: вул. Садова, 5\nвул. Садова 1", vec!["С1"]),
        (
            "За винятком:\nвул. Садова, 5;\nвул. Садова 1\n\nвул. Садова 9",
            vec!["С9"],
        ),
        ("Без відключень: вул. Садова 5", vec![]),
        ("Без світла: вул. Садова 5", vec!["С5"]),
        (
            "Не відключатимуть: с. Губник, вул. Садова 5; вул. Садова 9",
            vec!["С9"],
        ),
        ("вул. Садова без 5", vec!["С1", "С9"]),
    ] {
        assert_eq!(taken(text, &["1", "5", "9"]), expected, "{text}");
    }
    for text in [
        "Крім: вул. Садова 5",
        "Відключення не стосується: вул. Садова 5",
    ] {
        let listed = listed(text, &["5"]);
        assert_eq!(listed.last().unwrap(), "вул. Садова 5", "{text}");
    }
}
