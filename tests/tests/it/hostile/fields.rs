//! Values that a field of a body cannot have.

use varta_tests::harness::{Answer, App, Person};

use crate::document::{Document, Kind};
use crate::trial::{dotted, refused, with_body, written_field};
use crate::world::worlds;

/// A value that is wrong for some kind of field, as it is written in JSON.
struct Wrong {
    what: &'static str,
    written: &'static str,
    fits: fn(&Kind) -> bool,
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
    "any text": "\"xyzzy плуг\"" => |k| k.is_bound();
    "SQL": "\"'; DROP TABLE appeals; --\"" => |k| k.is_bound();
    "markup": "\"<script>alert(1)</script>\"" => |k| k.is_bound();
    "a path": "\"../../etc/passwd\"" => |k| k.is_bound();
    "no identifier": "\"0190000000007000800000000000000g\"" => |k| k.is_id();
    "an identifier with a tail": "\"01900000-0000-7000-8000-000000000001x\"" => |k| k.is_id();
    "an identifier in Cyrillic digits": "\"٠1900000-0000-7000-8000-000000000001\"" => |k| k.is_id();
    // Numbers and dates out of range.
    "a number that is too big": "1e400" => |_| true;
    "an integer that is too big": "99999999999999999999999" => |_| true;
    "a negative number": "-1" => |k| k.is("integer");
    "beyond 32 bits": "2147483648" => |k| k.is("integer");
    "not a number": "NaN" => |_| true;
    "infinity": "-Infinity" => |_| true;
    "a number with a plus": "+1" => |_| true;
    "a month too many": "\"2026-13-01T00:00:00Z\"" => |k| k.is_moment();
    "a day too many": "\"2026-02-30T00:00:00Z\"" => |k| k.is_moment();
    "an hour too many": "\"2026-01-01T24:61:00Z\"" => |k| k.is_moment();
    "a year before ours": "\"1969-12-31T23:59:59Z\"" => |k| k.is_moment();
    "the year nought": "\"0000-01-01T00:00:00Z\"" => |k| k.is_moment();
    "a year of five digits": "\"+12345-01-01T00:00:00Z\"" => |k| k.is_moment();
    "a year before Christ": "\"-4713-01-01T00:00:00Z\"" => |k| k.is_moment();
    "a moment without a zone": "\"2026-01-01T00:00:00\"" => |k| k.is_moment();
    "a date without a time": "\"2026-01-01\"" => |k| k.is_moment();
    "a time as a number": "1767225600" => |k| k.is_moment();
    "the thirtieth of February": "\"2026-02-30\"" => |k| k.format == "date";
    "a month too many, as a date": "\"2026-13-01\"" => |k| k.format == "date";
    "the year nought, as a date": "\"0000-01-01\"" => |k| k.format == "date";
    "a year of five digits, as a date": "\"12345-01-01\"" => |k| k.format == "date";
    "a moment for a date": "\"2026-01-01T00:00:00Z\"" => |k| k.format == "date";
}

/// Which of somebody's secrets was wrong is not told: neither is which field.
const SECRET: [&str; 5] = [
    "sign_in_refused",
    "too_many_tries",
    "session_over",
    "link_refused",
    "unauthenticated",
];

/// A problem that names this place, what it stands in, or what is wrong inside of it; where the
/// text is no JSON at all there is no field to be named.
#[track_caller]
fn names(answer: &Answer, pointer: &str, what: &str, is_open: bool) {
    let problem = refused(answer, what);
    let code = problem["code"].as_str().unwrap_or_default();
    if code == "malformed_json" || (is_open && SECRET.contains(&code)) {
        return;
    }
    let (written, place) = (written_field(&problem), dotted(pointer));
    let fits = place == written
        || (!written.is_empty()
            && (place.starts_with(&format!("{written}."))
                || written.starts_with(&format!("{place}."))));
    assert!(fits, "{}: {what} at {place}: {problem}", answer.asked);
}

#[test]
fn every_field_of_every_body_refuses_what_it_cannot_be() {
    assert!(WRONGS.len() >= 60, "{}", WRONGS.len());
    let app = App::start();
    let (a, _) = worlds(&app);
    let document = Document::of(&app);
    let trials = with_body(&app, &a);
    for person in Person::ALL {
        let _ = app.client(*person);
    }
    let before = app.database.contents();
    let mut tried = 0;
    for trial in &trials {
        for field in document.fields(&trial.route, &trial.body) {
            for wrong in WRONGS.iter().filter(|wrong| (wrong.fits)(&field.kind)) {
                tried += 1;
                let answer = trial.written(&field.pointer, wrong.written);
                names(&answer, &field.pointer, wrong.what, !trial.route.guarded);
            }
            let enormous = format!("\"{}\"", "ї".repeat(100_000));
            let answer = trial.written(&field.pointer, &enormous);
            names(
                &answer,
                &field.pointer,
                "an enormous text",
                !trial.route.guarded,
            );
        }
    }
    assert!(tried > 2_000, "{tried}");
    assert_eq!(app.database.contents(), before);
}
