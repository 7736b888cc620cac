use super::*;

#[test]
fn a_street_of_which_all_is_named_is_taken_whole() {
    for text in [
        "вся вул. Садова",
        "вул. Садова повністю",
        "вул. Садова, повністю",
        "вул. Садова (вся)",
        "вул. Садова, усі будинки",
        "вул. Садова – вся",
        "Вся вулиця Садова",
    ] {
        let bulletin = read(text, &["1", "2", "казарма"]);
        assert_eq!(
            numbers(&bulletin.buildings),
            ["1", "2", "казарма"],
            "{text}"
        );
        assert!(bulletin.streets[0].whole, "{text}");
        assert_eq!(bulletin.uncertain, [], "{text}");
    }
}

#[test]
fn all_of_a_house_or_of_a_side_is_not_all_of_the_street() {
    for (text, expected) in [
        ("вул. Садова 5 (повністю)", vec!["5"]),
        ("вул. Садова, 5 повністю", vec!["5"]),
        ("вул. Садова, буд. 5, повністю", vec!["5"]),
        ("вул. Садова, вся парна сторона", vec!["2", "4"]),
    ] {
        let bulletin = read(text, &["1", "2", "4", "5"]);
        assert_eq!(numbers(&bulletin.buildings), expected, "{text}");
        assert!(!bulletin.streets[0].whole, "{text}");
        assert_eq!(bulletin.uncertain, [], "{text}");
    }
    let bulletin = read("вул. Садова 5, вся", &["1", "5"]);
    assert_eq!(numbers(&bulletin.buildings), ["5"]);
    assert_eq!(bulletin.uncertain[0].text, "вул. Садова 5, вся");
}

#[test]
fn a_range_may_name_its_side_before_or_behind() {
    let all = ["1", "2", "3", "4", "5", "6", "7", "8"];
    for (text, expected) in [
        ("вул. Садова 1-5 (непарні)", vec!["1", "3", "5"]),
        ("вул. Садова, з 1 по 5 (непарні)", vec!["1", "3", "5"]),
        ("вул. Садова непарні з 1 по 5", vec!["1", "3", "5"]),
        ("вул. Садова, від 2 до 7 парні", vec!["2", "4", "6"]),
        (
            "вул. Садова, 1, 3, парні",
            vec!["1", "2", "3", "4", "6", "8"],
        ),
    ] {
        let bulletin = read(text, &all);
        let mut taken = numbers(&bulletin.buildings);
        taken.sort_unstable();
        assert_eq!(taken, expected, "{text}");
        assert_eq!(bulletin.uncertain, [], "{text}");
    }
    for (text, expected) in [
        ("вул. Садова 1, 3 (непарні)", vec!["1", "3"]),
        ("вул. Садова, непарні: 1, 3", vec!["1", "3"]),
        ("вул. Садова, непарні, 1–3", vec!["1", "3"]),
        ("вул. Садова 1–3 (парні)", vec![]),
    ] {
        let bulletin = read(text, &all);
        assert_eq!(numbers(&bulletin.buildings), expected, "{text}");
        assert_eq!(bulletin.uncertain.len(), 1, "{text}");
    }
}

#[test]
fn stray_marks_behind_a_street_leave_it_not_whole() {
    for behind in [
        " -",
        " –",
        " (",
        " ()",
        " ?",
        "?",
        "…",
        "...",
        ", ,",
        ",,",
        ", -",
        " №",
        ": -",
        " -; вул. Невідома",
    ] {
        let text = format!("вул. Садова{behind}");
        let bulletin = read(&text, &["1", "5"]);
        assert_eq!(bulletin.buildings, [], "{text}");
        assert!(!bulletin.streets[0].whole, "{text}");
        assert_eq!(
            numbers(&bulletin.uncertain[0].buildings),
            ["1", "5"],
            "{text}"
        );
    }
    for behind in ["", ",", ".", ";", ",\n", "\n-----\n"] {
        let text = format!("вул. Садова{behind}");
        let bulletin = read(&text, &["1", "5"]);
        assert_eq!(numbers(&bulletin.buildings), ["1", "5"], "{text}");
    }
    for text in [
        "вул. Садова – 5",
        "вул. Садова –\n5",
        "вул. Садова:\n5",
        "вул. Садова, , 5",
    ] {
        let bulletin = read(text, &["1", "5"]);
        assert_eq!(numbers(&bulletin.buildings), ["5"], "{text}");
        assert_eq!(bulletin.uncertain, [], "{text}");
    }
}

#[test]
fn no_side_is_taken_beside_a_piece_that_nobody_reads() {
    for behind in [
        ", 128130, непарні",
        ", 31. 31-А, непарні",
        ", ТП-5, непарна сторона",
        ", 1..15, непарні",
        " 1..15, непарні",
        ", непарні, 1..15",
        ", непарні (128130)",
        ", 1–, непарні",
        ", 5 кв. 1, непарні",
    ] {
        let text = format!("вул. Садова{behind}");
        let bulletin = read(&text, &["1", "5", "31", "31А"]);
        assert_eq!(bulletin.buildings, [], "{text}");
        assert_eq!(bulletin.uncertain.len(), 2, "{text}");
        let offered = bulletin
            .uncertain
            .iter()
            .flat_map(|one| numbers(&one.buildings));
        assert!(
            offered.filter(|number| *number == "31").count() > 0,
            "{text}"
        );
    }
    let bulletin = read("вул. Садова, з 1 до 15", &["1", "5", "31"]);
    assert_eq!(numbers(&bulletin.buildings), ["1", "5"]);
}

#[test]
fn a_range_without_a_beginning_takes_neither_its_end_nor_the_street() {
    for text in [
        "вул. Садова, –12",
        "вул. Садова –12",
        "вул. Садова (до 12)",
        "вул. Садова: – 12",
    ] {
        let bulletin = read(text, &["1", "12", "14"]);
        assert_eq!(bulletin.buildings, [], "{text}");
        assert_eq!(bulletin.uncertain[0].doubt, Doubt::OpenRange, "{text}");
        assert_eq!(
            numbers(&bulletin.uncertain[0].buildings),
            ["1", "12"],
            "{text}"
        );
        assert!(!bulletin.streets[0].whole, "{text}");
    }
    let bulletin = read("вул. Садова – 12, 14", &["1", "12", "14"]);
    assert_eq!(numbers(&bulletin.buildings), ["12", "14"]);
}
