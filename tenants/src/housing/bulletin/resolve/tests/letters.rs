use super::*;

const HOUSES: [&str; 5] = ["3", "7", "7А", "7Б", "9"];

#[test]
fn a_letter_alone_is_listed() {
    for (text, expected, listed) in [
        ("вул. Садова 7,а,9", vec!["С7", "С9"], vec!["7А"]),
        ("вул. Садова, 7, а", vec!["С7"], vec!["7А"]),
        ("вул. Садова, 7 (а)", vec!["С7"], vec!["7А"]),
        (
            "вул. Садова, 7 (А, Б), 9",
            vec!["С7", "С9"],
            vec!["7А", "7Б"],
        ),
        ("вул. Садова, 7; а", vec!["С7"], vec!["7А"]),
        (
            "вул. Садова, 7, а; вул. Київська, 9",
            vec!["С7", "К9"],
            vec!["7А"],
        ),
        ("вул. Садова, а", vec![], vec![]),
        ("вул. Садова (а)", vec![], vec![]),
    ] {
        assert_eq!(taken(text, &HOUSES), expected, "{text}");
        let bulletin = read(text, &HOUSES);
        let offered: Vec<&str> = bulletin
            .uncertain
            .iter()
            .flat_map(|one| numbers(&one.buildings))
            .collect();
        assert_eq!(offered, listed, "{text}");
        assert!(!bulletin.uncertain.is_empty(), "{text}");
        assert!(!bulletin.streets[0].whole, "{text}");
    }
}

#[test]
fn a_letter_before_what_is_no_conjunction_is_not_lost() {
    for text in ["вул. Садова, 3, а 9", "вул. Садова 3 а вул. Київська 9"]
    {
        assert!(!taken(text, &HOUSES).contains(&"С9".to_owned()), "{text}");
        assert!(!read(text, &HOUSES).uncertain.is_empty(), "{text}");
    }
}

#[test]
fn the_conjunction_parts_what_is_no_house() {
    for text in [
        "вул. Садова, 7, а також 9",
        "вул. Садова 7 а також 9",
        "вул. Садова 7, 9",
        "вул. Садова 7, та\n9",
    ] {
        assert_eq!(taken(text, &HOUSES), ["С7", "С9"], "{text}");
        assert_eq!(listed(text, &HOUSES), Vec::<String>::new(), "{text}");
    }
    for text in [
        "вул. Садова 7, а також вул. Київська 9",
        "вул. Садова 7 а також вул. Київська 9",
        "вул. Садова, 7, а вул. Київська 9",
    ] {
        assert_eq!(taken(text, &HOUSES), ["С7", "К9"], "{text}");
        assert_eq!(listed(text, &HOUSES), Vec::<String>::new(), "{text}");
    }
}
