#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

use std::io::Write;

use tempfile::NamedTempFile;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn file(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn needing(columns: &[&str]) -> Reading {
    Reading {
        needed: columns.iter().map(|one| (*one).to_owned()).collect(),
        ..Reading::default()
    }
}

fn rows(bytes: &[u8], reading: &Reading) -> Result<Vec<Row>, SheetError> {
    let file = file(bytes);
    let counted = count_rows(file.path(), reading)?;
    let mut rows = Vec::new();
    each_row(file.path(), reading, |_, row| {
        rows.push(row);
        Ok::<(), SheetError>(())
    })?;
    assert_eq!(counted, u64::try_from(rows.len()).unwrap());
    Ok(rows)
}

fn cells(rows: &[Row]) -> Vec<Vec<&str>> {
    rows.iter().map(|row| row.cells.iter().collect()).collect()
}

#[test]
fn any_delimiter_mark_and_line_end_reads_the_same() {
    let reading = needing(&["вулиця", "дім"]);
    for text in [
        "вулиця,дім\nСоборна,12\n",
        "\u{feff}вулиця;дім\r\nСоборна;12\r\n",
        "вулиця\tдім\r\n\r\n Соборна \t12",
        "\"вулиця\",\"дім\"\n\"Соборна\",\"12\"\n",
    ] {
        let rows = rows(text.as_bytes(), &reading).unwrap();
        assert_eq!(cells(&rows), [["Соборна", "12"]], "{text:?}");
    }
    let rows = rows("a;b\r\n1;2\r\n\r\n3;4\r\n".as_bytes(), &needing(&["a"])).unwrap();
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4]);
}

#[test]
fn windows_1251_is_recognised_and_read_when_it_is_named() {
    let text = "вулиця;дім\nСоборна;12А\n";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
    // The names of the columns may be Latin, and only the rows be not.
    let (latin, ..) = encoding_rs::WINDOWS_1251.encode("street;house\nСоборна;12А\n");
    for (bytes, column) in [(&bytes, "вулиця"), (&latin, "street")] {
        let error = rows(bytes, &needing(&[column])).unwrap_err();
        assert!(matches!(error, SheetError::NotUtf8 { .. }), "{error}");
        assert!(error.to_string().contains("windows-1251"), "{error}");
    }
    let named = Reading {
        encoding: Some(encoding_rs::WINDOWS_1251),
        ..needing(&["вулиця"])
    };
    assert_eq!(cells(&rows(&bytes, &named).unwrap()), [["Соборна", "12А"]]);
    // One spoilt row among others is a spoilt row.
    let mixed = [b"a,b\n".as_slice(), "Соборна,1\n".as_bytes(), b"\xff,2\n"].concat();
    let rows = rows(&mixed, &needing(&["a"])).unwrap();
    assert_eq!(rows[0].flaw, None);
    assert_eq!(rows[1].flaw, Some(Flaw::Malformed));
}

#[test]
fn a_missing_column_is_named_with_those_that_are_there() {
    let error = rows(b"a,b\n1,2\n", &needing(&["a", "c"])).unwrap_err();
    assert!(matches!(error, SheetError::NoColumn { .. }), "{error}");
    for text in ["", "\n\n", "\u{feff}"] {
        let error = rows(text.as_bytes(), &needing(&["a", "c"])).unwrap_err();
        assert!(matches!(error, SheetError::Empty), "{error}");
    }
    let error = rows(b"\x7fELF\0\0", &needing(&["a"])).unwrap_err();
    assert!(matches!(error, SheetError::NoTable), "{error}");
}

#[test]
fn a_line_of_a_million_characters_is_one_bad_row_and_an_open_quotation_is_a_bad_file() {
    let long = format!("a,b\n1,2\n{},3\n4,5\n", "x".repeat(1_000_000));
    let rows_read = rows(long.as_bytes(), &needing(&["a"])).unwrap();
    let flaws: Vec<_> = rows_read.iter().map(|row| row.flaw).collect();
    assert_eq!(flaws, [None, Some(Flaw::TooLong(0)), None]);
    let open = format!("a,b\n1,2\n\"x,3\n{}", "4,5\n".repeat(3_000_000));
    let error = rows(open.as_bytes(), &needing(&["a"])).unwrap_err();
    assert!(matches!(error, SheetError::RowTooLong { .. }), "{error}");
}

