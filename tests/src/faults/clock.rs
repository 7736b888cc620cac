//! The program's clock goes two hours ahead, comes back, falls two hours behind, and comes
//! back. The database's clock and that of a second program stay right.

use std::path::PathBuf;

use chrono::{DateTime, Duration};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::report::Report;
use crate::bench::Failure;
use crate::harness::{Answer, App, PASSWORD, Person, next_key, run};

/// One step of an appeal's way under each clock.
const CLOCKS: [(&str, i64); 5] = [("+0", 0), ("+2h", 120), ("+0", 0), ("-2h", -120), ("+0", 0)];
const ORDER: [&str; 5] = [
    "appeal.registered",
    "appeal.assigned",
    "assignment.accepted",
    "assignment.reported",
    "appeal.closed",
];

pub(crate) fn measure(report: &mut Report) -> Result<(), Failure> {
    let Some(library) = library() else {
        report.cannot(
            "the program's clock is wrong",
            "libfaketime is missing: install faketime",
        );
        return Ok(());
    };
    let clock = tempfile::NamedTempFile::new()?;
    std::fs::write(clock.path(), "+0")?;
    let (library, file) = (
        library.display().to_string(),
        clock.path().display().to_string(),
    );
    let app = App::start_with(&[
        ("LD_PRELOAD", &library),
        ("FAKETIME_TIMESTAMP_FILE", &file),
        ("FAKETIME_NO_CACHE", "1"),
        // How long something took is not what a wrong clock changes.
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ]);
    let right = app.another_program();
    let mut walk = Walk::begin(&app, right.base())?;
    for (step, (offset, minutes)) in CLOCKS.iter().enumerate() {
        std::fs::write(clock.path(), offset)?;
        walk.is_at(*minutes)?;
        walk.step(step)?;
    }
    report.fact("the clock went", "+2 h, back, -2 h, back");
    let seen = match walk.locked_out.first() {
        Some(first) => format!("{} times, such as {first}", walk.locked_out.len()),
        None => format!("nobody in {} tries", walk.tried),
    };
    report.row("nobody is locked out", &seen, walk.locked_out.is_empty());
    let appeal = walk.appeal;
    drop(walk);
    in_order(&app, appeal, report);
    Ok(())
}

fn library() -> Option<PathBuf> {
    let folders = ["/usr/lib", "/usr/local/lib", "/usr/lib64"].map(PathBuf::from);
    let more = folders
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flat_map(|entries| entries.filter_map(Result::ok).map(|entry| entry.path()));
    more.chain(folders.iter().cloned())
        .map(|folder| folder.join("faketime/libfaketime.so.1"))
        .find(|file| file.is_file())
}

fn text(value: &Value, name: &str) -> String {
    let text = value.get(name).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

/// Somebody with a session, who does what a client does: a refused token is exchanged.
struct Somebody<'a> {
    app: &'a App,
    person: Person,
    session: Value,
}

impl<'a> Somebody<'a> {
    fn sign_in(app: &'a App, person: Person, base: &str) -> Result<Self, Box<Answer>> {
        let body = json!({ "login": person.login(), "password": PASSWORD });
        let answer = app.anonymous().at(base).post("/api/v1/sessions", &body);
        match answer.status {
            200 | 201 => Ok(Self {
                app,
                person,
                session: answer.json(),
            }),
            _ => Err(Box::new(answer)),
        }
    }

    fn ask(&mut self, base: &str, method: &Method, path: &str, body: &Value) -> Answer {
        let answer = self.once(base, method, path, body);
        if answer.status != 401 {
            return answer;
        }
        let shown = json!({ "refresh_token": text(&self.session, "refresh_token") });
        let nobody = self.app.anonymous().at(base);
        let refreshed = nobody.post("/api/v1/sessions/refresh", &shown);
        if refreshed.status != 200 {
            return refreshed;
        }
        self.session = refreshed.json();
        self.once(base, method, path, body)
    }

    fn once(&self, base: &str, method: &Method, path: &str, body: &Value) -> Answer {
        let token = text(&self.session, "access_token");
        let request = self
            .app
            .bearer(&token)
            .at(base)
            .request(method.clone(), path);
        if *method == Method::GET {
            return request.send();
        }
        request.key(&next_key()).if_match("*").json(body).send()
    }
}

/// One appeal's way, a step under each clock, and everybody who tries to get in meanwhile.
struct Walk<'a> {
    app: &'a App,
    /// Of a program whose clock is right.
    right: &'a str,
    dispatcher: Somebody<'a>,
    staff: Somebody<'a>,
    appeal: Uuid,
    assignment: String,
    tried: u32,
    locked_out: Vec<String>,
}

