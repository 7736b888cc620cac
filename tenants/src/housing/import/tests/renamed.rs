//! Streets that have another name in the file than in the registry.

use super::super::known::Street;
use super::*;
use crate::housing::entry::EntryState;

/// Reads a street file where the registry holds what another brought.
fn read_streets(first: &str, second: &str) -> (Vec<PendingStreet>, Vec<PendingStreet>, Said) {
    let mapping = Mapping::parse(MAPPING).unwrap();
    let columns = mapping.streets.as_ref().unwrap();
    let fresh = || {
        let mut known = Known::default();
        let _ = settlements::described(&mut known, &mapping);
        known
    };
    let mut known = fresh();
    let table = Streets::new(columns, &mut known);
    let (before, _) = read(&mapping, &mut known, table, first).unwrap();
    let mut known = fresh();
    let settlement = known.settlements.find("1").unwrap();
    for street in &before {
        let at = known.streets.put(Street {
            id: street.id,
            settlement,
            kind: street.kind,
            name: street.name.clone(),
            state: EntryState::Active,
            line: 0,
        });
        known.streets.put_code(at, &street.source_ref);
        for other in &street.other_names {
            known.streets.put_alias(street.id, &other.name);
        }
    }
    let table = Streets::new(columns, &mut known);
    let (after, said) = read(&mapping, &mut known, table, second).unwrap();
    (before, after, said)
}

#[test]
fn a_street_that_the_source_renamed_stays_the_same_street() {
    let (before, after, said) = read_streets(
        STREETS,
        "place,code,name,old
1,1,вул.Калинова,вул.Кленова
1,6,бульв. Вишневий,Яблуневий
1,2,вул.Ткацька,
",
    );
    let streets: Vec<_> = after.iter().map(|s| (s.id, s.name.as_str())).collect();
    assert_eq!(
        streets,
        [
            (before[0].id, "Калинова"),
            (before[3].id, "Вишневий"),
            (before[1].id, "Ткацька"),
        ]
    );
    assert_eq!(after[0].source_ref, before[0].source_ref);
    assert_eq!(
        brief(&said.suspicious),
        [(2, "street_renamed"), (3, "street_renamed")]
    );
    assert!(said.suspicious[0].text.contains("вул. Кленова"));
}

#[test]
fn a_source_that_lags_behind_the_registry_does_not_bring_a_street_back() {
    let (before, after, said) = read_streets(STREETS, "place,code,name,old\n1,1,вул.Лампова,\n");
    assert_eq!(
        (after[0].id, after[0].name.as_str()),
        (before[0].id, "Кленова")
    );
    assert_eq!(brief(&said.suspicious), [(2, "old_name")]);
}

#[test]
fn a_code_of_the_registry_is_not_given_to_another_street_in_silence() {
    let (_, after, said) = read_streets(
        STREETS,
        "place,code,name,old
1,1,вул.Невідома,
1,6,пров.Яблуневий,
1,2,вул.Ткацька,
1,2,вул.Полотняна,
1,7,вул.Нова,
",
    );
    let taken: Vec<_> = after.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(taken, ["Ткацька", "Нова"]);
    let refused = brief(&said.refused);
    assert_eq!(refused.len(), 3);
    assert!(
        refused
            .iter()
            .all(|(_, why)| *why == "code_of_another_street")
    );
    assert!(said.refused[0].text.contains("вул. Кленова"));
}
