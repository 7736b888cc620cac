//! A table of what may be wrong with a request, tried upon every field of every body and every
//! parameter of every address that the document describes: a new route is in by itself.
//!
//! Each time: a 4xx problem that names the field, and nothing written.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use varta_tests::harness::{Answer, App, Person, Request, text};

use crate::operations::{Route, World, routes, worlds};

/// Stands in a body where a text goes that JSON values cannot hold.
const PLACE: &str = "@@place@@";

/// A value that is wrong for some kind of field, as it is written in JSON.
struct Wrong {
    what: &'static str,
    written: &'static str,
    fits: fn(&Kind) -> bool,
}

/// What the document says of a field.
#[derive(Debug, Default)]
struct Kind {
    types: BTreeSet<String>,
    format: String,
    is_word: bool,
    /// Whether any text at all may stand here: a password.
    is_secret: bool,
    has_pattern: bool,
}

impl Kind {
    fn is(&self, name: &str) -> bool {
        self.types.contains(name)
    }

    fn is_text(&self) -> bool {
        self.is("string") && !self.is_secret
    }

    fn is_bound(&self) -> bool {
        self.is_text() && (self.is_word || self.has_pattern || !self.format.is_empty())
    }
}

macro_rules! wrongs {
    ($($what:literal: $written:expr => $fits:expr;)+) => {
        const WRONGS: &[Wrong] = &[$(Wrong { what: $what, written: $written, fits: $fits },)+];
    };
}

wrongs! {
    // Another type.
    "a number": "17" => |k| !k.is("integer") && !k.is("number");
    "a fraction": "1.5" => |k| !k.is("number");
    "a truth": "true" => |k| !k.is("boolean");
    "an object": "{}" => |k| !k.is("object");
    "an object with members": "{\"id\":1}" => |k| !k.is("object");
    "an array": "[]" => |k| !k.is("array");
    "an array of nulls": "[null,null]" => |_| true;
    "an array of texts": "[\"a\",\"b\"]" => |_| true;
    "an array in an array": "[[[]]]" => |_| true;
    "null": "null" => |k| !k.is("null");
    "a text": "\"text\"" => |k| !k.is("string");
    "a digit in quotes": "\"1\"" => |k| !k.is("string");
    // A text that is none.
    "nothing": "\"\"" => |k| k.is_text();
    "blanks": "\" \"" => |k| k.is_text();
    "line breaks": "\"\\n\\t\\n\"" => |k| k.is_text();
    "a no-break space": "\"\\u00a0\"" => |k| k.is_text();
    "NUL": "\"\\u0000\"" => |k| k.is_text();
    "NUL between letters": "\"а\\u0000б\"" => |k| k.is_text();
    "escape": "\"а\\u001b[31mб\"" => |k| k.is_text();
    "delete": "\"а\\u007fб\"" => |k| k.is_text();
    "a control of the second page": "\"а\\u0085б\"" => |k| k.is_text();
    "right to left": "\"а\\u202eб\"" => |k| k.is_text();
    "left to right": "\"а\\u202dб\"" => |k| k.is_text();
    "an isolate": "\"а\\u2066б\"" => |k| k.is_text();
    "a mark of direction": "\"а\\u200fб\"" => |k| k.is_text();
    "an Arabic mark of direction": "\"а\\u061cб\"" => |k| k.is_text();
    "half a surrogate": "\"а\\ud800б\"" => |k| k.is("string");
    "the other half": "\"\\udc00\"" => |k| k.is("string");
    "halves in the wrong order": "\"\\udc00\\ud800\"" => |k| k.is("string");
    "a raw control character": "\"а\u{1}б\"" => |k| k.is("string");
    "a broken escape": "\"\\u12\"" => |k| k.is("string");
    "no closing quote": "\"abc" => |_| true;
    // A text of another kind.
    "any text": "\"xyzzy плуг\"" => |k| k.is_bound() && k.format != "password";
    "SQL": "\"'; DROP TABLE appeals; --\"" => |k| k.is_bound();
    "markup": "\"<script>alert(1)</script>\"" => |k| k.is_bound();
    "a path": "\"../../etc/passwd\"" => |k| k.is_bound();
    "no identifier": "\"0190000000007000800000000000000g\"" => |k| k.format == "uuid";
    "an identifier with a tail": "\"01900000-0000-7000-8000-000000000001x\"" => |k| k.format == "uuid";
    "an identifier in Cyrillic digits": "\"٠1900000-0000-7000-8000-000000000001\"" => |k| k.format == "uuid";
    // Numbers and dates out of range.
    "a number that is too big": "1e400" => |_| true;
    "an integer that is too big": "99999999999999999999999" => |_| true;
    "a negative number": "-1" => |k| k.is("integer");
    "beyond 32 bits": "2147483648" => |k| k.is("integer");
    "not a number": "NaN" => |_| true;
    "infinity": "-Infinity" => |_| true;
    "a number with a plus": "+1" => |_| true;
    "a month too many": "\"2026-13-01T00:00:00Z\"" => |k| k.format == "date-time";
    "a day too many": "\"2026-02-30T00:00:00Z\"" => |k| k.format == "date-time";
    "an hour too many": "\"2026-01-01T24:61:00Z\"" => |k| k.format == "date-time";
    "a year before ours": "\"1969-12-31T23:59:59Z\"" => |k| k.format == "date-time";
    "the year nought": "\"0000-01-01T00:00:00Z\"" => |k| k.format == "date-time";
    "a year of five digits": "\"+12345-01-01T00:00:00Z\"" => |k| k.format == "date-time";
    "a year before Christ": "\"-4713-01-01T00:00:00Z\"" => |k| k.format == "date-time";
    "a moment without a zone": "\"2026-01-01T00:00:00\"" => |k| k.format == "date-time";
    "a date without a time": "\"2026-01-01\"" => |k| k.format == "date-time";
    "a time as a number": "1767225600" => |k| k.format == "date-time";
}

