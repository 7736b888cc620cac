use super::super::candidate::FoundBy;
use super::super::house_number::HouseNumber;
use super::super::houses_at::House;
use super::super::street::StreetKind;
use super::super::streets_alike::tests::street;
use super::*;
use crate::ids::BuildingId;

fn of_kind(kind: StreetKind) -> NamedStreet {
    NamedStreet {
        kind: kind.code().to_owned(),
        ..street("Кленове", "Кленова", &[])
    }
}

/// The houses of every street.
const NUMBERS: [&str; 6] = ["1", "5", "7", "12", "12А", "48"];

/// What `find` does once the database has answered: every house has flats 1 to 20 in its
/// entrance 1.
fn found(line: &str, streets: &[NamedStreet]) -> Found {
    let mut sought = Sought::default();
    let line = Line::read(line, &mut sought, &[]);
    let mut houses = Houses::new();
    for street in streets {
        for number in NUMBERS {
            let entrances = (1..=20).map(|flat| (flat, 1)).collect();
            let house = House::new(BuildingId::new(), number.to_owned(), entrances);
            let key = HouseNumber::parse(number).unwrap().key();
            houses.insert((street.id, key), house);
        }
    }
    let by_key = HashMap::from([(line.key, streets.to_vec())]);
    line.found(&line.recognise(&by_key), &houses).unwrap()
}

#[test]
fn the_exact_name_with_its_house_is_certain() {
    let streets = [of_kind(StreetKind::Vulytsia)];
    for line in ["вул. кленова 12", "Кленове, вул. Кленова, 12"] {
        let found = found(line, &streets);
        let first = &found.candidates[0];
        assert_eq!(
            (first.found_by, first.reasons.as_slice()),
            (FoundBy::Name, &[][..]),
            "{line}"
        );
        assert_eq!(found.certain, first.building.as_ref().map(|b| b.0));
        assert!(found.certain.is_some());
    }
}

#[test]
fn what_leads_to_no_building_says_why() {
    let streets = [of_kind(StreetKind::Vulytsia)];
    let hint_of = |line: &str| found(line, &streets).hint;
    assert_eq!(hint_of("Кленова 12"), None);
    assert_eq!(hint_of("Кленова"), None);
    assert_eq!(hint_of("Кленова 131в/9"), Some(Hint::UnknownHouse));
    assert_eq!(hint_of("131в/9"), Some(Hint::NoStreet));
    assert_eq!(found("Кленова 12", &[]).hint, Some(Hint::UnknownStreet));
}

#[test]
fn an_old_name_leads_to_the_street_and_says_so() {
    let found = found(
        "Лампова 12",
        &[street("Кленове", "Кленова", &[("Лампова", "old")])],
    );
    let first = &found.candidates[0];
    assert_eq!(first.found_by, FoundBy::OldName);
    assert_eq!(first.alias.as_deref(), Some("Лампова"));
    assert_eq!(first.reasons, [Reason::OldName]);
    assert!(found.certain.is_some());
}

#[test]
fn a_likeness_is_offered_and_never_certain() {
    for typed in [
        "ул. Кленовая 12",
        "Клєнова 12",
        "Клен 12",
        "Кленвоа 12",
        "Кленове Кленовва 12",
    ] {
        let found = found(typed, &[of_kind(StreetKind::Vulytsia)]);
        assert!(found.candidates[0].building.is_some(), "{typed}");
        assert!(found.candidates[0].found_by.is_fuzzy(), "{typed}");
        assert!(!found.candidates[0].reasons.is_empty(), "{typed}");
        assert_eq!(found.certain, None, "{typed}");
    }
}

#[test]
fn two_streets_of_one_name_leave_the_choice_to_the_dispatcher() {
    let two = [of_kind(StreetKind::Vulytsia), of_kind(StreetKind::Ploshcha)];
    assert_eq!(found("Кленова 12", &two).certain, None);
    assert!(found("площа Кленова 12", &two).certain.is_some());
}

#[test]
fn one_address_in_two_settlements_asks_which_until_it_is_named() {
    let two = [
        street("Кленове", "Садова", &[]),
        street("Липове", "Садова", &[]),
    ];
    let asked = found("Садова 12", &two);
    assert_eq!(
        (asked.certain, asked.hint),
        (None, Some(Hint::WhichSettlement))
    );
    let named = found("с. Липове Садова 12", &two);
    assert_eq!(named.candidates[0].settlement, "Липове");
    assert!(named.certain.is_some());
}

