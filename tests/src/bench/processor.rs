//! How much of the processor both sides took. On a machine that has other work as well, this
//! says more than how much got done in a second.

use std::fs;

use super::Failure;
use super::base::Base;
use super::program::Program;

/// Of Linux, on every architecture.
const TICKS_PER_SECOND: f64 = 100.0;

/// Seconds until now: of this process and what it has run, the program, and PostgreSQL.
pub(crate) fn spent(base: &Base, program: &Program) -> Result<f64, Failure> {
    let (own, varta, postgres) = (std::process::id(), program.pid(), base.cluster.pid());
    let mut ticks = 0.0;
    for entry in fs::read_dir("/proc")? {
        // A process may end while it is looked at.
        let Ok(stat) = fs::read_to_string(entry?.path().join("stat")) else {
            continue;
        };
        let Some(process) = Process::read(&stat) else {
            continue;
        };
        if [own, varta, postgres].contains(&process.pid) {
            ticks += process.own + process.reaped;
        } else if process.parent == postgres {
            ticks += process.own;
        }
    }
    Ok(ticks / TICKS_PER_SECOND)
}

struct Process {
    pid: u32,
    parent: u32,
    own: f64,
    /// Of children that have ended.
    reaped: f64,
}

impl Process {
    /// proc(5): the name stands in brackets, and after it the third field and all others.
    fn read(stat: &str) -> Option<Self> {
        let pid = stat.split(' ').next()?.parse().ok()?;
        let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
        let ticks = |field: usize| fields.get(field - 3)?.parse::<f64>().ok();
        Some(Self {
            pid,
            parent: fields.get(1)?.parse().ok()?,
            own: ticks(14)? + ticks(15)?,
            reaped: ticks(16)? + ticks(17)?,
        })
    }
}
