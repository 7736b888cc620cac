//! Bodies that are wrong as a whole, and fields that there are not.

use serde_json::{Map, Value, json};
use varta_tests::harness::{App, Person, raw_until_answered};

use crate::trial::{Trial, names, refused, with_body};
use crate::world::worlds;

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

#[test]
fn a_body_that_is_wrong_as_a_whole_is_refused_everywhere() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = with_body(&app, &a);
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
        twice(trial);
    }
    assert_eq!(app.database.contents(), before);
}

/// Of two fields of one name nobody knows which is meant.
fn twice(trial: &Trial<'_>) {
    for (name, value) in trial.body.as_object().unwrap_or(&Map::new()) {
        let whole = trial.body.to_string();
        let twice = format!("{{\"{name}\":{value},{}", &whole[1..]);
        let answer = trial.request().text(&twice).send();
        names(&answer, &format!("/{name}"));
    }
}

#[test]
fn a_field_that_there_is_not_is_named_wherever_it_stands() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = with_body(&app, &a);
    let before = app.database.contents();
    let mut inside = 0;
    for trial in &trials {
        let mut objects = Vec::new();
        collect_objects(&trial.body, String::new(), &mut objects);
        inside += objects.len();
        for object in objects {
            let here = trial.body.pointer(&object).unwrap();
            for name in SLIPPED_IN.iter().filter(|name| here.get(name).is_none()) {
                let pointer = format!("{object}/{name}");
                let answer = trial.with(&pointer, json!(app.b().community));
                // A name that is not there cannot be asked for.
                let place = if name.is_empty() { &object } else { &pointer };
                if place.is_empty() {
                    refused(&answer, "a field without a name");
                } else {
                    names(&answer, place);
                }
            }
        }
    }
    assert!(inside > trials.len(), "{inside}");
    assert_eq!(app.database.contents(), before);
}

/// Where objects stand, the whole one too.
fn collect_objects(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                collect_objects(value, format!("{at}/{name}"), found);
            }
            found.push(at);
        }
        Value::Array(items) => {
            for (place, value) in items.iter().enumerate() {
                collect_objects(value, format!("{at}/{place}"), found);
            }
        }
        _ => {}
    }
}

/// With its length before it, and in pieces whose end nobody knows.
#[test]
fn a_body_of_ten_megabytes_is_refused_everywhere() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let trials = with_body(&app, &a);
    let before = app.database.contents();
    let piece = [b"10000\r\n".as_slice(), &[b'a'; 0x1_0000], b"\r\n"].concat();
    for trial in &trials {
        let head = |framing: &str| {
            let mut head = trial.request().head();
            head.push_str("content-type: application/json\r\n");
            head.push_str(framing);
            head.push_str("\r\n\r\n");
            head.into_bytes()
        };
        let mut counted = head("content-length: 10485760");
        counted.extend_from_slice(&[b'a'; 1 << 20]);
        let mut chunked = head("transfer-encoding: chunked");
        chunked.extend(piece.repeat(160));
        for request in [counted, chunked] {
            let answer = raw_until_answered(app.program().base(), &request);
            let _ = answer.problem(413, "body_too_large");
        }
    }
    assert_eq!(app.database.contents(), before);
}
