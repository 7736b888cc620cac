//! Which houses of a street are named, and what a piece behind them that nobody reads may take
//! from them.
//!
//! Pure.

use super::houses::Houses;
use super::pieces::{Piece, StreetPiece};
use super::resolve::Match;

/// What is named of a street.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named<'a> {
    /// None: it stands in the text of the street itself.
    pub text: Option<&'a str>,
    pub houses: Houses,
    /// What stands behind and may mean that not all of them are meant.
    pub limit: Option<&'a str>,
}

impl Named<'_> {
    pub fn printed(&self, street: &str) -> String {
        let mut printed = street.to_owned();
        for text in self.text.iter().chain(&self.limit) {
            printed.push_str(", ");
            printed.push_str(text);
        }
        printed
    }
}

/// Words that take houses away from those before them.
const TAKE_AWAY: [&str; 7] = [
    "крім",
    "окрім",
    "кроме",
    "винятк",
    "виключ",
    "частков",
    "частин",
];

/// A street of which nothing is named is meant as a whole, unless what stands behind it cannot
/// be read.
pub(super) fn named<'a>(
    street: &'a StreetPiece,
    meant: &Match,
    unread: Option<&'a Piece>,
) -> Vec<Named<'a>> {
    let mut all: Vec<(Option<&str>, Houses)> = Vec::new();
    if let Some((_, Some(first))) = street.readings.get(meant.reading) {
        all.extend(first.iter().map(|houses| (None, houses.clone())));
    }
    all.extend(
        street
            .houses
            .iter()
            .map(|(text, houses)| (Some(text.as_str()), houses.clone())),
    );
    if all.is_empty() {
        all.push((None, Houses::All));
    }
    all.into_iter()
        .map(|(text, houses)| Named {
            text,
            limit: unread
                .filter(|unread| limits(unread, street, &houses))
                .map(Piece::text),
            houses,
        })
        .collect()
}

fn limits(unread: &Piece, street: &StreetPiece, houses: &Houses) -> bool {
    // «вул. Садова 5, с. Лукашівка»: the settlement of this street may stand behind it.
    if matches!(unread, Piece::Settlement { .. }) {
        return street.settlement.is_none();
    }
    let lower = unread.text().to_lowercase();
    let takes_away = lower
        .split(|c: char| !c.is_alphabetic())
        .any(|word| TAKE_AWAY.iter().any(|start| word.starts_with(start)));
    match houses {
        Houses::All | Houses::Side(_) => true,
        Houses::Range { .. } => takes_away,
        Houses::One(house) => takes_away && unread.may_name(house),
        Houses::Doubtful { .. } => false,
    }
}
