//! Measures the released program against the bare PostgreSQL that it runs on.
//!
//! Only ratios travel between machines, so whatever is compared is measured in turns: same
//! cluster, same data, same minute. Everything listens on the loopback or on a Unix socket,
//! and only what was started here is ended here.

mod addresses;
mod appeals;
pub(crate) mod base;
mod counts;
pub(crate) mod drive;
pub(crate) mod http;
mod import;
pub(crate) mod launch;
mod ledger;
mod live;
mod pgbench;
pub(crate) mod places;
mod plan;
mod processor;
pub(crate) mod program;
mod queue;
pub(crate) mod register;
mod report;
mod rest;
mod rounds;
mod sealing;
mod way;

use std::process::ExitCode;

use self::base::Base;
use self::plan::Plan;
use self::program::Program;
use self::report::Report;

/// Whatever ends a measurement; told to whoever runs it.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Runs all measurements, prints the table and writes it to `target/bench.txt`.
#[must_use]
pub fn main() -> ExitCode {
    let mut report = Report::default();
    let outcome = Plan::read().and_then(|plan| measure(&plan, &mut report));
    if let Err(failure) = outcome {
        report::say(&format!("bench: {failure}"));
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn measure(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    let mut base = Base::start()?;
    let program = Program::start(&base)?;
    rest::at_start(&program, report)?;
    if plan.has("register") {
        register::measure(plan, &mut base, &program, report)?;
    }
    if plan.has("way") {
        way::measure(plan, &program, "on an empty base", report)?;
    }
    for size in plan.sizes.clone() {
        appeals::fill(&mut base, size)?;
        if plan.has("queue") {
            queue::measure(plan, &base, &program, size, report)?;
        }
        if plan.has("counts") {
            counts::measure(plan, &base, &program, size, report)?;
        }
        if plan.has("way") {
            way::measure(
                plan,
                &program,
                &format!("at {}", report::count(size)),
                report,
            )?;
        }
    }
    if plan.has("live") {
        live::measure(&program, report)?;
    }
    if plan.has("addresses") {
        addresses::fill(&mut base)?;
        addresses::measure(plan, &mut base, &program, report)?;
    }
    if plan.has("import") {
        import::measure(&mut base, &program, report)?;
    }
    rest::after_load(&program, report)?;
    if plan.has("sealing") {
        sealing::measure(&base, report)?;
    }
    if plan.has("ledger") {
        ledger::measure(&mut base, &program, report)?;
    }
    report.finish(plan)
}
