//! Numbers that are of no street: those of a list, and those of pages.
//!
//! Pure.

use super::super::super::spelling::tidy;
use super::items::begins_street_or_settlement;

const MOST_DIGITS: usize = 3;

/// «1. вул. Гоголя», «2) с. Губник»: the numbers of a list, as far as it has come.
#[derive(Default)]
pub(super) struct ListNumbers {
    last: Option<u32>,
}

impl ListNumbers {
    /// A number that begins what stands before a street or a settlement, if it is not certainly
    /// that of a list, and the rest: where the line before ends with a comma, only a number that
    /// goes on with the list certainly is.
    pub fn split<'t>(&mut self, chunk: &'t str, wrapped: bool) -> (Option<String>, &'t str) {
        let Some((number, rest)) = list_number(chunk) else {
            return (None, chunk);
        };
        let value = number.parse().ok();
        let goes_on = value.is_some() && value == self.last.and_then(|last| last.checked_add(1));
        if wrapped && !goes_on {
            return (Some(number.to_owned()), rest);
        }
        self.last = value;
        (None, rest)
    }
}

/// The number, and what stands behind its full stop or bracket.
fn list_number(chunk: &str) -> Option<(&str, &str)> {
    let chunk = chunk.trim_start();
    let (number, rest) = chunk.split_at(chunk.find(|c: char| !c.is_ascii_digit())?);
    let rest = rest.strip_prefix(['.', ')'])?.trim_start();
    let words: Vec<&str> = rest.split_whitespace().take(2).collect();
    let is = (1..=MOST_DIGITS).contains(&number.len()) && begins_street_or_settlement(&words);
    is.then_some((number, rest))
}

/// The number that stands alone on this line, between blank ones.
pub(super) fn page_number(lines: &[&str], at: usize) -> Option<String> {
    let line = tidy(lines.get(at)?);
    let number = line.trim_matches([' ', '-', '.']);
    let blank = |at: Option<usize>| {
        at.and_then(|at| lines.get(at))
            .is_none_or(|line| tidy(line).is_empty())
    };
    let alone = blank(at.checked_sub(1)) && blank(at.checked_add(1));
    let is = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (is && alone && lines.len() > 1).then(|| number.to_owned())
}