#[test]
fn quotation_marks_that_are_left_open_are_named_as_such() {
    for (text, line) in [
        ("a,b\n1,2\n\"x,3\n4,5\n", 3),
        ("a,b\n1,2\n3,\"x\n4,5\n", 3),
        ("a,b\n1,2\n3,\"\"\"\n4,5", 3),
        ("a,b\n1,\"2", 2),
        ("a,\"b\n1,2\n", 1),
    ] {
        let error = rows(text.as_bytes(), &needing(&["a"])).unwrap_err();
        assert!(
            matches!(error, SheetError::UnclosedQuote { line: at } if at == line),
            "{text:?}: {error}"
        );
    }
    // One that a later row closes.
    let text = "a,b\n\"x,3\n4,5\n6,\"7\"\n8,9\n";
    let read = rows(text.as_bytes(), &needing(&["a"])).unwrap();
    let said: Vec<_> = read.iter().map(|row| (row.line, row.flaw)).collect();
    assert_eq!(said, [(2, Some(Flaw::SpreadOverLines)), (5, None)]);
    // What is closed is no mistake, whatever the file ends with.
    for text in [
        "a,b\n1,\"\"",
        "a,b\n1,\"\"\r\n\r\n",
        "a,b\n1,\"x\ny\"\n",
        "a,b\n1,x\"y",
    ] {
        let read = rows(text.as_bytes(), &needing(&["a"])).unwrap();
        assert_eq!((read.len(), read[0].flaw), (1, None), "{text:?}");
    }
    let read = rows(b"a\n\"\"\n\"\"", &needing(&["a"])).unwrap();
    assert_eq!(cells(&read), [[""], [""]]);
}

#[test]
fn formulas_and_other_numbers_of_cells_are_flaws() {
    let text = "a,b\n=1+1,2\n1,@x\n1,'=2\n1\n1,2,3\n-1,+2\n";
    let rows = rows(text.as_bytes(), &needing(&["a"])).unwrap();
    let flaws: Vec<_> = rows.iter().map(|row| row.flaw).collect();
    assert_eq!(
        flaws,
        [
            Some(Flaw::Formula(0)),
            Some(Flaw::Formula(1)),
            Some(Flaw::Formula(1)),
            Some(Flaw::Malformed),
            Some(Flaw::Malformed),
            None,
        ]
    );
}

