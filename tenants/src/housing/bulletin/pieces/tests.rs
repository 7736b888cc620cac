use proptest::prelude::*;

use super::*;

fn shown(text: &str) -> Vec<String> {
    printed(&take_apart(text))
}

fn printed(pieces: &[Piece]) -> Vec<String> {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Street(street) => {
                let houses: Vec<&str> = street
                    .houses
                    .iter()
                    .map(|said| said.text.as_str())
                    .collect();
                let place = street.settlement.as_deref().unwrap_or("");
                format!("{place}|{}|{}", street.text, houses.join("+"))
            }
            Piece::Settlement {
                text, whole: true, ..
            } => format!("all of: {text}"),
            Piece::Settlement { text, .. } => format!("settlement: {text}"),
            Piece::Other { text, doubt, .. } => format!("{}: {text}", doubt.code()),
        })
        .collect()
}

#[test]
fn streets_and_what_stands_behind_them() {
    assert_eq!(
        shown("вул. Келецька, 122, 124–128, 1–87; пров. Дачний; туп. Шевченка, 3А"),
        [
            "|вул. Келецька|122+124-128+1-87",
            "|пров. Дачний|",
            "|туп. Шевченка|3А"
        ]
    );
    assert_eq!(
        shown("вул. Соборна, 1, 3, вул. Садова 5. Пров. Дачний, 7."),
        ["|вул. Соборна|1+3", "|вул. Садова 5|", "|Пров. Дачний|7"]
    );
    assert_eq!(
        shown("Келецька (будинки 1, 3); Садова (непарна сторона)"),
        ["|Келецька|будинки 1+3", "|Садова|непарна сторона"]
    );
    assert_eq!(
        shown("вул. Садова, 1-88 (парні)"),
        ["|вул. Садова|1-88+парні"]
    );
}

#[test]
fn the_dash_of_a_range_without_an_end_is_kept() {
    assert_eq!(
        shown("вул. Садова, 1–, 5; - вул. Миру -; вул. Гоголя 1 –."),
        ["|вул. Садова|1-+5", "|вул. Миру|", "|вул. Гоголя 1 -|"]
    );
}

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
fn a_dash_between_a_street_and_its_houses_is_not_theirs() {
    let pieces = take_apart("вул. Гоголя – 12, 14");
    let Piece::Street(street) = &pieces[0] else {
        panic!("{pieces:?}")
    };
    assert_eq!(street.readings[0].1, Some(read_houses("12")));
}

#[test]
fn a_house_right_behind_the_name_is_read_with_it_and_without() {
    let pieces = take_apart("пров. Тихий 1");
    let Piece::Street(street) = &pieces[0] else {
        panic!("{pieces:?}")
    };
    let names: Vec<(&str, bool)> = street
        .readings
        .iter()
        .map(|(reading, houses)| (reading.name.as_str(), houses.is_some()))
        .collect();
    assert_eq!(names[..2], [("Тихий", true), ("Тихий 1", false)]);
}

#[test]
fn a_settlement_holds_for_the_streets_behind_it() {
    assert_eq!(
        shown("м. Ладижин, вул. Садова, 1; с. Лукашівка: вул. Садова; вул. Миру"),
        [
            "settlement: м. Ладижин",
            "ладижин|вул. Садова|1",
            "settlement: с. Лукашівка",
            "лукашивка|вул. Садова|",
            "лукашивка|вул. Миру|"
        ]
    );
}

#[test]
fn a_settlement_without_its_word_holds_up_to_the_next() {
    let pieces = take_apart(
        "Губник: вул. Гоголя 5; Лукашівка, 3, вул. Миру; с. Інше, вул. Миру; Тарасівка повністю",
    );
    let names = ["губник", "лукашивка", "Тарасівка"].map(lossy_key);
    let are: Vec<bool> = pieces
        .iter()
        .map(|piece| piece.bare_name().is_some_and(|name| names.contains(&name)))
        .collect();
    assert_eq!(
        printed(&name_settlements(pieces, &are)),
        [
            "settlement: Губник",
            "губник|вул. Гоголя 5|",
            "settlement: Лукашівка",
            "not_understood: 3",
            "лукашивка|вул. Миру|",
            "settlement: с. Інше",
            &format!("{}|вул. Миру|", lossy_key("Інше")),
            "all of: Тарасівка повністю",
        ]
    );
}

#[test]
fn places_and_prose_are_listed_as_what_they_are() {
    assert_eq!(
        shown(
            "перехрестя вулиць Соборної та Шевченка; у мікрорайонах Вишенька, Тяжилів; вул. Садова"
        ),
        [
            "crossroads: перехрестя вулиць Соборної та Шевченка",
            "microdistrict: у мікрорайонах Вишенька",
            "microdistrict: Тяжилів",
            "|вул. Садова|",
        ]
    );
    let keys: Vec<Option<String>> =
        take_apart("на перехресті вулиць Соборної та Шевченка; у мікрорайонах Вишенька, Тяжилів")
            .into_iter()
            .map(|piece| match piece {
                Piece::Other { place, .. } => place,
                Piece::Street(_) | Piece::Settlement { .. } => None,
            })
            .collect();
    let key = |name: &str| Some(lossy_key(name));
    assert_eq!(
        keys,
        [key("Соборної та Шевченка"), key("Вишенька"), key("Тяжилів")]
    );
    assert_eq!(shown("128130"), ["not_understood: 128130"]);
    let prose = "слово ".repeat(13);
    assert_eq!(shown(&prose), [format!("not_understood: {}", prose.trim())]);
    assert_eq!(shown(" ;, . "), Vec::<String>::new());
}

proptest! {
    #[test]
    fn taking_apart_never_panics(text in "\\PC{0,120}") {
        let _ = take_apart(&text);
    }

    #[test]
    fn taking_a_bulletin_apart_never_panics(
        text in "((вул\\. |пров\\. |м\\. |)[А-Я][а-яіїєґ]{2,8}|[0-9]{1,3}[А-В]?|[0-9]{1,3}–[0-9]{1,3}|[,;:.()]| ){0,30}",
    ) {
        let _ = take_apart(&text);
    }
}
