//! Registering: through HTTP, against pgbench calling one function that does the same.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use diesel::connection::SimpleConnection;

use super::base::Base;
use super::drive::{Rate, drive};
use super::places::{BUILDINGS, COMMUNITIES, SERVICES, building, community};
use super::plan::Plan;
use super::program::Program;
use super::report::{Report, say};
use super::rounds::Rounds;
use super::{Failure, pgbench, processor};

const GOAL: f64 = 0.70;
const SCRIPT: &str = "\\set c :client_id % 63\n\\set b random(0, 999)\n\\set s random(0, 34)\n\
                      SELECT bench.register(:c, :b, :s);\n";

/// No two requests of one run share a key.
static KEYS: AtomicUsize = AtomicUsize::new(0);

pub(crate) fn key() -> String {
    format!("bench-{:012}", KEYS.fetch_add(1, Ordering::Relaxed))
}

pub(crate) fn measure(
    plan: &Plan,
    base: &mut Base,
    program: &Program,
    report: &mut Report,
) -> Result<(), Failure> {
    // A plan that was made for empty tables is a wrong one for both sides.
    ours(program, 8, Duration::from_secs(1))?;
    pgbench::run(base, SCRIPT, 8, Duration::from_secs(1), &[])?;
    base.conn.batch_execute("VACUUM ANALYZE")?;
    for clients in [1, 8, 32] {
        let mut rates = Vec::new();
        let rounds = Rounds::run(
            plan,
            || processor::spent(base, program),
            || {
                let rate = ours(program, clients, plan.round)?;
                rates.push(rate);
                Ok(rate.per_second)
            },
            || pgbench::run(base, SCRIPT, clients, plan.round, &[]),
        )?;
        let p99 = rates.iter().map(|rate| rate.p99).max().unwrap_or_default();
        say(&format!("register at {clients}: {rounds:.4?}"));
        report.ratio(&format!("register, {clients} at once"), &rounds, GOAL);
        report.fact(
            &format!("register, {clients} at once: slowest round's p99"),
            format!("{:.1} ms", p99.as_secs_f64() * 1000.0),
        );
    }
    Ok(())
}

fn ours(program: &Program, clients: usize, time: Duration) -> Result<Rate, Failure> {
    drive(clients, time, |n| {
        let c = n % COMMUNITIES;
        let mut client = program.dispatcher(c)?;
        let path = format!("/api/v1/communities/{}/appeals", community(c));
        let mut turn = n * 7;
        Ok(move || {
            turn += 1;
            client
                .post(&path, &key(), &body(c, turn))?
                .expect_status(201)?;
            Ok(())
        })
    })
}

/// What a dispatcher takes down; another building and service each time.
pub(crate) fn body(c: usize, turn: usize) -> String {
    format!(
        r#"{{"building_id":"{}","service":"S{}","applicant":{{"name":"Марія Коваленко","phone":"+380671234567","flat":"12"}},"words":"Немає води з самого ранку в усьому під'їзді, сусіди теж без води, коли буде?"}}"#,
        building(c, turn * 7919 % BUILDINGS),
        turn % SERVICES
    )
}
