//! How fast events get their place in the ledger, and how fast the chain is verified.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;

use super::Failure;
use super::base::{Base, lines};
use super::program::Program;
use super::report::Report;

const EVENTS: u32 = 200_000;
const WAITING: &str = "SELECT count(*)::text AS line FROM ledger_inbox";

pub(crate) fn measure(
    base: &mut Base,
    program: &Program,
    report: &mut Report,
) -> Result<(), Failure> {
    until_empty(base)?;
    base.conn.batch_execute(&format!(
        "INSERT INTO ledger_inbox (community_id, id, kind, subject_id, actor_id, actor_role, occurred_at, body) \
         SELECT bench.id(2, n % 63), bench.v7(clock_timestamp()), 'appeal.edited', bench.id(15, n), \
                bench.id(9, n % 63), 'dispatcher', now(), '{{\"parts\":[\"words\"]}}' \
         FROM generate_series(1, {EVENTS}) n"
    ))?;
    let started = Instant::now();
    until_empty(base)?;
    report.fact("sealing", rate(f64::from(EVENTS), started));

    let started = Instant::now();
    let output = program.command().args(["ledger", "verify"]).output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stdout);
        return Err(format!("ledger verify: {said}").into());
    }
    let verified = rate(count(base)?, started);
    report.fact("ledger verify", verified);
    Ok(())
}

fn rate(events: f64, started: Instant) -> String {
    let seconds = started.elapsed().as_secs_f64();
    format!(
        "{:.0} events/s ({events:.0} in {seconds:.1} s)",
        events / seconds
    )
}

fn until_empty(base: &mut Base) -> Result<(), Failure> {
    let started = Instant::now();
    while lines(&mut base.conn, WAITING)? != ["0"] {
        if started.elapsed() > Duration::from_secs(300) {
            return Err("the ledger's inbox does not empty".into());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

fn count(base: &mut Base) -> Result<f64, Failure> {
    let events = lines(
        &mut base.conn,
        "SELECT sum(position)::text AS line FROM ledger_heads",
    )?;
    Ok(events.first().ok_or("no ledger")?.parse()?)
}
