//! What the program needs besides time.

use super::Failure;
use super::program::Program;
use super::report::Report;

pub(crate) fn at_start(program: &Program, report: &mut Report) -> Result<(), Failure> {
    report.fact(
        "from the start of the process to its first answer (goal 150 ms)",
        format!("{} ms", program.first_answer.as_millis()),
    );
    report.fact("resident, idle", format!("{:.0} MB", program.resident()?));
    Ok(())
}

pub(crate) fn after_load(program: &Program, report: &mut Report) -> Result<(), Failure> {
    report.fact(
        "resident, after load (goal 90 MB)",
        format!("{:.0} MB", program.resident()?),
    );
    Ok(())
}
