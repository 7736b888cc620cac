//! The program and its PostgreSQL, killed in the middle of the work.

use std::thread;
use std::time::Duration;

use super::Site;
use super::load::Load;
use super::plan::Plan;
use super::report::Report;
use crate::bench::Failure;

const WRITERS: usize = 8;
const BACK: Duration = Duration::from_secs(5);

pub(crate) fn measure(plan: &Plan, site: &mut Site, report: &mut Report) -> Result<(), Failure> {
    program(plan, site, report)?;
    server(plan, site, report)
}

/// Once the work is under way again; never twice at the same point of it.
fn pause(load: &Load, n: u32) {
    load.until_next();
    thread::sleep(Duration::from_millis(u64::from(n * 7_919 % 151)));
}

fn program(plan: &Plan, site: &Site, report: &mut Report) -> Result<(), Failure> {
    let mut program = site.launch.start()?;
    let address = program.address;
    let load = Load::start(site, address, WRITERS)?;
    for n in 0..plan.kills {
        pause(&load, n);
        program = program.kill_and_start_again()?;
    }
    thread::sleep(Duration::from_millis(200));
    report.fact("the program was killed", &format!("{} times", plan.kills));
    let written = load.finish(site, address, report)?;
    report.fact("connections that broke", &written.broken.to_string());
    Ok(())
}

fn server(plan: &Plan, site: &mut Site, report: &mut Report) -> Result<(), Failure> {
    let program = site.launch.start()?;
    let address = program.address;
    let load = Load::start(site, address, WRITERS)?;
    let mut slowest = Duration::ZERO;
    for n in 0..plan.server_kills {
        pause(&load, n * 3);
        site.server.kill()?;
        site.server.start_again()?;
        slowest = slowest.max(load.until_next());
    }
    report.fact(
        "PostgreSQL was killed",
        &format!("{} times", plan.server_kills),
    );
    report.within(
        "writes go on after PostgreSQL is back, within 5 s",
        slowest,
        BACK,
        plan.timed,
    );
    let written = load.finish(site, address, report)?;
    report.within(
        "503 within 2 s meanwhile",
        written.slowest_refusal,
        Duration::from_secs(2),
        plan.timed,
    );
    Ok(())
}
