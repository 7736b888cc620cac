//! Codes of a building file that the registry has for other houses.

use super::super::same_building::{CodedBefore, House, repeated_ref};
use super::*;

/// Reads houses of вул. Кленова where the registry has these codes for these numbers.
fn read_houses(registry: &[(&str, &str)], rows: &str) -> (Vec<String>, Said) {
    let mapping = Mapping::parse(MAPPING).unwrap();
    let mut known = Known::default();
    let _ = settlements::described(&mut known, &mapping);
    let table = Streets::new(mapping.streets.as_ref().unwrap(), &mut known);
    let (streets, _) = read(&mapping, &mut known, table, STREETS).unwrap();
    let street = streets[0].id;
    let mut before = CodedBefore::default();
    for (code, number) in registry {
        let source_ref = match code.split_once('~') {
            Some((code, _)) => repeated_ref(code, street, number),
            None => (*code).to_owned(),
        };
        let house = House {
            street,
            number: (*number).to_owned(),
            number_key: (*number).to_owned(),
        };
        before.put(&source_ref, house);
    }
    let mut table = Buildings::new(
        mapping.buildings.as_ref().unwrap(),
        mapping.area,
        &mut known,
    );
    let rows: String = rows
        .split(' ')
        .map(|row| row.split_once('=').unwrap())
        .map(|(code, number)| format!("{code},1,1,{number},48.5,29.{number},\n"))
        .collect();
    let rows = format!("id,place,street,house,lat,lon,flats\n{rows}");
    let (taken, said) = read_found(&mapping, &mut known, &mut table, &before, &rows).unwrap();
    let taken = taken.iter().map(|taken| taken.number.key()).collect();
    (taken, said)
}

#[test]
fn a_code_of_another_house_makes_no_second_house() {
    let (taken, said) = read_houses(&[("b1", "33"), ("b2", "2")], "b1=34 b2=2 b3=3");
    assert_eq!(taken, ["2", "3"]);
    assert_eq!(brief(&said.refused), [(2, "code_of_another_building")]);
    assert!(
        said.refused[0].text.contains("вул. Кленова, 33"),
        "{}",
        said.refused[0].text
    );
}

#[test]
fn codes_that_are_swapped_are_both_refused() {
    let registry = [("b1", "1"), ("b2", "2")];
    let (taken, said) = read_houses(&registry, "b1=2 b2=1");
    assert!(taken.is_empty(), "{taken:?}");
    assert_eq!(said.report.refused, 2);
    let (taken, _) = read_houses(&registry, "b1=1 b2=2");
    assert_eq!(taken, ["1", "2"]);
}

#[test]
fn what_the_file_said_before_is_said_again_without_a_refusal() {
    let (taken, said) = read_houses(&[("b1", "1"), ("b1~", "2")], "b1=1 b1=2 b1=3");
    assert_eq!(taken, ["1", "2", "3"]);
    assert_eq!(
        brief(&said.suspicious),
        [(3, "repeated_ref"), (4, "repeated_ref")]
    );
    let (taken, said) = read_houses(&[("b1", "1"), ("b1~", "2")], "b1=2");
    assert_eq!((taken.len(), said.report.refused), (1, 0));
}

#[test]
fn a_house_that_got_another_code_sets_its_old_one_free() {
    let (taken, said) = read_houses(&[("b1", "1")], "b9=1 b1=2");
    assert_eq!((taken.len(), said.report.refused), (2, 0), "{said:?}");
}
