//! In which language somebody reads: Ukrainian, unless their browser was told otherwise here.

use actix_web::HttpRequest;

/// Set by the screens; it says nothing about anybody.
const COOKIE: &str = "varta-language";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Ukrainian,
    English,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Ukrainian, Self::English];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ukrainian => "uk",
            Self::English => "en",
        }
    }

    #[must_use]
    pub fn of(req: &HttpRequest) -> Self {
        let chosen = req.cookie(COOKIE);
        Self::ALL
            .into_iter()
            .find(|language| {
                chosen
                    .as_ref()
                    .is_some_and(|c| c.value() == language.code())
            })
            .unwrap_or(Self::Ukrainian)
    }
}
