//! Hostile input for everything that reads what people and files say: addresses, house numbers,
//! streets, spellings, registries in CSV. Nothing panics, and what comes out is bounded by what
//! went in.
//!
//! 256 cases of each by itself; `make fuzz` makes as many as `PROPTEST_CASES` says.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fmt::Debug;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use tenants::calls::Phone;
use tenants::housing::house_number::{HouseNumber, read_house};
use tenants::housing::mapping::Mapping;
use tenants::housing::query::read_query;
use tenants::housing::sheet::{Reading, SheetError, count_rows, each_row};
use tenants::housing::spelling::{
    exact_key, from_latin_layout, from_russian_layout, lossy_key, only_twins, tidy,
    twins_to_cyrillic,
};
use tenants::housing::street::{StreetKind, parse_street};
use tenants::regions::Katottg;
use tenants::text::Text;

/// What parsers stumble over: words of addresses, and what is no word.
const PIECES: &[&str] = &[
    "вул.",
    "вулиця",
    "пров",
    "просп.",
    "пл",
    "б-р",
    "Соборна",
    "Солов'їна",
    "Cj,jhyf",
    "Леніна",
    "буд",
    "корп.",
    "кв",
    "під'їзд",
    "к.",
    "літ.",
    "12",
    "12а",
    "12-А",
    "1/2",
    "№",
    "б/н",
    "0",
    "00000000000000000000",
    "4294967296",
    "99999999999999999999999999",
    "-1",
    "1e9",
    "½",
    "①",
    "١٢",
    "１２",
    "𝟙𝟚",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    ",",
    ";",
    ".",
    "..",
    "/",
    "\\",
    "-",
    "–",
    "—",
    "'",
    "’",
    "ʼ",
    "`",
    "\"",
    "\"\"",
    "«",
    "»",
    "(",
    ")",
    "\0",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200f}",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffd}",
    "\u{301}",
    "и\u{306}",
    "і\u{308}",
    "е\u{301}\u{301}\u{301}",
    "İ",
    "ı",
    "ß",
    "ŉ",
    "ﬁ",
    "ǆ",
    "Ω",
    "ї",
    "Ґ",
    "ё",
    "ъ",
    "ы",
    "Æ",
    "中",
    "🏠",
    "👨‍👩‍👧",
    "\u{10ffff}",
    "a",
    "i",
    "c",
    "I",
    "l",
    "O",
];

/// Lines of such pieces, with noise between them; now and then a very long one.
fn line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
        1 => any::<char>().prop_map(String::from),
        1 => "[0-9А-Яа-яіїєґA-Za-z/ .,'-]{0,12}",
    ];
    prop_oneof![
        9 => vec(piece.clone(), 0..24).prop_map(|pieces| pieces.concat()),
        1 => (piece, 1..300_usize).prop_map(|(piece, times)| piece.repeat(times)),
    ]
}

/// No reading multiplies what it was given without end.
fn is_bounded(line: &str, what: &str, readings: usize, written: &impl Debug) {
    assert!(readings <= 400, "{what} of {line:?}: {readings} readings");
    let size = format!("{written:?}").len();
    let most = 20_000 + 2_000 * line.len();
    assert!(size <= most, "{what} of {line:?}: {size} bytes");
}

/// As a person would be stopped: no line that the program takes is longer.
fn shortened(line: &str) -> String {
    line.chars().take(300).collect()
}

proptest! {
    #[test]
    fn an_address(line in line()) {
        let line = shortened(&line);
        let readings = read_query(&line);
        is_bounded(&line, "the address", readings.len(), &readings);
    }

    #[test]
    fn a_house_number(line in line()) {
        let readings = read_house(&line);
        is_bounded(&line, "the house", readings.len(), &readings);
        if let Ok(number) = HouseNumber::parse(&line) {
            prop_assert_eq!(HouseNumber::parse(&number.to_string()).unwrap().key(), number.key());
            prop_assert!(number.key().len() <= 200 && number.sort_key().len() <= 200);
        }
    }

    #[test]
    fn a_street(line in line()) {
        let readings = parse_street(&line);
        is_bounded(&line, "the street", readings.len(), &readings);
        prop_assert!(StreetKind::from_word(&line).len() <= StreetKind::ALL.len());
        let _ = StreetKind::from_code(&line);
    }

    #[test]
    fn a_spelling(line in line()) {
        let tidied = tidy(&line);
        prop_assert_eq!(&tidy(&tidied), &tidied, "what is tidy stays as it is");
        let twins = twins_to_cyrillic(&line);
        prop_assert_eq!(twins.chars().count(), line.chars().count());
        let _ = only_twins(&line);
        for written in [exact_key(&line), lossy_key(&line), tidied, twins] {
            prop_assert!(written.len() <= 64 + 8 * line.len(), "{:?}", written);
        }
        for written in [from_latin_layout(&line), from_russian_layout(&line)].into_iter().flatten() {
            prop_assert!(written.len() <= 64 + 8 * line.len(), "{:?}", written);
        }
    }

    #[test]
    fn what_is_said_and_typed(line in line()) {
        if let Ok(phone) = Phone::parse(&line) {
            prop_assert!(phone.as_str().len() <= 16);
            prop_assert_eq!(&Phone::parse(phone.as_str()).unwrap(), &phone);
        }
        let _ = Katottg::read(&line);
        if let Ok(text) = Text::<200>::parse(&line) {
            prop_assert!((1..=200).contains(&text.as_str().chars().count()));
        }
    }

    #[test]
    fn a_table_of_lines(lines in vec(line(), 0..20)) {
        let table = format!("place,code,name,old\n1,1,Соборна,\n{}", lines.join("\n"));
        read_table(table.as_bytes())?;
    }

    #[test]
    fn a_table_of_any_bytes(bytes in vec(any::<u8>(), 0..2_000)) {
        read_table(&bytes)?;
        // As a workbook: what follows the first bytes of a zip is anything.
        read_table(&[b"PK\x03\x04".as_slice(), &bytes].concat())?;
    }

    #[test]
    fn a_mapping(text in line()) {
        drop(Mapping::parse(&text));
        drop(Mapping::parse(&format!("{MAPPING}\n{text}")));
    }
}

/// Counted and read alike, and no row longer than the file, but for the three bytes of the mark
/// that stands for each one that is no text.
fn read_table(bytes: &[u8]) -> Result<(), TestCaseError> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    let reading = Reading::default();
    let counted = count_rows(file.path(), &reading);
    let (mut rows, mut longest) = (0, 0);
    let read = each_row(file.path(), &reading, |_, row| {
        rows += 1;
        longest = longest.max(row.cells.as_slice().len());
        Ok::<(), SheetError>(())
    });
    prop_assert_eq!(counted.is_ok(), read.is_ok());
    if let Ok(counted) = counted {
        prop_assert_eq!(counted, rows);
    }
    prop_assert!(longest <= 3 * bytes.len());
    Ok(())
}

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
