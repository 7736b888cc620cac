#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

use super::*;
use proptest::prelude::*;

const MAPPING: &str = r#"
community = "UA05000000000000001"
source = "invented"
area = { south = 48.0, north = 49.0, west = 29.0, east = 30.0 }
settlements = [{ code = "1", katottg = "UA05000000000000011", name = "Кленове", category = "C" }]
streets = { file = "streets.csv", settlement = "place", code = "code", name = "name", old_name = "old" }
defects = [{ column = "house", value = "11", note = "номер 10 записано як 11" }]
[buildings]
file = "houses.csv"
code = "id"
settlement = "place"
street = "street"
number = "house"
latitude = "lat"
longitude = "lon"
multi_flat = "flats"
[entrances]
file = "entrances.csv"
code = "id"
building = "house"
number = "entrance"
first_flat = "first"
last_flat = "last"
"#;

const STREETS: &str = "\u{feff}place,code,name,old
1,1,вул.Кленова,вул.Лампова
1,2,вул.Ткацька,
1,2,пров.Гончарний,
1,3,вул. Кленова,
9,4,вул.Далека,
1,5,пр.Тихий,
1,6,бульвар Яблуневий,
1,7
";

const HOUSES: &str = "id,place,street,house,lat,lon,flats
1,1,1,9,48.5,29.5,False
2,1,1,11,48.6,29.5,False
3,1,1,11,48.6005,29.5,False
4,1,2,1,48.5,29.6,False
5,1,1,12-5,48.5,29.7,False
6,1,1,без номера,48.5,29.8,False
7,1,6,5,,,True
8,1,6,6,1.5,29.5,maybe
8,1,6,7,48.5,29.5,True
9,1,77,7,48.5,29.5,True
10,1,6,9,північ,29.5,True
";

const ENTRANCES: &str = "id,house,entrance,first,last
1,7,1,1,20
2,7,2,20,40
3,7,2,20,40
4,7,2,41,60
5,8,1,1,20
6,3,1,1,20
7,99,1,1,20
8,7,3,60,41
9,7,0,1,2
10,1,1,,
";

fn read_all(streets: &str, houses: &str, entrances: &str) -> ReadRegistry {
    let mapping = Mapping::parse(MAPPING).unwrap();
    let files = Files {
        streets: streets.as_bytes(),
        buildings: houses.as_bytes(),
        entrances: Some(entrances.as_bytes()),
    };
    read(&mapping, files).unwrap()
}

fn brief(remarks: &[crate::housing::remark::Remark]) -> Vec<(u64, &str)> {
    remarks
        .iter()
        .map(|remark| (remark.line, remark.reason))
        .collect()
}

#[test]
fn every_row_is_taken_or_refused() {
    for report in read_all(STREETS, HOUSES, ENTRANCES).reports {
        assert_eq!(
            report.read,
            report.taken + report.refused.len(),
            "{}",
            report.file
        );
        for remark in report.refused.iter().chain(&report.suspicious) {
            assert!(remark.line > 1 && !remark.text.is_empty(), "{remark:?}");
        }
    }
}

#[test]
fn streets_that_share_a_code_are_both_taken() {
    let read = read_all(STREETS, HOUSES, ENTRANCES);
    let refs: Vec<_> = read
        .registry
        .streets
        .iter()
        .map(|s| s.source_ref.as_str())
        .collect();
    assert_eq!(refs, ["1:1", "1:2", "1:2~гончарний", "1:6"]);
    assert_eq!(brief(&read.reports[0].suspicious), [(4, "repeated_ref")]);
    let mut refused = brief(&read.reports[0].refused);
    refused.sort_unstable();
    assert_eq!(
        refused,
        [
            (5, "duplicate_street"),
            (6, "unknown_settlement"),
            (7, "street_not_understood"),
            (9, "malformed_row"),
        ]
    );
}

#[test]
fn dirty_houses_are_refused_or_remarked_on() {
    let read = read_all(STREETS, HOUSES, ENTRANCES);
    assert_eq!(
        brief(&read.reports[1].refused),
        [
            (4, "duplicate_building"),
            (5, "ambiguous_street"),
            (6, "number_ambiguous"),
            (7, "number_not_understood"),
            (11, "unknown_street"),
        ]
    );
    assert_eq!(
        brief(&read.reports[1].suspicious),
        [
            (3, "known_defect"),
            (3, "contradicted"),
            (8, "coordinates_missing"),
            (9, "flag_not_understood"),
            (9, "coordinates_outside"),
            (10, "repeated_ref"),
            (10, "coordinates_shared"),
            (12, "coordinates_not_understood"),
        ]
    );
    assert!(
        read.reports[1].suspicious[1].text.contains("56 м"),
        "{}",
        read.reports[1].suspicious[1].text
    );
    assert_eq!(read.registry.buildings[3].latitude, None);
}

#[test]
fn entrances_of_doubtful_houses_are_refused() {
    let read = read_all(STREETS, HOUSES, ENTRANCES);
    assert_eq!(
        brief(&read.reports[2].refused),
        [
            (4, "duplicate_entrance"),
            (5, "duplicate_entrance"),
            (6, "ambiguous_building"),
            (7, "building_refused"),
            (8, "unknown_building"),
            (9, "flats_not_understood"),
            (10, "number_not_understood"),
        ]
    );
    assert_eq!(
        brief(&read.reports[2].suspicious),
        [
            (3, "flats_overlap"),
            (3, "contradicted"),
            (11, "not_multi_flat")
        ]
    );
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    let lf = read_all(STREETS, HOUSES, ENTRANCES);
    let crlf = read_all(
        &STREETS.replace('\n', "\r\n"),
        &HOUSES.replace('\n', "\r\n"),
        ENTRANCES,
    );
    assert_eq!(lf, crlf);
    let gap = read_all(&STREETS.replace("\n9,4", "\n\n9,4"), HOUSES, ENTRANCES);
    assert!(brief(&gap.reports[0].refused).contains(&(7, "unknown_settlement")));
}

#[test]
fn a_file_without_a_column_is_an_error() {
    let mapping = Mapping::parse(MAPPING).unwrap();
    let files = Files {
        streets: &b"place,code\n"[..],
        buildings: &b""[..],
        entrances: None::<&[u8]>,
    };
    assert!(matches!(
        read(&mapping, files),
        Err(ReadError::NoColumn { .. })
    ));
}

proptest! {
    #[test]
    fn any_rows_add_up(rows in proptest::collection::vec("[0-9а-я,\" ./-]{0,24}", 0..12)) {
        let body = rows.join("\n");
        let streets = format!("place,code,name,old\n{body}");
        let houses = format!("id,place,street,house,lat,lon,flats\n{body}");
        let entrances = format!("id,house,entrance,first,last\n{body}");
        for report in read_all(&streets, &houses, &entrances).reports {
            prop_assert_eq!(report.read, report.taken + report.refused.len());
        }
    }
}
