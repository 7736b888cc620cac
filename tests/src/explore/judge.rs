//! What schemathesis found, read from the events that it wrote.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::exceptions::explanation;

#[derive(Debug, Default)]
pub(super) struct Found {
    pub cases: usize,
    /// Answered 2xx.
    pub taken: usize,
    /// How often each exception explained one.
    pub explained: BTreeMap<String, usize>,
    /// Each kind of failure, with an example.
    pub unexplained: BTreeMap<String, String>,
}

impl Found {
    pub(super) fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.taken += other.taken;
        for (why, times) in other.explained {
            *self.explained.entry(why).or_default() += times;
        }
        self.unexplained.extend(other.unexplained);
    }
}

/// A check that failed, and the answer that it failed upon.
#[derive(Debug)]
pub(super) struct Failure {
    pub check: String,
    pub operation: String,
    pub status: u64,
    /// Of the problem, when it is one.
    pub code: String,
    pub field: String,
    pub reason: String,
    message: String,
    request: String,
}

pub(super) fn read(events: &str) -> Found {
    let mut found = Found::default();
    for line in events.lines() {
        let event: Value = serde_json::from_str(line).expect("an event");
        let error = &event["NonFatalError"];
        if !error.is_null() {
            let what = format!("schemathesis itself at {}", error["label"]);
            found.unexplained.insert(what, error["value"].to_string());
        }
        if let Some(recorder) = event.pointer("/ScenarioFinished/recorder") {
            scenario(recorder, &mut found);
        }
    }
    found
}

fn scenario(recorder: &Value, found: &mut Found) {
    for interaction in members(&recorder["interactions"]) {
        found.cases += 1;
        let status = interaction.1["response"]["status_code"].as_u64();
        if status.is_some_and(|status| (200..300).contains(&status)) {
            found.taken += 1;
        }
    }
    for (case, checks) in members(&recorder["checks"]) {
        let interaction = &recorder["interactions"][case];
        for check in checks.as_array().into_iter().flatten() {
            if check["status"] != "failure" {
                continue;
            }
            let failure = failure(check, recorder, interaction);
            match explanation(&failure) {
                Some(why) => *found.explained.entry(why).or_default() += 1,
                None => drop(found.unexplained.insert(failure.kind(), failure.example())),
            }
        }
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn failure(check: &Value, recorder: &Value, interaction: &Value) -> Failure {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (request, response) = (&interaction["request"], &interaction["response"]);
    let problem: Value = serde_json::from_str(&content(&response["content"])).unwrap_or_default();
    let failure = &check["failure_info"]["failure"];
    Failure {
        check: text(&check["name"]),
        operation: text(&recorder["label"]),
        status: response["status_code"].as_u64().unwrap_or_default(),
        code: text(&problem["code"]),
        field: text(&problem["field"]),
        reason: text(&problem["reason"]),
        message: text(&failure["message"]),
        request: format!(
            "{} {} {}",
            text(&request["method"]),
            text(&request["uri"]),
            content(&request["body"])
        ),
    }
}

fn content(encoded: &Value) -> String {
    let bytes = encoded["$base64"]
        .as_str()
        .and_then(|text| STANDARD.decode(text).ok());
    String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
}

impl Failure {
    fn kind(&self) -> String {
        format!(
            "{} {}: {} {} {:?} {:?}",
            self.check, self.operation, self.status, self.code, self.field, self.reason
        )
    }

    fn example(&self) -> String {
        let request: String = self.request.chars().take(400).collect();
        format!("{}: {request}", self.message.replace('\n', " "))
    }
}
