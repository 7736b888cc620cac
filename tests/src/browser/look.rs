//! On what a screen is looked at.

/// Size and theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub width: u32,
    pub height: u32,
    pub is_dark: bool,
}

impl Look {
    pub const DESK: Self = Self {
        width: 1440,
        height: 900,
        is_dark: false,
    };
    pub const PHONE: Self = Self {
        width: 390,
        height: 844,
        is_dark: false,
    };

    #[must_use]
    pub const fn dark(self) -> Self {
        Self {
            is_dark: true,
            ..self
        }
    }

    /// `1440x900-dark`
    #[must_use]
    pub fn name(self) -> String {
        let theme = if self.is_dark { "dark" } else { "light" };
        format!("{}x{}-{theme}", self.width, self.height)
    }
}