#[test]
fn an_alias_holds_in_its_own_settlement_only() {
    let two = [
        street("Кленове", "Соборна", &[("Леніна", "old")]),
        street("Липове", "Незалежності", &[("Леніна", "old")]),
    ];
    let named = |line: &str| {
        let first = found(line, &two).candidates.swap_remove(0);
        (first.street, first.alias)
    };
    let old = Some("Леніна".to_owned());
    assert_eq!(
        named("Кленове, Леніна 12"),
        ("Соборна".to_owned(), old.clone())
    );
    assert_eq!(named("Липове, Леніна 12"), ("Незалежності".to_owned(), old));
}

#[test]
fn another_type_or_an_ambiguous_house_is_never_certain() {
    let streets = [of_kind(StreetKind::Vulytsia)];
    let other = found("пров. Кленова 12", &streets);
    assert_eq!(other.certain, None);
    assert_eq!(other.candidates[0].reasons, [Reason::OtherType]);
    let two = found("Кленова 12-5", &streets);
    assert_eq!(two.certain, None);
    assert_eq!(two.candidates[0].reasons, [Reason::AmbiguousHouse]);
    assert_eq!(two.candidates[0].flat.as_deref(), Some("5"));
}

#[test]
fn an_abbreviation_of_two_types_offers_both() {
    let two = [of_kind(StreetKind::Prospekt), of_kind(StreetKind::Proizd)];
    let found = found("пр. Кленова 12", &two);
    assert_eq!((found.candidates.len(), found.certain), (2, None));
    for candidate in &found.candidates {
        assert_eq!(candidate.reasons, [Reason::AmbiguousType]);
    }
}

#[test]
fn the_layout_is_told_and_a_flat_leads_to_its_entrance() {
    let found = found("Rktyjdf 12 rd 7", &[of_kind(StreetKind::Vulytsia)]);
    let first = &found.candidates[0];
    assert_eq!(first.reasons, [Reason::LatinLayout]);
    assert_eq!(
        (first.flat.as_deref(), first.entrance),
        (Some("7"), Some(1))
    );
    assert!(found.certain.is_some());
}

#[test]
fn a_street_without_the_house_is_shown_behind() {
    let streets = [of_kind(StreetKind::Vulytsia)];
    let found = found("Кленова 99", &streets);
    assert_eq!(found.candidates.len(), 1);
    assert_eq!(found.candidates[0].reasons, [Reason::NoSuchHouse]);
    assert_eq!(
        (found.candidates[0].building.clone(), found.certain),
        (None, None)
    );
}

#[test]
fn an_entrance_that_is_typed_is_told_unless_the_flat_is_in_another() {
    let streets = [of_kind(StreetKind::Vulytsia)];
    let entrance = |line: &str| found(line, &streets).candidates[0].entrance;
    assert_eq!(entrance("Кленова 12 під'їзд 2"), Some(2));
    assert_eq!(entrance("Кленова 12 під'їзд 2 кв 5"), Some(1));
    assert_eq!(entrance("Кленова 12"), None);
}

/// What is typed; the street, house and flat that come first; a reason that is given.
type Typed = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<Reason>,
);

const TYPED: &[Typed] = &[
    ("Соборна 12 а", "Соборна", "12А", None, None),
    (
        "Cj,jhyf 12 f",
        "Соборна",
        "12А",
        None,
        Some(Reason::LatinLayout),
    ),
    (
        "ул. Соборная, д. 12-А, кв. 5",
        "Соборна",
        "12А",
        Some("5"),
        Some(Reason::RussianForm),
    ),
    ("вул.Солов'їна 7", "Солов’їна", "7", None, None),
    (
        "Киъвська 12",
        "Київська",
        "12",
        None,
        Some(Reason::RussianLayout),
    ),
    (
        "пр. Коцюбинського 7",
        "Коцюбинського",
        "7",
        None,
        Some(Reason::AmbiguousType),
    ),
    (
        "Московська 3 пров 5",
        "3-й Маріупольський",
        "5",
        None,
        Some(Reason::OldName),
    ),
    ("600 річчя 48", "600-річчя", "48", None, None),
    (
        "соборна 12 корп.2",
        "Соборна",
        "",
        None,
        Some(Reason::NoSuchHouse),
    ),
    (
        "Соборна 12-5",
        "Соборна",
        "12",
        Some("5"),
        Some(Reason::AmbiguousHouse),
    ),
];

