//! Keys, as WebDriver names them.

/// What a hand presses besides letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Enter,
    Tab,
    Escape,
    Down,
    F(u8),
    CtrlEnter,
    /// One letter or digit that acts by itself.
    Plain(char),
}

impl Key {
    pub(super) fn code(self) -> String {
        match self {
            Self::Enter => '\u{e007}'.to_string(),
            Self::Tab => '\u{e004}'.to_string(),
            Self::Escape => '\u{e00c}'.to_string(),
            Self::Down => '\u{e015}'.to_string(),
            Self::F(number) => char::from_u32(0xe030 + u32::from(number))
                .expect("a function key")
                .to_string(),
            Self::CtrlEnter => "\u{e009}\u{e007}".to_owned(),
            Self::Plain(letter) => letter.to_string(),
        }
    }

    /// How many keys a hand presses for it.
    #[must_use]
    pub const fn presses(self) -> usize {
        match self {
            Self::CtrlEnter => 2,
            _ => 1,
        }
    }
}
