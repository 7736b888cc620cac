//! Whether what stands behind houses, and nobody reads, may mean that not all of them are meant.
//!
//! Pure.

use super::houses::Houses;
use super::named::Named;
use super::pieces::{Piece, StreetPiece};

impl Named<'_> {
    pub(super) fn is_limited_by(&self, unread: &Piece, street: &StreetPiece) -> bool {
        // «вул. Садова 5, с. Лукашівка»: the settlement of this street may stand behind it.
        if matches!(unread, Piece::Settlement { .. }) {
            return street.settlement.is_none();
        }
        let exceptions: Vec<&Houses> = match unread {
            Piece::Street(street) => street.exceptions().collect(),
            Piece::Settlement { .. } | Piece::Other { .. } => Vec::new(),
        };
        match &self.houses {
            Houses::All | Houses::Side(_) => true,
            Houses::Range { .. } => {
                !self.without.is_empty() || !exceptions.is_empty() || takes_away(unread.text())
            }
            Houses::One(house) => exceptions.iter().any(|one| one.may_take_away(house)),
            Houses::Doubtful { .. } => false,
        }
    }
}

fn takes_away(text: &str) -> bool {
    const WORDS: [&str; 7] = [
        "крім",
        "окрім",
        "кроме",
        "винят",
        "виключ",
        "частков",
        "частин",
    ];
    text.to_lowercase()
        .split(|c: char| !c.is_alphabetic())
        .any(|word| WORDS.iter().any(|start| word.starts_with(start)))
}
