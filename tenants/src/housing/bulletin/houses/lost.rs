//! Houses between which a comma or a dash may have been lost.
//!
//! Pure.

use super::super::super::house_number::HouseNumber;

/// `31. 31-А`, `1А 2`, `128130`.
pub(super) fn apart(text: &str) -> Vec<HouseNumber> {
    let parts: Vec<&str> = text
        .split(['.', ' ', ',', ';'])
        .filter(|part| !part.is_empty())
        .collect();
    let houses: Vec<HouseNumber> = parts
        .iter()
        .filter_map(|part| HouseNumber::parse(part).ok())
        .collect();
    if houses.len() == parts.len() && houses.len() > 1 {
        return houses;
    }
    halves(text).unwrap_or_default()
}

fn halves(text: &str) -> Option<Vec<HouseNumber>> {
    let digits = text.len();
    if !text.bytes().all(|byte| byte.is_ascii_digit()) || !digits.is_multiple_of(2) || digits < 4 {
        return None;
    }
    let (one, other) = text.split_at_checked(digits / 2)?;
    let plain = |text: &str| {
        HouseNumber::parse(text)
            .ok()
            .filter(|house| house.letter.is_none())
    };
    Some(vec![plain(one)?, plain(other)?])
}
