use proptest::prelude::*;

use super::*;

fn known() -> Vec<String> {
    (1..40)
        .flat_map(|number| [number.to_string(), format!("{number}А")])
        .collect()
}

fn taken(text: &str) -> Vec<u32> {
    let known = known();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    numbers(&read(text, &known).buildings)
        .iter()
        .filter_map(|number| number.trim_end_matches('А').parse().ok())
        .collect()
}

/// Whether a text that names no street without a house names the number, or a range or a side
/// where it stands.
fn names(text: &str, number: u32) -> bool {
    let digits = |c: char| c.is_ascii_digit();
    let runs: Vec<(usize, &str)> = text
        .match_indices(digits)
        .filter(|(at, _)| !text[..*at].ends_with(digits))
        .map(|(at, _)| (at, text[at..].split(|c| !digits(c)).next().unwrap_or("")))
        .collect();
    let value = |(_, run): &(usize, &str)| run.parse::<u32>().unwrap_or(0);
    let between = |pair: &[(usize, &str)]| {
        let gap = text[pair[0].0 + pair[0].1.len()..pair[1].0].replace("буд.", "");
        let range = ["–", "-", "по", "до"].contains(&gap.replace(['А', '№', ' '], "").as_str());
        range && (value(&pair[0])..=value(&pair[1])).contains(&number)
    };
    let odd = text.contains("непарні");
    let even = text.replace("непарні", "").contains("парні");
    runs.iter().any(|run| value(run) == number)
        || runs.windows(2).any(between)
        || (odd && !number.is_multiple_of(2))
        || (even && number.is_multiple_of(2))
}

const ITEM: &str = "([1-9][0-9]?А?|[1-9]–[1-3][0-9]|з [1-9] по [1-3][0-9]|від [1-9] до 20|\
    –[1-3]?[0-9]|[1-9]–|буд\\. [1-9]|№№ [1-9]|[1-9] корп\\. 2)";
const MORE: &str = "(, | |; |\n| та | і |\\(|\\)|, крім |, окрім |, за винятком |, парні|, непарні| \\(непарні\\)|\
    , повністю|, вся|: | – |-|, магазин, |, до |, від |, вул\\. Київська 7|, с\\. Губник повністю| та Київська 7)";

fn texts() -> impl Strategy<Value = String> {
    let regex = format!(r"вул\. Садова,? {ITEM}(({MORE}){{1,3}}{ITEM}?){{0,6}}");
    proptest::string::string_regex(&regex).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn nothing_is_taken_that_is_not_named(
        text in texts(),
    ) {
        for number in taken(&text) {
            prop_assert!(names(&text, number), "{} of {}", number, text);
        }
    }

    #[test]
    fn nothing_is_taken_that_is_excepted(
        from in 1..10_u32, steps in 1..14_u32, one in 1..40_u32, other in 1..40_u32, behind in MORE,
    ) {
        let to = from + 2 * steps;
        for text in [
            format!("вул. Садова, {from}–{to}, крім {one}, {other}"),
            format!("вул. Садова, {from}–{to} (окрім {one} та {other})"),
            format!("вул. Садова, за винятком {one} й {other}"),
            format!("вул. Садова, крім {one}, {other}{behind}"),
        ] {
            let text = text.as_str();
            for number in read(text, &["1", "2", "3", "4", "5", "6", "7", "8", "9"]).buildings {
                if number.1.contains("Садова") {
                    let number = numbers(std::slice::from_ref(&number))[0].to_owned();
                    prop_assert!(number != one.to_string() && number != other.to_string(), "{}", text);
                }
            }
        }
    }
}
