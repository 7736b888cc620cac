//! Words for the pages and letters that are made here.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
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

static UKRAINIAN: LanguageIdentifier = langid!("uk");
static ENGLISH: LanguageIdentifier = langid!("en");

/// A message; its own name when it is missing.
#[must_use]
pub(super) fn said(language: Language, id: &str) -> String {
    WORDS
        .try_lookup(identifier(language), id)
        .unwrap_or_else(|| id.to_owned())
}

/// The same with what stands in it.
#[must_use]
pub(crate) fn said_with(language: Language, id: &str, with: &[(&'static str, &str)]) -> String {
    let with: HashMap<_, _> = with
        .iter()
        .map(|(name, value)| (Cow::from(*name), FluentValue::from(*value)))
        .collect();
    WORDS
        .try_lookup_with_args(identifier(language), id, &with)
        .unwrap_or_else(|| id.to_owned())
}

const fn identifier(language: Language) -> &'static LanguageIdentifier {
    match language {
        Language::Ukrainian => &UKRAINIAN,
        Language::English => &ENGLISH,
    }
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
