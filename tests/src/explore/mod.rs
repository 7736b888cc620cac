//! Explores the program with schemathesis, signed in as everybody there is: each on a database
//! of their own, so that what one broke the next does not meet.
//!
//! schemathesis makes the requests and finds what does not fit the document; `exceptions.rs`
//! says which of that is right all the same, and why. Whatever is left fails.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a harness: what fails here fails the exploration"
)]

mod document;
mod exceptions;
mod judge;
mod values;

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

use self::exceptions::needless;
use self::judge::Found;
use crate::harness::{App, Client, PASSWORD, Person, text};

/// `EXPLORE_CASES=20 EXPLORE_ONLY=dispatcher.a,coordinator EXPLORE_SEED=1`
struct Plan {
    /// Cases of each kind for each operation, at most.
    cases: String,
    only: Vec<String>,
    seed: String,
    program: String,
}

impl Plan {
    fn read() -> Self {
        let var = |name: &str, default: &str| env::var(name).unwrap_or_else(|_| default.to_owned());
        Self {
            cases: var("EXPLORE_CASES", "6"),
            only: var("EXPLORE_ONLY", "")
                .split(',')
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
            seed: var("EXPLORE_SEED", "1"),
            program: env::var("SCHEMATHESIS").expect("SCHEMATHESIS names the program"),
        }
    }
}

/// Explores as each of them; fails when one exploration does.
#[must_use]
pub fn main() -> ExitCode {
    let plan = Plan::read();
    let mut all = Found::default();
    for person in Person::ALL {
        let login = person.login();
        if !plan.only.is_empty() && !plan.only.iter().any(|only| only == login) {
            continue;
        }
        let found = explore(&plan, *person);
        println!(
            "{login}: {} cases, of them {} taken and {} refused; {} explained, {} not",
            found.cases,
            found.taken,
            found.cases - found.taken,
            found.explained.values().sum::<usize>(),
            found.unexplained.len()
        );
        for (kind, example) in &found.unexplained {
            println!("  {kind}\n    {example}");
        }
        all.add(found);
    }
    for (why, times) in &all.explained {
        println!("  {times} times {why}");
    }
    if plan.only.is_empty() {
        for one in needless(&all.explained) {
            println!("  never {one}");
        }
    }
    println!(
        "{} cases, {} explained failures, {} kinds unexplained",
        all.cases,
        all.explained.values().sum::<usize>(),
        all.unexplained.len()
    );
    if all.unexplained.is_empty() && all.cases > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn explore(plan: &Plan, person: Person) -> Found {
    let app = App::start();
    let values = values::of(&app, person);
    let folder = tempfile::tempdir().expect("a folder");
    document::write(&app, &values, folder.path());
    // Ending one's own session comes last, and in a session of its own.
    let mut found = run(plan, &app, person, folder.path(), "--exclude-operation-id");
    found.add(run(
        plan,
        &app,
        person,
        folder.path(),
        "--include-operation-id",
    ));
    let log = app.program().log();
    for line in log
        .lines()
        .filter(|line| line.contains("the request failed") || line.contains("panicked"))
    {
        found
            .unexplained
            .insert("an error in the log".to_owned(), line.to_owned());
    }
    found
}

fn run(plan: &Plan, app: &App, person: Person, folder: &Path, which: &str) -> Found {
    let events = folder.join("events.ndjson");
    let output = Command::new(&plan.program)
        .args([
            "--no-color",
            "--config-file",
            document::SETTINGS,
            "run",
            document::NAME,
        ])
        .args(["--url", app.program().base()])
        .args([which, "sessions.end"])
        .args(["--max-examples", &plan.cases, "--seed", &plan.seed])
        .args(["--output-sanitize", "false", "--report-ndjson-path"])
        .arg(&events)
        .env("VARTA_TOKEN", token(&app.anonymous(), person))
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", plan.program));
    let told = fs::read_to_string(&events).unwrap_or_default();
    let mut found = judge::read(&told);
    // 1: something was found, of which we judge ourselves.
    if !matches!(output.status.code(), Some(0 | 1)) || found.cases == 0 {
        let said = String::from_utf8_lossy(&output.stdout);
        found
            .unexplained
            .insert("it did not run".to_owned(), said.into_owned());
    }
    found
}

fn token(anonymous: &Client, person: Person) -> String {
    let body = serde_json::json!({ "login": person.login(), "password": PASSWORD });
    let session = anonymous.post("/api/v1/sessions", &body).ok();
    text(&session["access_token"]).to_owned()
}
