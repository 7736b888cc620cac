//! Marks behind a street, as if something were to follow: «вул. Гоголя –», «вул. Гоголя…».
//!
//! Pure.

use super::items::is_number;
use super::{Piece, Reader};

/// More than a full stop, blanks and quotes.
pub(super) fn is_stray(marks: &str) -> bool {
    const CLOSING: [char; 8] = [' ', '.', '"', '«', '»', '“', '”', '’'];
    marks.contains(|c| !CLOSING.contains(&c)) || marks.matches('.').count() > 1
}

/// A text, and the marks at its end; those behind a number are of it.
pub(super) fn without_marks(text: &str) -> (&str, &str) {
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '’');
    if bare
        .rsplit(' ')
        .next()
        .is_none_or(|last| last.is_empty() || is_number(last))
    {
        return (text, "");
    }
    (bare, text.strip_prefix(bare).unwrap_or_default())
}

impl Reader {
    pub(super) fn take_stray(&mut self, marks: &str) {
        if let Some(Piece::Street(street)) = self.pieces.last_mut()
            && is_stray(marks)
        {
            street.stray.get_or_insert_with(|| marks.trim().to_owned());
        }
    }

    /// Brackets in which nothing stands.
    pub(super) fn take_brackets(&mut self) {
        if std::mem::take(&mut self.opened) {
            self.take_stray("(");
        }
    }
}
