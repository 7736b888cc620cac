use super::*;

#[test]
fn the_numbers_of_a_list_are_no_houses() {
    let houses = ["1", "2", "3", "5"];
    for (text, expected) in [
        (
            "1. вул. Садова, 5;\n2. вул. Київська, 1;\n3. вул. Садова, 1.",
            vec!["С5", "К1", "С1"],
        ),
        (
            "1) вул. Садова, 5; 2) вул. Київська, 1–3\n3)вул. Садова, 1.",
            vec!["С5", "К1", "К3", "С1"],
        ),
        (
            "вул. Київська, 9;\n2. вул. Садова",
            vec!["К9", "С1", "С2", "С3", "С5"],
        ),
        (
            "Вулиці\n1. вул. Садова\n2. вул. Київська, 9",
            vec!["С1", "С2", "С3", "С5", "К9"],
        ),
        ("1. вул. Садова, 5,\n2. вул. Київська, 9", vec!["С5", "К9"]),
        (
            "1. Вся вул. Садова\n2. с. Губник",
            vec!["С1", "С2", "С3", "С5"],
        ),
    ] {
        assert_eq!(taken(text, &houses), expected, "{text}");
    }
    let text = "1. вул. Садова, 5;\n2. вул. Садова;\n3. вул. Київська, 1–3.";
    assert_eq!(listed(text, &houses), Vec::<String>::new());
}

#[test]
fn a_number_that_may_be_of_a_list_or_a_house_is_listed() {
    let text = "вул. Садова, 5,\n7. вул. Київська, 9";
    assert_eq!(taken(text, &["5", "7"]), ["С5", "К9"]);
    assert_eq!(listed(text, &["5", "7"]), ["вул. Садова, 7"]);
    let on_one_line = "вул. Садова, 5, 3. Вул. Київська, 9";
    assert_eq!(taken(on_one_line, &["3", "5"]), ["С5", "С3", "К9"]);
}

#[test]
fn a_number_alone_between_blank_lines_is_listed() {
    for (text, expected) in [
        (
            "вул. Садова, 5,\n\n2\n\n7, вул. Київська, 9",
            vec!["С5", "С7", "К9"],
        ),
        ("вул. Садова\n\n2\n\nвул. Київська, 9", vec!["К9"]),
        ("вул. Садова, 5\n\n– 2 –\n", vec!["С5"]),
    ] {
        assert_eq!(taken(text, &["2", "5", "7"]), expected, "{text}");
        assert_eq!(listed(text, &["2", "5", "7"]), ["вул. Садова, 2"], "{text}");
    }
    assert_eq!(taken("вул. Садова:\n2\n5", &["2", "5"]), ["С2", "С5"]);
}
