//! Words for the pages that are made here.

use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};

use super::language::Language;

static_loader! {
    static WORDS = {
        locales: "./src/web/words",
        fallback_language: "uk",
        // The marks that keep directions of writing apart would stand in every number.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const UKRAINIAN: LanguageIdentifier = langid!("uk");
const ENGLISH: LanguageIdentifier = langid!("en");

/// A message; its own name when it is missing.
#[must_use]
pub(super) fn said(language: Language, id: &str) -> String {
    let language = match language {
        Language::Ukrainian => &UKRAINIAN,
        Language::English => &ENGLISH,
    };
    WORDS
        .try_lookup(language, id)
        .unwrap_or_else(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_said_in_the_language_that_was_chosen() {
        assert_eq!(said(Language::Ukrainian, "sign-in"), "Увійти");
        assert_eq!(said(Language::English, "sign-in"), "Sign in");
    }
}
