//! A first page of the queue: through HTTP, against pgbench running the same SELECT.

use super::base::Base;
use super::drive::{Rate, drive};
use super::plan::Plan;
use super::program::Program;
use super::report::{Report, count, say};
use super::rounds::Rounds;
use super::{Failure, pgbench, places, processor};

const GOAL: f64 = 0.55;
const GROWTH: f64 = 1.1;
const CLIENTS: usize = 8;
const PAGE: usize = 50;

/// The program's own statement: one row more than the page, to know whether there is another.
fn select() -> String {
    format!(
        "SELECT id, number, tracking_code, kind, state, result, service_code, urgency, building_id, \
         place, responsible_utility_id, utility_id, callers, returns, registered_at, acknowledge_due_at, arrive_due_at, \
         resolve_due_at, due_at, acknowledged_at, attended_at, reported_at, closed_at, sent_handover_id, \
         received_handover_id, version FROM appeals \
         WHERE community_id = '{}' AND closed_at IS NULL \
         AND due_at >= '1970-01-01 00:00:00Z' AND due_at < '262142-12-31 23:59:59Z' \
         AND (due_at > '1970-01-01 00:00:00Z' OR id > '00000000-0000-0000-0000-000000000000') \
         ORDER BY due_at, id LIMIT {}",
        places::community(0),
        PAGE + 1
    )
}

fn context() -> [(&'static str, String); 3] {
    [
        ("varta.region_id", places::region().to_string()),
        ("varta.community_id", places::community(0).to_string()),
        ("varta.actor_id", places::dispatcher(0).to_string()),
    ]
}

pub(crate) fn measure(
    plan: &Plan,
    base: &Base,
    program: &Program,
    size: u64,
    report: &mut Report,
) -> Result<(), Failure> {
    let found = pgbench::explain(base, &select(), &context())?;
    report.note(
        &format!("the queue at {}, as varta_app", count(size)),
        found,
    );
    let script = format!("{};\n", select());
    let mut p99 = Vec::new();
    let rounds = Rounds::run(
        plan,
        || processor::spent(base, program),
        || {
            let rate = ours(plan, program)?;
            p99.push(rate.p99);
            Ok(rate.per_second)
        },
        || pgbench::run(base, &script, CLIENTS, plan.round, &context()),
    )?;
    say(&format!("queue at {}: {rounds:.4?}", count(size)));
    report.ratio(&format!("queue at {}", count(size)), &rounds, GOAL);
    report.growth(
        "queue",
        size,
        (1.0 / rounds.ours(), rounds.costs().0),
        GROWTH,
    );
    let p99 = p99.into_iter().max().unwrap_or_default();
    report.fact(
        &format!("queue at {}: slowest round's p99", count(size)),
        format!("{:.1} ms", p99.as_secs_f64() * 1000.0),
    );
    Ok(())
}

fn ours(plan: &Plan, program: &Program) -> Result<Rate, Failure> {
    let path = format!(
        "/api/v1/communities/{}/appeals?limit={PAGE}",
        places::community(0)
    );
    drive(CLIENTS, plan.round, |_| {
        let (mut client, path) = (program.dispatcher(0)?, path.clone());
        Ok(move || {
            client.get(&path)?.expect_status(200)?;
            Ok(())
        })
    })
}
