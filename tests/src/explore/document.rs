//! The document as it is explored: with examples that are really there, and the settings that
//! say how often to take one.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::values::Values;
use crate::harness::App;

pub(super) const NAME: &str = "openapi.json";
pub(super) const SETTINGS: &str = "schemathesis.toml";
const HOOKS: &str = "hooks.py";

const KEPT: &str = include_str!("settings.toml");

/// Mostly what is there; sometimes what schemathesis likes.
const OFTEN: &str = "0.8";

/// Writes the document and the settings into the folder.
pub(super) fn write(app: &App, values: &[Values], folder: &Path) {
    let mut document = app.anonymous().get("/api/v1/openapi.json").ok();
    for name in names_in_paths(&document) {
        let known = values
            .iter()
            .any(|one| one.name == name && !one.values.is_empty());
        assert!(known, "no values for {{{name}}}: give it some in values.rs");
    }
    forget_cursors(&mut document);
    let mut fields = BTreeSet::new();
    exemplify(&mut document, values, &mut fields);
    fs::write(folder.join(NAME), document.to_string()).expect("the document is written");

    let mut text = KEPT.to_owned();
    for one in values {
        writeln!(
            text,
            "\n[dictionaries.{}]\nvalues = {:?}",
            one.name, one.values
        )
        .expect("text");
    }
    text.push_str("\n[parameters]\n");
    for one in values {
        for place in ["path", "query", "header"] {
            bind(&mut text, &format!("{place}.{}", one.name), one.name);
        }
        if fields.contains(one.name) {
            bind(&mut text, &format!("body.{}", one.name), one.name);
        }
    }
    fs::write(folder.join(HOOKS), include_str!("hooks.py")).expect("the hooks are written");
    fs::write(folder.join(SETTINGS), text).expect("the settings are written");
}

fn bind(text: &mut String, parameter: &str, dictionary: &str) {
    writeln!(
        text,
        "\"{parameter}\" = {{ dictionary = \"{dictionary}\", probability = {OFTEN} }}"
    )
    .expect("text");
}

/// The names of all identifiers in the document's paths.
fn names_in_paths(document: &Value) -> BTreeSet<String> {
    let paths = document["paths"].as_object().expect("paths");
    let parts = paths.keys().flat_map(|path| path.split('/'));
    parts
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(str::to_owned)
        .collect()
}

/// A cursor and the id of an event are words of the program's own: whatever is made up is refused,
/// and with it the whole request. Made-up ones are tried in the tests.
fn forget_cursors(document: &mut Value) {
    let paths = document["paths"].as_object_mut().expect("paths");
    let operations = paths.values_mut().filter_map(Value::as_object_mut);
    for operation in operations.flat_map(|item| item.values_mut()) {
        let parameters = operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut);
        if let Some(parameters) = parameters {
            parameters.retain(|parameter| {
                parameter["name"] != "after" && parameter["name"] != "Last-Event-ID"
            });
        }
    }
}

/// Gives every parameter and every field an example, where one is known by its name.
fn exemplify(value: &mut Value, values: &[Values], fields: &mut BTreeSet<String>) {
    let example = |name: &str| values.iter().find(|one| one.name == name)?.values.first();
    match value {
        Value::Object(members) => {
            let name = members.get("name").and_then(Value::as_str);
            if let Some(example) = name
                .filter(|_| members.contains_key("in"))
                .and_then(example)
            {
                members.insert("example".to_owned(), json!(example));
            }
            if let Some(properties) = members.get_mut("properties").and_then(Value::as_object_mut) {
                for (name, schema) in properties {
                    if let (Some(example), Some(schema)) = (example(name), schema.as_object_mut()) {
                        schema.insert("examples".to_owned(), json!([example]));
                        fields.insert(name.clone());
                    }
                }
            }
            for member in members.values_mut() {
                exemplify(member, values, fields);
            }
        }
        Value::Array(items) => {
            for item in items {
                exemplify(item, values, fields);
            }
        }
        _ => {}
    }
}
