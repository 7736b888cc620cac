//! Rows that refer to a place, and leave out a part of its address.

use super::super::aliases::Aliases;
use super::super::queues::Queues;
use super::*;

const TABLES: &str = r#"
[aliases]
settlement = "place"
street_name = "street"
name = "name"
[queues]
settlement = "place"
street_name = "street"
house = "house"
queue = "queue"
"#;

#[test]
fn an_address_with_a_gap_is_not_taken_for_something_larger() {
    let mapping = Mapping::parse(&format!("{MAPPING}{TABLES}")).unwrap();
    let mut known = Known::default();
    let _ = settlements::described(&mut known, &mapping);
    let table = Queues::new(mapping.queues.as_ref().unwrap());
    let rows = "place,street,house,queue
1,,5,1.1
,,5,1.1
,вул. Кленова,5,1.1
1,,,1.1
,,,1.1
";
    let (_, said) = read(&mapping, &mut known, table, rows).unwrap();
    let refused: Vec<_> = said.refused.iter().collect();
    let refused: Vec<_> = refused
        .iter()
        .map(|one| (one.line, one.column.as_str(), one.reason))
        .collect();
    assert_eq!(
        refused,
        [
            (2, "street", "street_not_said"),
            (3, "street", "street_not_said"),
            (4, "place", "settlement_not_said"),
            (5, "house", "unknown_building"),
            (6, "house", "unknown_building"),
        ]
    );
    let table = Aliases::new(mapping.aliases.as_ref().unwrap());
    let rows = "place,street,name\n1,,Лампова\n,вул. Кленова,Лампова\n";
    let (_, said) = read(&mapping, &mut known, table, rows).unwrap();
    assert_eq!(
        brief(&said.refused),
        [(2, "street_not_said"), (3, "settlement_not_said")]
    );
}
