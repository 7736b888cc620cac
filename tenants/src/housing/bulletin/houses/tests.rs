use proptest::prelude::*;

use super::*;

fn plain(number: u32) -> HouseNumber {
    HouseNumber::parse(&number.to_string()).unwrap()
}

fn house(text: &str) -> Houses {
    Houses::One(HouseNumber::parse(text).unwrap())
}

fn doubt(item: &str) -> (Doubt, Vec<String>) {
    match read_houses(item).as_slice() {
        [Houses::Doubtful { doubt, may_be }] => {
            let houses = match may_be {
                MayBe::Houses(houses) => houses.iter().map(ToString::to_string).collect(),
                MayBe::Between { from, to } => vec![from.to_string(), to.to_string()],
                MayBe::Nobody => Vec::new(),
            };
            (*doubt, houses)
        }
        other => panic!("{item}: {other:?}"),
    }
}

#[test]
fn houses_of_every_form() {
    for (item, houses) in [
        ("122", vec![house("122")]),
        (" 3А.", vec![house("3А")]),
        ("12-Б", vec![house("12Б")]),
        ("131В/9", vec![house("131В/9")]),
        ("12 корп. 2", vec![house("12 корп. 2")]),
        ("буд. 7", vec![house("7")]),
        ("будинки № 7", vec![house("7")]),
        ("5 та 7", vec![house("5"), house("7")]),
        ("вся вулиця", vec![Houses::All]),
        ("непарна сторона", vec![Houses::Side(Side::Odd)]),
        ("парні", vec![Houses::Side(Side::Even)]),
        ("по парній стороні", vec![Houses::Side(Side::Even)]),
        ("вся парна сторона", vec![Houses::Side(Side::Even)]),
        ("буд.№№ 1", vec![house("1")]),
        ("№№ 1", vec![house("1")]),
        ("№№1", vec![house("1")]),
        ("будинках №№ 5 й № 7А", vec![house("5"), house("7А")]),
        ("будинку 5", vec![house("5")]),
    ] {
        assert_eq!(read_houses(item), houses, "{item}");
    }
}

#[test]
fn a_range_runs_along_one_side() {
    let range = |from, to, side| vec![Houses::Range { from, to, side }];
    assert_eq!(read_houses("1–87"), range(1, 87, Side::Odd));
    assert_eq!(read_houses("2-72"), range(2, 72, Side::Even));
    assert_eq!(read_houses("124–128"), range(124, 128, Side::Even));
    for spelt in [
        "від 1 до 87А",
        "з 1 до 87",
        "з 1 по 87",
        "із 1 по 87",
        "від 1 по 87",
    ] {
        assert_eq!(read_houses(spelt), range(1, 87, Side::Odd), "{spelt}");
    }
    assert_eq!(read_houses("буд. №№1-5"), range(1, 5, Side::Odd));
    assert_eq!(
        read_houses("2–8 та 12"),
        [range(2, 8, Side::Even), vec![house("12")]].concat()
    );
    let odd = &range(1, 87, Side::Odd)[0];
    let has = |text: &str| odd.has(&HouseNumber::parse(text).unwrap());
    assert!(has("1") && has("45Б") && has("87/2") && has("87А"));
    assert!(!has("2") && !has("89"));
}

#[test]
fn what_is_not_certain_says_why_and_what_it_may_be() {
    let texts = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    for (item, why, may_be) in [
        ("128130", Doubt::NotUnderstood, texts(&["128", "130"])),
        ("31. 31-А", Doubt::NotUnderstood, texts(&["31", "31А"])),
        ("1А 2", Doubt::NotUnderstood, texts(&["1А", "2"])),
        ("1–88", Doubt::NoSide, texts(&["1", "88"])),
        ("12-5", Doubt::Ambiguous, texts(&["12/5", "12"])),
        ("12 кв. 5", Doubt::NamesFlat, texts(&["12"])),
        ("12(3", Doubt::NotUnderstood, texts(&[])),
    ] {
        assert_eq!(doubt(item), (why, may_be), "{item}");
    }
}

#[test]
fn a_side_named_behind_a_range_settles_it() {
    let both = &read_houses("1-88")[0];
    let odd = both.on_side(Side::Odd).unwrap();
    assert!(odd.has(&plain(87)) && !odd.has(&plain(88)));
    assert_eq!(house("1").on_side(Side::Odd), None);
}

#[test]
fn a_side_named_beside_a_range_settles_it() {
    let range = |from, to, side| vec![Houses::Range { from, to, side }];
    assert_eq!(read_houses("парні 2–12"), range(2, 12, Side::Even));
    assert_eq!(read_houses("1–12 парні"), range(1, 12, Side::Even));
    assert_eq!(read_houses("непарні 1-9"), range(1, 9, Side::Odd));
    assert_eq!(read_houses("непарні з 1 по 15"), range(1, 15, Side::Odd));
    assert_eq!(read_houses("з 1 до 15 непарні"), range(1, 15, Side::Odd));
    assert_eq!(read_houses("з 1 по 16 непарні"), range(1, 16, Side::Odd));
    assert_eq!(read_houses("від 2 до 12 парні"), range(2, 12, Side::Even));
    assert_eq!(read_houses("непарна сторона 1-10"), range(1, 10, Side::Odd));
    let ends = |from: &str, to: &str| vec![from.to_owned(), to.to_owned()];
    assert_eq!(doubt("2-12 непарні"), (Doubt::NoSide, ends("2", "12")));
    assert_eq!(read_houses("парні до школи"), []);
    for item in ["парні 1–", "парні 5", "1-9 парні 5", "парні Київська"]
    {
        let houses = read_houses(item);
        assert!(
            !houses.iter().any(|one| matches!(one, Houses::Range { .. })),
            "{item}"
        );
    }
}

#[test]
fn a_range_without_its_end_or_its_beginning_is_no_house() {
    for item in [
        "1–",
        "1 –",
        "від 1 до ",
        "від 1",
        "1А-",
        "1/3–",
        "–1",
        "– 1",
        "-1А",
        "до 1",
        "1–3–",
        "–1–3",
    ] {
        let houses = read_houses(item);
        assert!(!houses.is_empty(), "{item}");
        assert!(!houses.iter().any(|one| one.has(&plain(1))), "{item}");
    }
    let ends = |from: u32, to: u32| vec![from.to_string(), to.to_string()];
    assert_eq!(doubt("5–"), (Doubt::OpenRange, ends(5, u32::MAX)));
    for item in ["–12", "– 12", "до 12", "до буд. 12"] {
        assert_eq!(doubt(item), (Doubt::OpenRange, ends(1, 12)), "{item}");
    }
}

#[test]
fn a_name_is_no_house() {
    for item in ["Дачний", "9 Травня", "600-річчя", "", "перехрестя"] {
        assert_eq!(read_houses(item), [], "{item}");
    }
}

proptest! {
    #[test]
    fn reading_never_panics(item in "\\PC{0,24}") {
        let _ = read_houses(&item);
    }

    #[test]
    fn a_range_has_what_stands_between_on_its_side(from in 1..200_u32, steps in 1..100_u32, at in 1..400_u32) {
        let to = from + 2 * steps;
        let houses = read_houses(&format!("{from}–{to}"));
        let expected = (from..=to).contains(&at) && at % 2 == from % 2;
        prop_assert_eq!(houses[0].has(&plain(at)), expected);
    }
}
