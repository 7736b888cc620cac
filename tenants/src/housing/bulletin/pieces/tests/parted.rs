use super::*;

#[test]
fn the_dash_of_a_range_without_a_beginning_is_kept_and_that_of_a_list_is_not() {
    assert_eq!(
        shown("вул. Гоголя, –12, – 14; вул. Миру:\n- 5\n– 7\n–9"),
        ["|вул. Гоголя|-12+- 14", "|вул. Миру|5+7+-9"]
    );
}

#[test]
fn and_parts_what_a_comma_parts() {
    for (text, pieces) in [
        (
            "вул. Гоголя 5 та вул. Київська 7",
            vec!["|вул. Гоголя 5|", "|вул. Київська 7|"],
        ),
        (
            "вул. Гоголя, 5, 7 й Київська 7, та 9 і пров.Тихий",
            vec!["|вул. Гоголя|5+7", "|Київська 7|9", "|пров.Тихий|"],
        ),
        (
            "вул. Гоголя та пров. Тихий",
            vec!["|вул. Гоголя|", "|пров. Тихий|"],
        ),
        (
            "вул. Гоголя з 1 по 15 та с. Губник",
            vec!["|вул. Гоголя з 1 по 15|", "settlement: с. Губник"],
        ),
        ("вул. Кирила та Мефодія", vec!["|вул. Кирила та Мефодія|"]),
        ("вул. 14 та 15 Дивізій", vec!["|вул. 14 та 15 Дивізій|"]),
        (
            "вул. Садова між вул. Київською та вул. Миру",
            vec!["|вул. Садова між вул. Київською та вул. Миру|"],
        ),
        (
            "перехрестя вул. Соборної та вул. Миру",
            vec!["crossroads: перехрестя вул. Соборної та вул. Миру"],
        ),
        (
            "перехрестя: вул. Соборна та вул. Миру; вул. Гоголя",
            vec![
                "crossroads: перехрестя",
                "crossroads: вул. Соборна",
                "crossroads: вул. Миру",
                "|вул. Гоголя|",
            ],
        ),
    ] {
        assert_eq!(shown(text), pieces, "{text}");
    }
}

#[test]
fn all_of_a_street_or_of_a_settlement() {
    for (text, pieces) in [
        ("вся вул. Гоголя", vec!["|вул. Гоголя|вся"]),
        ("Вся вулиця Гоголя.", vec!["|вулиця Гоголя|Вся"]),
        ("вул. Гоголя повністю.", vec!["|вул. Гоголя|повністю"]),
        ("вул. Гоголя – повністю", vec!["|вул. Гоголя|повністю"]),
        ("вул. Гоголя (вся)", vec!["|вул. Гоголя|вся"]),
        ("вул. Гоголя 5 повністю", vec!["|вул. Гоголя 5|повністю"]),
        ("вул. Гоголя, 5 повністю", vec!["|вул. Гоголя|5"]),
        (
            "вул. Гоголя, вся парна сторона",
            vec!["|вул. Гоголя|вся парна сторона"],
        ),
        (
            "с. Лукашівка повністю, вул. Миру",
            vec!["all of: с. Лукашівка повністю", "лукашивка|вул. Миру|"],
        ),
        ("с. Губник (повністю)", vec!["all of: с. Губник повністю"]),
        ("все село Губник", vec!["all of: село Губник все"]),
    ] {
        assert_eq!(shown(text), pieces, "{text}");
    }
}

#[test]
fn an_exception_ends_with_its_brackets_or_with_its_street() {
    let said = |text: &str| {
        let pieces = take_apart(text);
        let Piece::Street(street) = &pieces[0] else {
            panic!("{pieces:?}")
        };
        let roles = street
            .houses
            .iter()
            .map(|said| (said.text.clone(), said.role));
        roles.collect::<Vec<_>>()
    };
    let expected = |all: &[(&str, Role)]| {
        let all = all.iter().map(|(text, role)| ((*text).to_owned(), *role));
        all.collect::<Vec<_>>()
    };
    use Role::{Excepted, ExceptedToo, Named};
    assert_eq!(
        said("вул. Гоголя, 1–9 крім 5, 7; вул. Миру, 3"),
        expected(&[("1-9", Named), ("крім 5", Excepted), ("7", ExceptedToo)])
    );
    assert_eq!(
        said("вул. Гоголя (за винятком буд. 5, 7), 9"),
        expected(&[
            ("за винятком буд. 5", Excepted),
            ("7", ExceptedToo),
            ("9", Named)
        ])
    );
    assert_eq!(
        shown("вул. Гоголя (крім 5 та вул. Миру, вул. Садова), вул. Київська"),
        [
            "|вул. Гоголя|крім 5",
            "not_understood: вул. Миру",
            "not_understood: вул. Садова",
            "|вул. Київська|"
        ]
    );
    assert_eq!(
        shown("вул. Гоголя, крім вул. Миру, вул. Садова; вул. Київська"),
        [
            "|вул. Гоголя|",
            "not_understood: крім вул. Миру",
            "not_understood: вул. Садова",
            "|вул. Київська|"
        ]
    );
}

#[test]
fn a_name_with_and_may_be_those_of_two_streets_if_no_house_is_named() {
    let halves = |text: &str| match take_apart(text).as_slice() {
        [Piece::Street(street)] => street.halves().map(|halves| printed(&halves)),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        halves("вул. Гоголя та Київська"),
        Some(vec!["|вул. Гоголя|".to_owned(), "|Київська|".to_owned()])
    );
    for text in [
        "вул. Гоголя",
        "вул. Гоголя та Київська 7",
        "вул. Гоголя та Київська, 7",
        "вул. Гоголя та Київська (непарні)",
        "вул. Гоголя і Київська та Миру",
        "вул. Гоголя та я",
    ] {
        assert_eq!(halves(text), None, "{text}");
    }
}
