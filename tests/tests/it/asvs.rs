//! The table of what OWASP ASVS asks for names tests that exist, or says what is missing.

use std::fs;
use std::path::Path;

const TABLE: &str = include_str!("../../../tenants/docs/security/asvs.md");

#[test]
fn every_requirement_names_tests_that_exist_or_what_is_missing() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let mut rows = 0;
    for row in TABLE.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [number, asked, shown]: [&str; 3] = cells.try_into().expect(row);
        assert!(
            !number.is_empty() && !asked.is_empty() && !shown.is_empty(),
            "{row}"
        );
        let proofs = shown.split("open:").next().unwrap_or_default();
        let tests: Vec<&str> = proofs.split('`').skip(1).step_by(2).collect();
        let is_open = shown
            .split("open:")
            .nth(1)
            .is_some_and(|why| why.len() > 10);
        assert!(!tests.is_empty() || is_open, "{row}");
        for test in tests {
            let (file, function) = test.split_once("::").expect(test);
            let text = fs::read_to_string(here.join(format!("{file}.rs"))).expect(test);
            // Between the two there may be other attributes, on lines of their own.
            let found = text.split("#[test]\n").skip(1).any(|part| {
                let mut lines = part.lines().skip_while(|line| line.starts_with("#["));
                lines
                    .next()
                    .is_some_and(|line| line.starts_with(&format!("fn {function}(")))
            });
            assert!(found, "{test} does not exist");
        }
        rows += 1;
    }
    assert!(rows > 40, "{rows} rows");
}