#[test]
fn what_dispatchers_type_leads_to_the_street_and_the_house_that_are_meant() {
    let of = |kind: StreetKind, name: &str, aliases: &[(&str, &str)]| NamedStreet {
        kind: kind.code().to_owned(),
        ..street("Ладижин", name, aliases)
    };
    let streets = [
        of(StreetKind::Vulytsia, "Соборна", &[("Леніна", "old")]),
        of(StreetKind::Vulytsia, "Солов’їна", &[]),
        of(StreetKind::Vulytsia, "Київська", &[]),
        of(StreetKind::Prospekt, "Коцюбинського", &[]),
        of(
            StreetKind::Provulok,
            "3-й Маріупольський",
            &[("Московська 3", "old")],
        ),
        of(StreetKind::Vulytsia, "600-річчя", &[]),
    ];
    for (typed, name, house, flat, reason) in TYPED {
        let found = found(typed, &streets);
        let first = &found.candidates[0];
        let number = first.building.as_ref().map_or("", |building| &building.1);
        assert_eq!(
            (first.street.as_str(), number, first.flat.as_deref()),
            (*name, *house, *flat),
            "{typed}: {first:?}"
        );
        match reason {
            Some(reason) => assert!(first.reasons.contains(reason), "{typed}: {first:?}"),
            None => assert_eq!(first.reasons, [], "{typed}"),
        }
        // What may mean two things, or resembles only, is never taken without looking.
        let doubtful = matches!(
            reason,
            Some(Reason::RussianForm | Reason::NoSuchHouse | Reason::AmbiguousHouse)
        );
        assert_eq!(found.certain.is_none(), doubtful, "{typed}: {found:?}");
    }
}

#[test]
fn what_stands_before_or_behind_is_offered_and_never_certain() {
    let streets = [of_kind(StreetKind::Vulytsia)];
    for (line, reason, unread) in [
        ("12 кленова", Reason::HouseFirst, ""),
        ("кленова 12 біля школи", Reason::MoreBehind, "біля школи"),
        (
            "кленова 12 кв 5 домофон 12",
            Reason::MoreBehind,
            "домофон 12",
        ),
    ] {
        let found = found(line, &streets);
        let first = &found.candidates[0];
        assert_eq!(
            (first.found_by, first.unread.as_str()),
            (FoundBy::Name, unread),
            "{line}"
        );
        assert_eq!(
            first.building.as_ref().map(|b| b.1.as_str()),
            Some("12"),
            "{line}"
        );
        assert!(first.reasons.contains(&reason), "{line}: {first:?}");
        assert_eq!(found.certain, None, "{line}");
    }
    let last = found("ткацька 12, с. Губник", &[street("Губник", "Ткацька", &[])]);
    assert!(last.certain.is_some(), "{last:?}");
}

#[test]
fn a_number_that_is_no_house_is_said_to_be_none() {
    let streets = [of_kind(StreetKind::Vulytsia)];
    for line in ["кленова 128130", "кленова 0", "вул. Кленова, 0012"] {
        let found = found(line, &streets);
        assert_eq!(found.hint, Some(Hint::HouseUnread), "{line}: {found:?}");
        assert_eq!(found.candidates[0].street, "Кленова", "{line}");
    }
}

#[test]
fn a_fraction_that_no_house_has_may_be_a_flat() {
    let streets = [of_kind(StreetKind::Vulytsia)];
    let found = found("кленова 12/5", &streets);
    let first = &found.candidates[0];
    assert_eq!(first.building.as_ref().map(|b| b.1.as_str()), Some("12"));
    assert_eq!(
        (first.flat.as_deref(), first.entrance),
        (Some("5"), Some(1))
    );
    assert_eq!(first.reasons, [Reason::AmbiguousHouse]);
    assert_eq!(found.certain, None);
}
