//! The whole way of an appeal: registered, assigned, accepted, reported, closed, found again.

use super::Failure;
use super::drive::{Rate, drive};
use super::http::Client;
use super::places::{community, utility};
use super::plan::Plan;
use super::program::Program;
use super::register::{body, key};
use super::report::Report;
use super::rounds::median;

const WALKERS: usize = 8;

pub(crate) fn measure(
    plan: &Plan,
    program: &Program,
    place: &str,
    report: &mut Report,
) -> Result<(), Failure> {
    let mut rates: Vec<Rate> = Vec::new();
    for _ in 0..plan.rounds.min(3) {
        rates.push(drive(WALKERS, plan.round, |n| {
            let mut walker = Walker::new(program, n)?;
            Ok(move || walker.walk())
        })?);
    }
    let rate = median(rates.iter().map(|rate| rate.per_second).collect());
    let p99 = rates.iter().map(|rate| rate.p99).max().unwrap_or_default();
    report.fact(
        &format!("the whole way {place}, {WALKERS} at once"),
        format!("{rate:.0}/s, p99 {:.0} ms", p99.as_secs_f64() * 1000.0),
    );
    Ok(())
}

struct Walker {
    c: usize,
    utility: String,
    dispatcher: Client,
    staff: Client,
    turn: usize,
}

impl Walker {
    fn new(program: &Program, c: usize) -> Result<Self, Failure> {
        let own = 1 + c * 3;
        Ok(Self {
            c,
            utility: utility(own).to_string(),
            dispatcher: program.dispatcher(c)?,
            staff: program.staff(own)?,
            turn: c * 5,
        })
    }

    fn walk(&mut self) -> Result<(), Failure> {
        self.turn += 1;
        let appeals = format!("/api/v1/communities/{}/appeals", community(self.c));
        let registered = self
            .dispatcher
            .post(&appeals, &key(), &body(self.c, self.turn))?
            .expect_status(201)?;
        let (id, number) = (registered.field("id")?, registered.field("number")?);
        let assigned = self
            .dispatcher
            .post(
                &format!("{appeals}/{id}/assignments"),
                &key(),
                &format!(r#"{{"utility_id":"{}"}}"#, self.utility),
            )?
            .expect_status(201)?;
        let assignment = format!(
            "/api/v1/utilities/{}/assignments/{}",
            self.utility,
            assigned.field("assignment_id")?
        );
        self.staff
            .post(&format!("{assignment}/accept"), &key(), "{}")?
            .expect_status(200)?;
        let report = r#"{"text":"Замінено ділянку труби"}"#;
        self.staff
            .post(&format!("{assignment}/report"), &key(), report)?
            .expect_status(200)?;
        let close = r#"{"outcome":"resolved","note":"Заявниця підтвердила: вода є"}"#;
        self.dispatcher
            .post(&format!("{appeals}/{id}/close"), &key(), close)?
            .expect_status(200)?;
        let found = self
            .dispatcher
            .get(&format!("{appeals}/search?number={number}"))?
            .expect_status(200)?;
        if String::from_utf8_lossy(&found.body).contains(&id) {
            return Ok(());
        }
        Err(format!("appeal {number} was not found again").into())
    }
}
