//! The rules by which rows are taken or refused, without a database.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod by_address;
mod renamed;
mod same_building;

use std::io;
use std::io::Write;

use proptest::prelude::*;

use super::buildings::Buildings;
use super::cells::{Cells, Notes};
use super::entrances::Entrances;
use super::known::Known;
use super::report::{FileReport, Progress, Watch};
use super::settlements;
use super::streets::{PendingStreet, Streets};
use super::take::Takes;
use crate::housing::mapping::Mapping;
use crate::housing::remark::Remark;
use crate::housing::sheet::{self, Header, Row, SheetError};

const MAPPING: &str = r#"
community = "UA05000000000000001"
source = "invented"
area = { south = 48.0, north = 49.0, west = 29.0, east = 30.0 }
settlements = [{ code = "1", katottg = "UA05000000000000011", name = "Кленове", category = "C" }]
streets = { settlement = "place", code = "code", name = "name", old_name = "old" }
defects = [{ column = "house", value = "11", note = "номер 10 записано як 11" }]
[buildings]
code = "id"
settlement = "place"
street = "street"
number = "house"
latitude = "lat"
longitude = "lon"
multi_flat = "flats"
[entrances]
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

/// What was said of the rows of one file.
#[derive(Debug, Clone, PartialEq)]
struct Said {
    report: FileReport,
    refused: Vec<Remark>,
    suspicious: Vec<Remark>,
}

#[derive(Default)]
struct Listener {
    refused: Vec<Remark>,
    suspicious: Vec<Remark>,
}

impl Watch for Listener {
    fn progress(&mut self, _progress: &Progress) {}

    fn refused(&mut self, remark: &Remark, _header: &Header, _row: &Row) -> io::Result<()> {
        self.refused.push(remark.clone());
        Ok(())
    }

    fn suspected(&mut self, remark: &Remark) -> io::Result<()> {
        self.suspicious.push(remark.clone());
        Ok(())
    }
}

/// Reads a file by the rules of its table, as far as they need no database.
fn read<T: Takes>(
    mapping: &Mapping,
    known: &mut Known,
    mut table: T,
    text: &str,
) -> Result<(Vec<T::Pending>, Said), SheetError> {
    read_found(mapping, known, &mut table, &T::Found::default(), text)
}

/// The same where the registry has something to say of the rows.
fn read_found<T: Takes>(
    mapping: &Mapping,
    known: &mut Known,
    table: &mut T,
    found: &T::Found,
    text: &str,
) -> Result<(Vec<T::Pending>, Said), SheetError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let (mut listener, mut report) = (Listener::default(), FileReport::new("file", T::TABLE));
    let (columns, mut pending) = (table.columns(), Vec::new());
    sheet::each_row(
        file.path(),
        &mapping.reading(columns.clone()),
        |header, row| {
            report.read += 1;
            let mut notes = Notes {
                report: &mut report,
                watch: &mut listener,
                defects: &mapping.defects,
                failed: None,
            };
            let cells = Cells { header, row: &row };
            let taken = match cells.flaw(&columns) {
                Some((column, reason)) => notes.refuse(cells, column, &reason),
                None => table.read(known, found, cells, &mut notes),
            };
            if let Some(taken) = taken {
                notes.remark_on_letters(cells, &columns);
                report.taken += 1;
                pending.push(taken);
            }
            Ok::<(), SheetError>(())
        },
    )?;
    let said = Said {
        report,
        refused: listener.refused,
        suspicious: listener.suspicious,
    };
    Ok((pending, said))
}

fn read_all(streets: &str, houses: &str, entrances: &str) -> (Vec<PendingStreet>, [Said; 3]) {
    let mapping = Mapping::parse(MAPPING).unwrap();
    let mut known = Known::default();
    let _ = settlements::described(&mut known, &mapping);
    let table = Streets::new(mapping.streets.as_ref().unwrap(), &mut known);
    let (taken, first) = read(&mapping, &mut known, table, streets).unwrap();
    let table = Buildings::new(
        mapping.buildings.as_ref().unwrap(),
        mapping.area,
        &mut known,
    );
    let (_, second) = read(&mapping, &mut known, table, houses).unwrap();
    let table = Entrances::new(mapping.entrances.as_ref().unwrap());
    let (_, third) = read(&mapping, &mut known, table, entrances).unwrap();
    (taken, [first, second, third])
}

