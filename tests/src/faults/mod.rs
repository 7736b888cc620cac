//! What may happen to a program on the open internet, done to ours on purpose: it is killed,
//! its database is killed, cut off or full, more come than it can serve, some of them very
//! slowly, it is asked to stop in the middle of all that, and its clock is wrong.
//!
//! Everything listens on the loopback or on a Unix socket, has an end, and only what was
//! started here is ended here.

mod clock;
mod disk;
mod kill;
mod link;
mod load;
mod many;
mod overload;
mod plan;
mod proxy;
mod report;
mod server;
mod slow;
mod stop;

use std::process::ExitCode;
use std::time::Instant;

pub use self::plan::{Part, Plan};
use self::report::Report;
use self::server::Server;
use crate::bench::Failure;
use crate::bench::launch::Launch;

/// Runs the parts that are named, or all; fails when one of their promises is not kept.
#[must_use]
pub fn main() -> ExitCode {
    let names: Vec<String> = std::env::args().skip(1).collect();
    let plan = match Plan::full(&names) {
        Ok(plan) => plan,
        Err(failure) => {
            report::say(&failure);
            return ExitCode::FAILURE;
        }
    };
    if run(&plan) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Prints what was asked and what was seen, and says whether everything was kept.
#[must_use]
pub fn run(plan: &Plan) -> bool {
    let mut report = Report::default();
    let outcome = measure(plan, &mut report);
    if let Err(failure) = &outcome {
        report.broke(&failure.to_string());
    }
    report.finish()
}

/// What the faults are done to.
pub(crate) struct Site {
    pub server: Server,
    pub launch: Launch,
}

fn measure(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    many::permit_all_files()?;
    let server = Server::start()?;
    let launch = Launch::new(server.url("varta_app"))?;
    let mut site = Site { server, launch };
    for part in &plan.parts {
        let started = Instant::now();
        report.begin(*part);
        match part {
            Part::Kill => kill::measure(plan, &mut site, report)?,
            Part::Link => link::measure(plan, &site, report)?,
            Part::Overload => overload::measure(plan, &site, report)?,
            Part::Slow => slow::measure(plan, &site, report)?,
            Part::Stop => stop::measure(plan, &site, report)?,
            Part::Disk => disk::measure(plan, &mut site, report)?,
            Part::Clock => clock::measure(report)?,
        }
        report::say(&format!("{part:?}: {:.0?}", started.elapsed()));
    }
    Ok(())
}
