mod parted;
mod settlements;

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