/// Bodies that are wrong as a whole, and what they are said to be.
const BODIES: &[(&str, &[u8])] = &[
    ("an open brace", b"{"),
    ("a comma too many", b"{\"a\":1,}"),
    ("two objects", b"{} {}"),
    ("a word", b"nothing"),
    ("an array", b"[]"),
    ("an array of objects", b"[{}]"),
    ("null", b"null"),
    ("a text", b"\"text\""),
    ("a number", b"17"),
    ("a mark of byte order", b"\xef\xbb\xbf{}"),
    ("NUL", b"\0"),
    ("NUL before the object", b"\0{}"),
    ("UTF-16", b"\xff\xfe{\0}\0"),
    ("broken UTF-8", b"{\"words\":\"\xff\xfe\"}"),
    ("broken UTF-8 in a name", b"{\"\xc3\x28\":1}"),
    ("overlong UTF-8", b"{\"words\":\"\xc0\xaf\"}"),
    ("a comment", b"{/* */}"),
    ("single quotes", b"{'words':'a'}"),
    ("a form", b"words=a&building_id=1"),
    ("markup", b"<?xml version=\"1.0\"?><words/>"),
];

const CONTENT_TYPES: [&str; 7] = [
    "text/plain",
    "text/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=a",
    "application/xml",
    "application/octet-stream",
    "application/jsonp",
];

/// Fields that somebody might try to slip in.
const SLIPPED_IN: [&str; 10] = [
    "community_id",
    "region_id",
    "role",
    "id",
    "version",
    "owner_community_id",
    "account_id",
    "is_admin",
    "__proto__",
    "",
];

/// A field of a body: where it stands, and what it is.
struct Field {
    pointer: String,
    kind: Kind,
}

struct Document(Value);

impl Document {
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
            kind.is_word |= schema["enum"].is_array();
            kind.has_pattern |=
                schema["pattern"].is_string() && !text(&schema["pattern"]).contains(r"[^\s");
        }
        kind.is_secret = name == "password" || kind.format == "password";
        kind
    }

    /// Every field of a body, and those within them, as far as the right body has them.
    fn fields(&self, schema: &Value, at: &str, body: &Value, found: &mut Vec<Field>) {
        for schema in self.alternatives(schema) {
            for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
                let pointer = format!("{at}/{name}");
                if let Some(inner) = body.get(name).filter(|inner| inner.is_object()) {
                    self.fields(schema, &pointer, inner, found);
                }
                let first = body.get(name).and_then(|list| list.get(0));
                if let Some(first) = first {
                    for list in self.alternatives(schema) {
                        self.fields(&list["items"], &format!("{pointer}/0"), first, found);
                    }
                }
                found.push(Field {
                    kind: self.kind(name, schema),
                    pointer,
                });
            }
        }
    }

    fn body_of<'a>(&'a self, route: &Route) -> &'a Value {
        let method = route.method.as_str().to_lowercase();
        &self.0["paths"][&route.template][method]["requestBody"]["content"]["application/json"]["schema"]
    }
}

/// A right request, to be made wrong.
struct Trial<'a> {
    route: Route,
    path: String,
    body: Value,
    app: &'a App,
    world: &'a World<'a>,
}

