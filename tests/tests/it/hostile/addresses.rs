//! Values that a parameter of an address cannot have, as they are written there.

use varta_tests::harness::{App, Person};

use crate::document::{Document, Kind, Parameter};
use crate::trial::{Trial, guarded, refused};
use crate::world::worlds;

/// A value, and the parameters that cannot have it.
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
    // No text at all, or none that can be read.
    "NUL": "%00" => |_| true;
    "NUL after a letter": "a%00" => |_| true;
    "NUL in an identifier": "01900000-0000-7000-8000-00000000000%00" => |_| true;
    "bytes that are no UTF-8": "%FF%FE" => |_| true;
    "UTF-8 that is cut off": "%D0" => |_| true;
    "overlong UTF-8": "%C0%AF" => |_| true;
    "half a surrogate": "%ED%A0%80" => |_| true;
    "two halves": "%ED%A0%80%ED%B0%80" => |_| true;
    "beyond Unicode": "%F4%90%80%80" => |_| true;
    "escape": "a%1B%5B31m" => |_| true;
    "delete": "a%7F" => |_| true;
    "a control of the second page": "a%C2%85a" => |_| true;
    "right to left": "%E2%80%AEa" => |_| true;
    "left to right": "a%E2%80%AD" => |_| true;
    "an isolate": "a%E2%81%A6" => |_| true;
    "a mark of direction": "a%E2%80%8F" => |_| true;
    "an Arabic mark of direction": "a%D8%9C" => |_| true;
    // A text of another kind.
    "blanks": "%20%20" => |_| true;
    "a no-break space": "%C2%A0" => |_| true;
    "line breaks": "%0D%0A" => |_| true;
    "any text": "xyzzy%20%D0%BF%D0%BB%D1%83%D0%B3" => is_bound;
    "SQL": "1%27%20OR%20%271%27=%271" => is_bound;
    "markup": "%3Cscript%3E" => is_bound;
    "a path": "..%2F..%2Fetc%2Fpasswd" => is_bound;
    "a percent sign": "%25" => is_bound;
    "null": "null" => is_bound;
    "an array": "%5B1%5D" => is_bound;
    "an object": "%7B%22id%22:1%7D" => is_bound;
    "a list": "1,2" => is_bound;
    "an emoji": "%F0%9F%9A%B0" => is_bound;
    "a digit of another alphabet": "%D9%A1" => is_bound;
    "a wide digit": "%EF%BC%91" => is_bound;
    "Ї for a word": "%D0%87" => is_bound;
    // Identifiers.
    "a number for an identifier": "17" => Kind::is_id;
    "half an identifier": "01900000-0000-7000" => Kind::is_id;
    "an identifier with a tail": "01900000-0000-7000-8000-000000000001x" => Kind::is_id;
    "an identifier with a letter too far": "0190000000007000800000000000000g" => Kind::is_id;
    "an identifier in other digits": "%D9%A01900000-0000-7000-8000-000000000001" => Kind::is_id;
    "two identifiers": "01900000-0000-7000-8000-000000000001,01900000-0000-7000-8000-000000000002" => Kind::is_id;
    // Numbers.
    "a fraction": "1.5" => is_number;
    "a power": "1e3" => is_number;
    "a power too far": "1e400" => is_number;
    "sixteen at a time": "0x10" => is_number;
    "not a number": "NaN" => is_number;
    "infinity": "-Infinity" => is_number;
    "beyond 64 bits": "99999999999999999999" => is_number;
    "far below nought": "-99999999999999999999" => is_number;
    "a number with a blank": "%205" => is_number;
    "a number with a separator": "1_000" => is_number;
    // Moments.
    "a month too many": "2026-13-01T00:00:00Z" => Kind::is_moment;
    "a day too many": "2026-02-30T00:00:00Z" => Kind::is_moment;
    "an hour too many": "2026-01-01T24:61:00Z" => Kind::is_moment;
    "the year nought": "0000-01-01T00:00:00Z" => Kind::is_moment;
    "before our time": "1969-12-31T23:59:59Z" => Kind::is_moment;
    "a year of five digits": "%2B12345-01-01T00:00:00Z" => Kind::is_moment;
    "a year before Christ": "-4713-01-01T00:00:00Z" => Kind::is_moment;
    "a moment without a zone": "2026-01-01T00:00:00" => Kind::is_moment;
    "a date without a time": "2026-01-01" => Kind::is_moment;
    "seconds since the epoch": "1767225600" => Kind::is_moment;
    "yesterday": "yesterday" => Kind::is_moment;
    // Truths and words.
    "perhaps": "perhaps" => is_truth;
    "a number for a truth": "1" => is_truth;
    "a shouted truth": "TRUE" => is_truth;
    "a word nobody knows": "sideways" => is_word;
    "half a word": "re" => is_word;
    "a shouted word": "OFFERED" => is_word;
}