impl<'a> Walk<'a> {
    fn begin(app: &'a App, right: &'a str) -> Result<Self, Failure> {
        let base = app.program().base();
        let enter = |person| {
            Somebody::sign_in(app, person, base).map_err(|answer| Failure::from(answer.text))
        };
        Ok(Self {
            app,
            right,
            dispatcher: enter(Person::DispatcherA)?,
            staff: enter(Person::StaffWaterA)?,
            appeal: Uuid::nil(),
            assignment: String::new(),
            tried: 0,
            locked_out: Vec::new(),
        })
    }

    /// The program believes it: otherwise nothing here would mean anything.
    fn is_at(&self, minutes: i64) -> Result<(), Failure> {
        let date = |base| {
            let answer = self.app.anonymous().at(base).get("/healthz");
            DateTime::parse_from_rfc2822(answer.header("date").unwrap_or_default())
        };
        // The framework keeps the date of its answers for half a second.
        std::thread::sleep(std::time::Duration::from_millis(1_200));
        let apart = date(self.app.program().base())? - date(self.right)?;
        if (apart - Duration::minutes(minutes)).abs() > Duration::minutes(1) {
            return Err(format!("the clock is {apart} off instead of {minutes} min").into());
        }
        Ok(())
    }

    fn step(&mut self, n: usize) -> Result<(), Failure> {
        let (app, base) = (self.app, self.app.program().base());
        let side = app.a();
        let appeals = app.at(side, "/appeals");
        let appeal = format!("{appeals}/{}", self.appeal);
        let work = app.of_utility(side.water, &format!("/assignments/{}", self.assignment));
        let (path, body, by_staff) = match n {
            0 => (appeals, app.appeal(side, "WAT-NO"), false),
            1 => (format!("{appeal}/assignments"), json!({}), false),
            2 => (format!("{work}/accept"), json!({}), true),
            3 => (
                format!("{work}/report"),
                json!({ "text": "Воду дали" }),
                true,
            ),
            _ => (
                format!("{appeal}/close"),
                json!({ "outcome": "resolved" }),
                false,
            ),
        };
        let somebody = if by_staff {
            &mut self.staff
        } else {
            &mut self.dispatcher
        };
        let answer = somebody.ask(base, &Method::POST, &path, &body);
        if n == 0 {
            self.appeal = text(&answer.json(), "id").parse()?;
        } else if n == 1 {
            self.assignment = text(&answer.json(), "assignment_id");
        }
        self.note("a step", answer);
        self.everybody();
        Ok(())
    }

    /// Those who were in, at both programs; and those who come in now.
    fn everybody(&mut self) {
        let (app, bases) = (self.app, [self.app.program().base(), self.right]);
        for base in [bases[0], bases[1], bases[0]] {
            for by_staff in [false, true] {
                let somebody = if by_staff {
                    &mut self.staff
                } else {
                    &mut self.dispatcher
                };
                let what = format!("{}, who was in", somebody.person.login());
                let answer = somebody.ask(base, &Method::GET, "/api/v1/me", &Value::Null);
                self.note(&what, answer);
            }
        }
        for base in bases {
            match Somebody::sign_in(app, Person::Coordinator, base) {
                Ok(mut somebody) => {
                    for base in bases {
                        let answer = somebody.ask(base, &Method::GET, "/api/v1/me", &Value::Null);
                        self.note("who came in", answer);
                    }
                }
                Err(answer) => self.note("who comes in", *answer),
            }
        }
    }

    fn note(&mut self, who: &str, answer: Answer) {
        self.tried += 1;
        if !(200..300).contains(&answer.status) {
            self.locked_out.push(format!(
                "{who}: {} {}: {}",
                answer.asked, answer.status, answer.text
            ));
        }
    }
}

fn in_order(app: &App, appeal: Uuid, report: &mut Report) {
    app.database.settle();
    let kinds: Vec<String> = app
        .database
        .rows(&format!(
            "SELECT kind FROM ledger_events WHERE subject_id = '{appeal}' ORDER BY position"
        ))
        .iter()
        .filter_map(|row| row["kind"].as_str().map(str::to_owned))
        .filter(|kind| ORDER.contains(&kind.as_str()))
        .collect();
    report.row(
        "the ledger keeps the order",
        &kinds.join(" "),
        kinds == ORDER,
    );
    let verified = run(&app.database, &["ledger", "verify"]);
    let last = verified.said.lines().last().unwrap_or_default().to_owned();
    report.row("the ledger verifies", &last, verified.code == Some(0));
}
