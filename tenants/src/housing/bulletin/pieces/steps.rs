//! The steps of a bulletin: its items, and what parts them; its lines, and the numbers that are
//! of no street.
//!
//! Pure.

use super::super::super::spelling::tidy;
use super::items::{items, trimmed};
use super::numbered::{ListNumbers, page_number};
use super::stray::is_stray;
use super::within::mark_brackets;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Item(Item),
    /// In the brackets a flat, an entrance or a substation is named.
    Opened {
        units: bool,
    },
    Closed,
    /// Goes on in the next line, or does not.
    Ended {
        wrapped: bool,
    },
    /// Marks where an item should be.
    Stray(String),
    /// A line of nothing.
    Blank,
    /// May be a house, or the number of what stands behind it on a list.
    Number(String),
    /// A number alone between blank lines: a house, or that of a page.
    Page(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub text: String,
    /// Nothing stands before it that it could go on with.
    pub opens: bool,
    /// «та» stands before it.
    pub joined: bool,
    /// A colon stands behind it.
    pub heads: bool,
    /// What stood behind its text.
    pub marks: String,
}

pub(super) fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut numbers = ListNumbers::default();
    let mut wrapped = false;
    let lines: Vec<&str> = text.split('\n').collect();
    for (at, line) in lines.iter().enumerate() {
        if let Some(number) = page_number(&lines, at) {
            steps.push(Step::Page(number));
            continue;
        }
        if tidy(line).is_empty() {
            steps.push(Step::Blank);
        }
        for chunk in line.split([';', '•', '·']) {
            let (number, rest) = numbers.split(chunk, wrapped);
            steps.extend(number.map(Step::Number));
            chunk_steps(rest, !wrapped, &mut steps);
            wrapped = tidy(chunk).ends_with(',');
            steps.push(Step::Ended { wrapped });
        }
    }
    mark_brackets(&mut steps);
    steps
}

fn chunk_steps(chunk: &str, mut opens: bool, steps: &mut Vec<Step>) {
    let mut parts = chunk.split(": ").peekable();
    while let Some(part) = parts.next() {
        let heads = parts.peek().is_some() || part.trim_end().ends_with(':');
        let begun = steps.len();
        part_steps(part, &mut opens, steps);
        if let Some(Step::Item(last)) = steps.iter_mut().skip(begun).last() {
            last.heads = heads;
        }
    }
}

fn part_steps(part: &str, opens: &mut bool, steps: &mut Vec<Step>) {
    let mut comma = false;
    for piece in part.split_inclusive([',', '(', ')']) {
        let nothing = piece.trim() == ",";
        if nothing && comma {
            steps.push(Step::Stray(",".to_owned()));
        }
        comma = piece.ends_with(',');
        for (item, joined) in items(&tidy(piece.trim_end_matches([',', '(', ')']))) {
            let text = trimmed(&item, *opens).to_owned();
            let marks = item.rsplit_once(&text).map_or("", |(_, marks)| marks);
            if text.is_empty() && !*opens && is_stray(&item) {
                steps.push(Step::Stray(item));
            } else if !text.is_empty() {
                let marks = marks.to_owned();
                steps.push(Step::Item(Item {
                    text,
                    opens: *opens,
                    joined,
                    heads: false,
                    marks,
                }));
                *opens = false;
            }
        }
        match piece.chars().last() {
            Some('(') => steps.push(Step::Opened { units: false }),
            Some(')') => steps.push(Step::Closed),
            _ => {}
        }
    }
}