/// Not any text will do.
fn is_bound(kind: &Kind) -> bool {
    kind.is_bound() || is_number(kind) || is_truth(kind)
}

fn is_number(kind: &Kind) -> bool {
    kind.is("integer")
}

fn is_truth(kind: &Kind) -> bool {
    kind.is("boolean")
}

fn is_word(kind: &Kind) -> bool {
    !kind.words.is_empty()
}

/// The address with this in the place of a parameter, or beside the others.
fn address(trial: &Trial<'_>, right: &str, parameter: &Parameter, written: &str) -> String {
    let whole = trial.address();
    if parameter.in_path {
        return whole.replacen(right, written, 1);
    }
    let (path, query) = whole.split_once('?').unwrap_or((&whole, ""));
    let named = format!("{}=", parameter.name);
    let others = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with(&named));
    let mut pairs: Vec<String> = others.map(str::to_owned).collect();
    pairs.push(format!("{named}{written}"));
    format!("{path}?{}", pairs.join("&"))
}

/// Refused with the parameter's name. A word in a path that is the code of nothing names
/// nothing that is there.
#[track_caller]
fn named(trial: &Trial<'_>, parameter: &Parameter, address: &str, what: &str) {
    let answer = trial.whole_at(address);
    let problem = refused(&answer, what);
    let is_nothing = parameter.in_path && !parameter.kind.is_id() && answer.status == 404;
    assert!(
        is_nothing || problem["field"] == parameter.name,
        "{}: {what}: {problem}",
        answer.asked
    );
}

#[test]
fn every_parameter_of_every_address_refuses_what_it_cannot_be() {
    assert!(WRONGS.len() >= 60, "{}", WRONGS.len());
    let app = App::start();
    let (a, _) = worlds(&app);
    let document = Document::of(&app);
    let trials = guarded(&app, &a);
    for person in Person::ALL {
        let _ = app.client(*person);
    }
    let enormous = "a".repeat(8_000);
    let before = app.database.contents();
    let mut tried = 0;
    for trial in &trials {
        for parameter in document.parameters(&trial.route) {
            let right = if parameter.in_path {
                a.values(&trial.route)[parameter.name.as_str()].as_str()
            } else {
                ""
            };
            let at = |written: &str| address(trial, right, &parameter, written);
            for wrong in WRONGS.iter().filter(|wrong| (wrong.fits)(&parameter.kind)) {
                tried += 1;
                named(trial, &parameter, &at(wrong.written), wrong.what);
            }
            named(trial, &parameter, &at(&enormous), "an enormous text");
            if !parameter.in_path {
                named(trial, &parameter, &at(""), "nothing");
                let twice = format!("{}&{}=1", at("1"), parameter.name);
                named(trial, &parameter, &twice, "twice");
            }
        }
    }
    assert!(tried > 2_000, "{tried}");
    assert_eq!(app.database.contents(), before);
}

/// Wherever something may stand after the question mark, nothing else may.
#[test]
fn a_parameter_that_there_is_not_is_named() {
    let app = App::start();
    let (a, _) = worlds(&app);
    let document = Document::of(&app);
    let trials = guarded(&app, &a);
    let before = app.database.contents();
    for trial in &trials {
        let known = document.parameters(&trial.route);
        if known.iter().all(|parameter| parameter.in_path) {
            continue;
        }
        for name in [
            "community_id",
            "region_id",
            "role",
            "id",
            "account_id",
            "__proto__",
        ] {
            if known.iter().any(|one| !one.in_path && one.name == name) {
                continue;
            }
            let whole = trial.address();
            let joint = if whole.contains('?') { '&' } else { '?' };
            let address = format!("{whole}{joint}{name}={}", app.b().community);
            let problem = trial.whole_at(&address).problem(400, "invalid_parameter");
            assert_eq!(problem["field"], name, "{problem}");
        }
    }
    assert_eq!(app.database.contents(), before);
}
