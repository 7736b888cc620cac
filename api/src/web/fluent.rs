//! The words of the screens, as Fluent has them: the one source for the pages that are made
//! here and for the screens that are made in the browser, which get them as a module.

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;
use serde_json::{Map, Value, json};

use super::language::Language;

/// Words that come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    Screens,
    /// Only for administrators: others need not wait for them.
    Administration,
}

const fn source(words: Words, language: Language) -> &'static str {
    match (words, language) {
        (Words::Screens, Language::Ukrainian) => include_str!("words/uk/screens.ftl"),
        (Words::Screens, Language::English) => include_str!("words/en/screens.ftl"),
        (Words::Administration, Language::Ukrainian) => {
            include_str!("words/uk/administration.ftl")
        }
        (Words::Administration, Language::English) => include_str!("words/en/administration.ftl"),
    }
}

/// A module whose default export is message → text, or → a list of texts, `{name}` and
/// `{name, category…}` where the number of `name` chooses.
#[must_use]
pub(super) fn module(words: Words, language: Language) -> String {
    let messages = Value::Object(messages(words, language));
    format!(
        "export const language=\"{}\";\nexport default {messages};\n",
        language.code()
    )
}

fn messages(words: Words, language: Language) -> Map<String, Value> {
    // What cannot be parsed is left out, and a test finds it.
    let resource = match parser::parse(source(words, language)) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let entries = resource.body.into_iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some((message.id.name.to_owned(), of(&message.value?))),
        _ => None,
    });
    entries.collect()
}

fn of(pattern: &Pattern<&str>) -> Value {
    let parts: Vec<Value> = pattern.elements.iter().map(part).collect();
    match parts.as_slice() {
        [Value::String(text)] => json!(text),
        _ => Value::Array(parts),
    }
}

fn part(element: &PatternElement<&str>) -> Value {
    match element {
        PatternElement::TextElement { value } => json!(value),
        PatternElement::Placeable { expression } => match expression {
            Expression::Inline(inline) => json!({ "$": name(inline) }),
            Expression::Select { selector, variants } => {
                let mut cases = Map::new();
                cases.insert("$".to_owned(), json!(name(selector)));
                for variant in variants {
                    let key = match variant.key {
                        VariantKey::Identifier { name } => name,
                        VariantKey::NumberLiteral { value } => value,
                    };
                    cases.insert(key.to_owned(), of(&variant.value));
                }
                Value::Object(cases)
            }
        },
    }
}

/// The variable; our words use nothing else.
fn name<'a>(expression: &InlineExpression<&'a str>) -> &'a str {
    match expression {
        InlineExpression::VariableReference { id } => id.name,
        InlineExpression::FunctionReference {
            arguments: CallArguments { positional, .. },
            ..
        } => positional.first().map_or("", |first| name(first)),
        InlineExpression::StringLiteral { value } => value,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_in_every_language() {
        for words in [Words::Screens, Words::Administration] {
            for language in Language::ALL {
                let broken = parser::parse(source(words, language))
                    .err()
                    .map(|(_, errors)| errors);
                assert_eq!(broken, None, "{words:?} {language:?}");
            }
            let ids = |language| {
                messages(words, language)
                    .keys()
                    .cloned()
                    .collect::<Vec<_>>()
            };
            assert_eq!(ids(Language::Ukrainian), ids(Language::English));
        }
    }

    #[test]
    fn no_word_of_administration_stands_for_another_thing_elsewhere() {
        let shared = messages(Words::Screens, Language::Ukrainian);
        for id in messages(Words::Administration, Language::Ukrainian).keys() {
            assert!(!shared.contains_key(id), "{id}");
        }
    }
}