/// A workbook of one sheet, as small as one can be.
fn workbook(rows: &str, shared: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let parts = [
        (
            "[Content_Types].xml",
            format!("<Types xmlns=\"{package}/content-types\"/>"),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{rel}\"><sheets><sheet name=\"Будинки\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{rel}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
        (
            "xl/sharedStrings.xml",
            format!("<sst xmlns=\"{main}\">{shared}</sst>"),
        ),
    ];
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_reads_as_the_same_table() {
    let text =
        |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let rows_of = [
        format!(
            "<row r=\"2\">{}{}</row>",
            text("A2", "вулиця"),
            text("B2", "дім")
        ),
        "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\"><v>12</v></c></row>".to_owned(),
        format!("<row r=\"5\">{}</row>", text("A5", "Садова")),
        "<row r=\"6\"><c r=\"B6\"><f>1+1</f><v>2</v></c></row>".to_owned(),
    ]
    .concat();
    let book = workbook(&rows_of, "<si><t> Соборна </t></si>");
    let rows = rows(&book, &needing(&["вулиця", "дім"])).unwrap();
    assert_eq!(
        cells(&rows),
        [vec!["Соборна", "12"], vec!["Садова", ""], vec!["", "2"]]
    );
    assert_eq!(
        rows.iter().map(|row| row.line).collect::<Vec<_>>(),
        [3, 5, 6]
    );
    assert_eq!(rows[2].flaw, Some(Flaw::Formula(1)));
    let elsewhere = Reading {
        sheet: Some("Інший".to_owned()),
        ..needing(&["вулиця"])
    };
    let file = file(&book);
    let error = count_rows(file.path(), &elsewhere).unwrap_err();
    assert!(matches!(error, SheetError::NoSheet { .. }), "{error}");
}

#[test]
fn a_workbook_that_unpacks_without_end_is_refused_before_it_is_read() {
    let bomb = workbook("", &"<si><t>0000000000000000</t></si>".repeat(3_000_000));
    assert!(bomb.len() < 1_000_000, "{}", bomb.len());
    let error = rows(&bomb, &needing(&["a"])).unwrap_err();
    assert!(matches!(error, SheetError::Bomb { .. }), "{error}");
}

#[test]
fn a_cell_of_a_whole_book_is_refused_before_it_is_held() {
    let cell =
        |inside: &str| format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\">{inside}</c></row>");
    let long = "x".repeat(64 << 20);
    let one = format!("<is><t>{long}</t></is>");
    let hidden = format!("<is><t><![CDATA[{}]]></t></is>", "</c><".repeat(1 << 20));
    let many = format!("<is>{}</is>", "<r><t>xxxxxxxx</t></r>".repeat(100_000));
    for book in [
        workbook(&cell(&one), ""),
        workbook(&cell("<v>0</v>"), &format!("<si><t>{long}</t></si>")),
        workbook(&format!("<row r=\"{long}\"/>"), ""),
        workbook(&cell(&hidden), ""),
        workbook(&cell(&many), ""),
    ] {
        assert!(book.len() < 1_000_000, "{}", book.len());
        let error = rows(&book, &needing(&["a"])).unwrap_err();
        assert!(matches!(error, SheetError::CellTooLong { .. }), "{error}");
        assert!(error.to_string().len() < 500);
    }
}

#[test]
fn a_message_shows_only_the_beginning_of_what_a_file_says() {
    let long = "ж".repeat(500_000);
    let text = format!("{long},{long}\n");
    let book = workbook(
        &format!("<row r=\"1\"><c t=\"inlineStr\"><is><t>{long}</t></is></c></row>"),
        "",
    );
    let wide = "a,".repeat(100_000);
    for bytes in [text.as_bytes(), &book, wide.as_bytes()] {
        let error = rows(bytes, &needing(&["b"])).unwrap_err();
        assert!(matches!(error, SheetError::NoColumn { .. }), "{error}");
        assert!(error.to_string().len() < 2_000);
    }
}

#[test]
fn what_is_no_table_is_refused() {
    for bytes in [
        b"PK\x03\x04 not a workbook".as_slice(),
        b"\xD0\xCF\x11\xE0old",
    ] {
        assert!(rows(bytes, &needing(&["a"])).is_err());
    }
}

#[test]
fn no_more_is_kept_of_a_shared_text_than_shows_that_it_is_too_long() {
    let row = |line: u32| {
        let cell = |column: char| format!("<c r=\"{column}{line}\" t=\"s\"><v>1</v></c>");
        format!(
            "<row r=\"{line}\">{}</row>",
            ('A'..='Z').map(cell).collect::<String>()
        )
    };
    let head = ('A'..='Z')
        .map(|column| format!("<c r=\"{column}1\" t=\"inlineStr\"><is><t>{column}</t></is></c>"));
    let head = format!("<row r=\"1\">{}</row>", head.collect::<String>());
    let shared = format!("<si><t>x</t></si><si><t>{}</t></si>", "я".repeat(500_000));
    let book = workbook(&[head, row(2), row(3)].concat(), &shared);
    for row in rows(&book, &needing(&["A"])).unwrap() {
        assert_eq!(row.flaw, Some(Flaw::TooLong(0)));
        let longest = row.cells.iter().map(|cell| cell.chars().count()).max();
        assert_eq!(longest, Some(LONGEST_CELL + 1));
    }
}
