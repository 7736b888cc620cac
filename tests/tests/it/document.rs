//! The OpenAPI document as the tests read it: what its operations take, field by field and
//! parameter by parameter.

use std::collections::BTreeSet;

use serde_json::Value;
use varta_tests::harness::{App, text};

use crate::routes::{Route, read};

pub struct Document(Value);

/// What the document says of a field or a parameter.
#[derive(Debug, Default)]
pub struct Kind {
    types: BTreeSet<String>,
    pub format: String,
    /// When it is one of these.
    pub words: Vec<String>,
    /// Whether any text at all may stand here: a password.
    is_secret: bool,
    has_pattern: bool,
}

impl Kind {
    pub fn is(&self, name: &str) -> bool {
        self.types.contains(name)
    }

    pub fn is_text(&self) -> bool {
        self.is("string") && !self.is_secret
    }

    /// Not any text, but one of a form.
    pub fn is_bound(&self) -> bool {
        self.is_text() && (!self.words.is_empty() || self.has_pattern || !self.format.is_empty())
    }

    pub fn is_moment(&self) -> bool {
        self.format == "date-time"
    }

    pub fn is_id(&self) -> bool {
        self.format == "uuid"
    }
}

/// A field of a body: where it stands, and what it is.
#[derive(Debug)]
pub struct Field {
    pub pointer: String,
    pub kind: Kind,
}

/// What stands in the address.
#[derive(Debug)]
pub struct Parameter {
    pub name: String,
    pub in_path: bool,
    pub kind: Kind,
}

impl Document {
    pub fn of(app: &App) -> Self {
        Self(app.anonymous().get("/api/v1/openapi.json").ok())
    }

    pub fn routes(&self) -> Vec<Route> {
        read(&self.0)
    }

    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(path) => self.resolve(self.0.pointer(path.trim_start_matches('#')).unwrap()),
            None => schema,
        }
    }

    /// The alternatives of a schema, without the null that may be one of them.
    fn alternatives<'a>(&'a self, schema: &'a Value) -> Vec<&'a Value> {
        let schema = self.resolve(schema);
        match schema["oneOf"].as_array() {
            Some(all) => all.iter().flat_map(|one| self.alternatives(one)).collect(),
            None => vec![schema],
        }
    }

    fn kind(&self, name: &str, schema: &Value) -> Kind {
        let mut kind = Kind::default();
        for schema in self.alternatives(schema) {
            let types = match &schema["type"] {
                Value::Array(types) => types.clone(),
                one => vec![one.clone()],
            };
            kind.types
                .extend(types.iter().filter_map(Value::as_str).map(str::to_owned));
            if let Some(format) = schema["format"].as_str() {
                kind.format = format.to_owned();
            }
            let words = schema["enum"].as_array().into_iter().flatten();
            let words = words.filter_map(Value::as_str);
            kind.words.extend(words.map(str::to_owned));
            kind.has_pattern |=
                schema["pattern"].is_string() && !text(&schema["pattern"]).contains(r"[^\s");
        }
        kind.is_secret = name == "password" || kind.format == "password";
        kind
    }

    /// Every field of the operation's body, and those within them. The sample must have whatever
    /// others stand in, or they could not be tried.
    pub fn fields(&self, route: &Route, sample: &Value) -> Vec<Field> {
        let mut found = Vec::new();
        let body = &self.operation(route)["requestBody"]["content"]["application/json"]["schema"];
        self.collect(body, "", Some(sample), &mut found);
        let lost = found.iter().find(|field| {
            let (parent, _) = field.pointer.rsplit_once('/').unwrap();
            sample.pointer(parent).is_none()
        });
        if let Some(lost) = lost {
            panic!("{}: the sample has no place for {}", route.id, lost.pointer);
        }
        found
    }

    fn collect(&self, schema: &Value, at: &str, sample: Option<&Value>, found: &mut Vec<Field>) {
        for schema in self.alternatives(schema) {
            let items = &schema["items"];
            if !items.is_null() {
                let first = sample.and_then(|list| list.get(0));
                self.collect(items, &format!("{at}/0"), first, found);
            }
            for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
                let pointer = format!("{at}/{name}");
                let inner = sample.and_then(|sample| sample.get(name));
                self.collect(schema, &pointer, inner, found);
                found.push(Field {
                    kind: self.kind(name, schema),
                    pointer,
                });
            }
        }
    }

    fn operation<'a>(&'a self, route: &Route) -> &'a Value {
        let method = route.method.as_str().to_lowercase();
        &self.0["paths"][&route.template][method]
    }

    pub fn takes_a_body(&self, route: &Route) -> bool {
        !self.operation(route)["requestBody"]["content"]["application/json"].is_null()
    }

    /// What the operation takes in its path and after the question mark.
    pub fn parameters(&self, route: &Route) -> Vec<Parameter> {
        let all = self.operation(route)["parameters"].as_array();
        all.into_iter()
            .flatten()
            .filter(|one| one["in"] != "header")
            .map(|one| Parameter {
                name: text(&one["name"]).to_owned(),
                in_path: one["in"] == "path",
                kind: self.kind(text(&one["name"]), &one["schema"]),
            })
            .collect()
    }
}
