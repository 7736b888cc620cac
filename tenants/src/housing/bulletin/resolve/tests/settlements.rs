use super::*;

#[test]
fn a_settlement_alone_is_listed() {
    for (text, alone) in [
        ("с. Лукашівка", vec!["с. Лукашівка"]),
        ("с.Лукашівка, с.Губник", vec!["с.Лукашівка", "с.Губник"]),
        ("с. Губник, с. Лукашівка: вул. Садова, 1", vec!["с. Губник"]),
        (
            "вул. Садова, 1, с. Губник",
            vec!["вул. Садова, 1, с. Губник", "с. Губник"],
        ),
        ("вул. Садова, 1; с. Губник", vec!["с. Губник"]),
        ("вул. Садова, 1\nс. Губник", vec!["с. Губник"]),
        (
            "вул. Садова, 1,\nс. Губник",
            vec!["вул. Садова, 1, с. Губник", "с. Губник"],
        ),
    ] {
        let bulletin = read(text, &["1"]);
        let listed: Vec<_> = bulletin
            .uncertain
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        assert_eq!(listed, alone, "{text}");
        let last = bulletin.uncertain.last().map(|one| one.doubt);
        assert_eq!(last, Some(Doubt::OnlySettlement), "{text}");
    }
}

#[test]
fn a_settlement_opens_what_stands_behind_it_and_may_close_what_stands_before_it() {
    let bulletin = read("вул. Садова 1; с. Губник", &["1"]);
    assert_eq!(numbers(&bulletin.buildings), ["1"]);
    let bulletin = read("вул. Садова; с. Губник, вул. Київська 3", &["1"]);
    assert_eq!(numbers(&bulletin.buildings), ["1", "3"]);
    assert_eq!(bulletin.uncertain, []);
    let bulletin = read("вул. Садова 1, с. Губник; вул. Київська 3", &["1"]);
    assert_eq!(numbers(&bulletin.buildings), ["3"]);
    assert_eq!(bulletin.uncertain[0].text, "вул. Садова 1, с. Губник");
}

#[test]
fn all_of_a_settlement_is_all_of_its_streets() {
    for text in [
        "м. Ладижин повністю",
        "м. Ладижин (повністю)",
        "все місто Ладижин",
    ] {
        let bulletin = read(text, &["1", "казарма"]);
        assert_eq!(bulletin.buildings.len(), 11, "{text}");
        assert_eq!(bulletin.streets.len(), 2, "{text}");
        assert!(bulletin.streets.iter().all(|street| street.whole), "{text}");
        assert_eq!(bulletin.uncertain, [], "{text}");
    }
    let bulletin = read("вул. Садова 1, м. Ладижин повністю", &["1"]);
    assert_eq!(bulletin.buildings.len(), 10);
    assert_eq!(bulletin.uncertain, []);
}

#[test]
fn a_settlement_is_not_taken_whole_where_it_is_not_certain() {
    for (text, doubt) in [
        ("с. Невідоме повністю", Doubt::UnknownSettlement),
        ("с. Тарасівка повністю", Doubt::WhichSettlement),
        ("м. Ладижин", Doubt::OnlySettlement),
        (
            "м. Ладижин повністю, крім вул. Садової",
            Doubt::OnlySettlement,
        ),
        (
            "м. Ладижин повністю (крім вул. Садова, вул. Київська)",
            Doubt::OnlySettlement,
        ),
        (
            "м. Ладижин повністю, до вул. Садової",
            Doubt::OnlySettlement,
        ),
        ("м. Ладижин повністю, частково", Doubt::OnlySettlement),
        ("м. Ладижин, крім 5", Doubt::OnlySettlement),
    ] {
        let bulletin = read(text, &["1"]);
        assert_eq!(bulletin.buildings, [], "{text}");
        assert_eq!(bulletin.uncertain[0].doubt, doubt, "{text}");
    }
}

#[test]
fn and_parts_a_settlement_from_the_street_before_it() {
    let bulletin = read("вул. Садова 1 та с. Губник", &["1"]);
    assert_eq!(numbers(&bulletin.buildings), ["1"]);
    assert_eq!(bulletin.uncertain[0].text, "с. Губник");
}
