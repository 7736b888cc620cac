use super::*;

#[test]
fn a_settlement_holds_behind_a_dash_or_right_before_its_first_street() {
    for text in [
        "с. Лукашівка – вул. Гоголя, вул. Миру 5",
        "с. Лукашівка - вул. Гоголя; вул. Миру 5",
        "с. Лукашівка вул. Гоголя, вул. Миру 5",
        "с.Лукашівка вул.Гоголя, вул.Миру 5",
        "село Лукашівка вулиця Гоголя\nвул. Миру 5",
    ] {
        let pieces = take_apart(text);
        let settlements: Vec<Option<&str>> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Street(street) => street.settlement.as_deref(),
                _ => None,
            })
            .collect();
        assert_eq!(
            settlements,
            [None, Some("лукашивка"), Some("лукашивка")],
            "{text}"
        );
    }
    assert_eq!(
        shown("вул. Гоголя 5, с. Лукашівка – пров. Миру 7, вся вул. Миру"),
        [
            "|вул. Гоголя 5|",
            "settlement: с. Лукашівка",
            "лукашивка|пров. Миру 7|",
            "лукашивка|вул. Миру|вся"
        ]
    );
    assert_eq!(
        shown("с. Лукашівка – вся вул. Миру"),
        ["settlement: с. Лукашівка", "лукашивка|вул. Миру|вся"]
    );
}
