//! What must never stand in a log: what people say of themselves and of each other, what they
//! prove themselves with, and what they are given to prove themselves with.
//!
//! Every client notes here what it says and what it is told. Whatever ends (a program, a
//! command) is then looked through for all of it.

use std::collections::BTreeSet;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use aho_corasick::AhoCorasick;
use serde_json::Value;

/// Shorter ones stand in a log by chance.
const SHORTEST: usize = 6;
/// Longer ones are made to break something, and are nobody's name.
const LONGEST: usize = 4_096;

static PLANTED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

pub fn plant(value: &str) {
    // Six digits of an app are over in half a minute, and stand in many a longer number.
    if value.len() == 6 && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    if (SHORTEST..=LONGEST).contains(&value.chars().count()) {
        let mut planted = PLANTED.lock().unwrap_or_else(PoisonError::into_inner);
        if !planted.contains(value) {
            planted.insert(value.to_owned());
        }
    }
}

/// The texts of a JSON body: all that are in Ukrainian, because logs are in English, and
/// whatever stands under the name of a secret, a phone or a token.
pub fn plant_json(name: &str, value: &Value) {
    match value {
        Value::String(text) if is_personal(name) || is_cyrillic(text) => plant(text),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
        Value::Array(values) => values.iter().for_each(|value| plant_json(name, value)),
        Value::Object(members) => {
            for (name, value) in members {
                plant_json(name, value);
            }
        }
    }
}

fn is_personal(name: &str) -> bool {
    ["password", "phone", "token", "secret", "code", "email"]
        .iter()
        .any(|part| name.ends_with(part) && name != "service_code" && name != "tracking_code")
}

fn is_cyrillic(text: &str) -> bool {
    text.chars()
        .any(|letter| ('\u{400}'..='\u{4FF}').contains(&letter))
}

/// Fails when a log holds anything of all this.
#[track_caller]
pub fn must_not_be_in(what: &str, log: &str) {
    let planted: Vec<String> = {
        let planted = PLANTED.lock().unwrap_or_else(PoisonError::into_inner);
        planted.iter().cloned().collect()
    };
    let search = AhoCorasick::new(&planted).expect("a search");
    let Some(found) = search.find(log) else {
        return;
    };
    let line = log
        .lines()
        .find(|line| line.contains(&planted[found.pattern()]))
        .unwrap_or_default();
    panic!(
        "{what} holds {:?}, which somebody said in confidence: {line}",
        planted[found.pattern()]
    );
}

/// The same for a log that several programs share: each time only what is new in it.
#[track_caller]
pub fn must_not_be_in_file(log: &Path) {
    static READ: Mutex<u64> = Mutex::new(0);
    let mut new = Vec::new();
    {
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        let mut file = std::fs::File::open(log).expect("a log");
        file.seek(SeekFrom::Start(*read)).expect("a place in it");
        *read += u64::try_from(file.read_to_end(&mut new).expect("its end")).expect("a length");
    }
    must_not_be_in(&log.display().to_string(), &String::from_utf8_lossy(&new));
}