fn brief(remarks: &[Remark]) -> Vec<(u64, &str)> {
    remarks
        .iter()
        .map(|remark| (remark.line, remark.reason))
        .collect()
}

#[test]
fn cyrillic_letters_in_the_code_of_a_settlement_are_taken_and_noted() {
    let streets = "place,code,name,old\nUА05000000000000011,1,вул.Кленова,\nUA05000000000000011,2,вул.Ткацька,\n";
    let (taken, [said, ..]) = read_all(streets, HOUSES, ENTRANCES);
    assert_eq!(taken.len(), 2);
    assert_eq!(brief(&said.suspicious), [(2, "letters_normalised")]);
}

#[test]
fn every_row_is_taken_or_refused() {
    for said in read_all(STREETS, HOUSES, ENTRANCES).1 {
        assert_eq!(said.report.read, said.report.taken + said.report.refused);
        for remark in said.refused.iter().chain(&said.suspicious) {
            assert!(remark.line > 1 && !remark.text.is_empty(), "{remark:?}");
        }
    }
}

#[test]
fn streets_that_share_a_code_are_both_taken() {
    let (streets, said) = read_all(STREETS, HOUSES, ENTRANCES);
    let refs: Vec<_> = streets.iter().map(|s| s.source_ref.as_str()).collect();
    assert_eq!(refs, ["1:1", "1:2", "1:2~гончарний", "1:6"]);
    assert_eq!(brief(&said[0].suspicious), [(4, "repeated_ref")]);
    let mut refused = brief(&said[0].refused);
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
    let (_, said) = read_all(STREETS, HOUSES, ENTRANCES);
    assert_eq!(
        brief(&said[1].refused),
        [
            (4, "duplicate_building"),
            (5, "ambiguous_street"),
            (6, "number_ambiguous"),
            (7, "number_not_understood"),
            (11, "unknown_street"),
        ]
    );
    assert_eq!(
        brief(&said[1].suspicious),
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
        said[1].suspicious[1].text.contains("56 м"),
        "{}",
        said[1].suspicious[1].text
    );
}

#[test]
fn coordinates_that_changed_places_or_have_a_comma_are_understood_as_such() {
    let houses = "id,place,street,house,lat,lon,flats
1,1,1,1,29.5,48.5,False
2,1,1,2,\"48,5\",\"29,6\",False
3,1,1,3,0,0,False
";
    let (_, [_, said, _]) = read_all(STREETS, houses, ENTRANCES);
    assert_eq!(
        brief(&said.suspicious),
        [(2, "coordinates_swapped"), (4, "coordinates_outside")]
    );
}

#[test]
fn entrances_of_doubtful_houses_are_refused() {
    let (_, said) = read_all(STREETS, HOUSES, ENTRANCES);
    assert_eq!(
        brief(&said[2].refused),
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
        brief(&said[2].suspicious),
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
    assert_eq!(lf.1, crlf.1);
    let gap = read_all(&STREETS.replace("\n9,4", "\n\n9,4"), HOUSES, ENTRANCES);
    assert!(brief(&gap.1[0].refused).contains(&(7, "unknown_settlement")));
}

#[test]
fn a_file_without_a_column_is_an_error() {
    let mapping = Mapping::parse(MAPPING).unwrap();
    let mut known = Known::default();
    let table = Streets::new(mapping.streets.as_ref().unwrap(), &mut known);
    let error = read(&mapping, &mut known, table, "place,code\n")
        .err()
        .unwrap();
    assert!(matches!(error, SheetError::NoColumn { .. }), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_rows_add_up(rows in proptest::collection::vec("[0-9а-я,\" ./-]{0,24}", 0..12)) {
        // In a last row of its own the mark that closes what the others may have left open.
        let open = |body: &str| {
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(body.as_bytes()).unwrap();
            let counted = sheet::count_rows(file.path(), &sheet::Reading::default());
            matches!(counted, Err(SheetError::UnclosedQuote { .. }))
        };
        let mut body = rows.join("\n");
        if open(&body) {
            body.push('"');
        }
        prop_assert!(!open(&body));
        let streets = format!("place,code,name,old\n{body}");
        let houses = format!("id,place,street,house,lat,lon,flats\n{body}");
        let entrances = format!("id,house,entrance,first,last\n{body}");
        for said in read_all(&streets, &houses, &entrances).1 {
            prop_assert_eq!(said.report.read, said.report.taken + said.report.refused);
        }
    }
}