impl Trial<'_> {
    fn request(&self) -> Request {
        let client = self.app.client(self.route.operation().by);
        self.route.bare(&client, self.world, &self.path)
    }

    /// With this text in that place.
    fn with(&self, pointer: &str, written: &str) -> Answer {
        let mut body = self.body.clone();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = body.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        parent.insert(name.to_owned(), json!(PLACE));
        let body = body.to_string().replace(&format!("\"{PLACE}\""), written);
        self.request().text(&body).send()
    }
}

fn trials<'a>(app: &'a App, world: &'a World<'a>) -> Vec<Trial<'a>> {
    routes(app)
        .into_iter()
        .filter(|route| route.guarded)
        .map(|route| Trial {
            path: route.path(world.values(&route)),
            body: (route.operation().body)(world),
            app,
            world,
            route,
        })
        .filter(|trial| !trial.body.is_null())
        .collect()
}

/// A complete 4xx problem.
#[track_caller]
fn refused(answer: &Answer, what: &str) -> Value {
    assert!(
        (400..500).contains(&answer.status),
        "{}: {what}: {} {}",
        answer.asked,
        answer.status,
        answer.text
    );
    let problem = answer.json();
    answer
        .clone()
        .problem(answer.status, text(&problem["code"]))
}

/// That names this place, or what it stands in; where the text is no JSON at all there is no
/// field to be named.
#[track_caller]
fn names(answer: &Answer, pointer: &str, what: &str) {
    let problem = refused(answer, what);
    if problem["code"] == "malformed_json" {
        return;
    }
    let written = problem["field"].as_str().unwrap_or_default();
    let written = written.replace('[', ".").replace(']', "");
    let place = pointer.trim_start_matches('/').replace('/', ".");
    // The field itself, what it stands in, or what is wrong inside of it.
    let fits = place == written
        || (!written.is_empty()
            && (place.starts_with(&format!("{written}."))
                || written.starts_with(&format!("{place}."))));
    assert!(fits, "{}: {what} at {place}: {problem}", answer.asked);
}

#[test]
fn every_field_of_every_body_refuses_what_it_cannot_be() {
    assert!(WRONGS.len() + BODIES.len() + CONTENT_TYPES.len() + SLIPPED_IN.len() >= 60);
    let app = App::start();
    let (a, _) = worlds(&app);
    let document = Document(app.anonymous().get("/api/v1/openapi.json").ok());
    let trials = trials(&app, &a);
    for person in Person::ALL {
        let _ = app.client(*person);
    }
    let before = app.database.contents();
    let mut tried = 0;
    for trial in &trials {
        let mut fields = Vec::new();
        document.fields(document.body_of(&trial.route), "", &trial.body, &mut fields);
        for field in &fields {
            for wrong in WRONGS.iter().filter(|wrong| (wrong.fits)(&field.kind)) {
                tried += 1;
                names(
                    &trial.with(&field.pointer, wrong.written),
                    &field.pointer,
                    wrong.what,
                );
            }
        }
    }
    assert!(tried > 2_000, "{tried}");
    assert_eq!(app.database.contents(), before);
}

#[test]
fn a_body_that_is_wrong_as_a_whole_is_refused_everywhere() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = trials(&app, &a);
    for person in Person::ALL {
        let _ = app.client(*person);
    }
    let before = app.database.contents();
    for trial in &trials {
        let as_json = || trial.request().header("content-type", "application/json");
        for (what, body) in BODIES {
            refused(&as_json().bytes(body).send(), what);
        }
        for deep in ["[", "{\"words\":", "{\"a\":[{\"a\":"] {
            let body = deep.repeat(1_000);
            refused(&as_json().bytes(body.as_bytes()).send(), "1,000 deep");
        }
        for kind in CONTENT_TYPES {
            let other = trial.request().header("content-type", kind);
            let other = other.bytes(trial.body.to_string().as_bytes()).send();
            let _ = other.problem(415, "unsupported_media_type");
        }
        for name in SLIPPED_IN {
            if trial.body.get(name).is_none() {
                let more = format!("/{name}");
                names(
                    &trial.with(&more, "\"x\""),
                    &more,
                    "a field that there is not",
                );
            }
        }
        for (name, value) in trial.body.as_object().unwrap_or(&Map::new()) {
            let whole = trial.body.to_string();
            let twice = format!("{{\"{name}\":{value},{}", &whole[1..]);
            names(
                &as_json().bytes(twice.as_bytes()).send(),
                &format!("/{name}"),
                "twice",
            );
        }
    }
    assert_eq!(app.database.contents(), before);
}
