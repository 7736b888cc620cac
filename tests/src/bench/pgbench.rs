//! `pgbench` and `psql`, as the role of the program.

use std::io::Write;
use std::time::Duration;

use super::Failure;
use super::base::{Base, DATABASE};

/// Runs a script with prepared statements; gives transactions per second. `context` are
/// settings of the sessions.
pub(crate) fn run(
    base: &Base,
    script: &str,
    clients: usize,
    time: Duration,
    context: &[(&str, String)],
) -> Result<f64, Failure> {
    let mut file = tempfile::NamedTempFile::new()?;
    file.write_all(script.as_bytes())?;
    let output = base
        .cluster
        .program("pgbench")
        .args(["--no-vacuum", "--protocol=prepared"])
        .args(["--client", &clients.to_string()])
        .args(["--jobs", &clients.min(2).to_string()])
        .args(["--time", &time.as_secs().to_string()])
        .arg("--file")
        .arg(file.path())
        .args(["--username", "varta_app", "--host"])
        .arg(base.cluster.socket_dir())
        .arg(DATABASE)
        .env("PGOPTIONS", options(context))
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let rate = said
        .lines()
        .find_map(|line| line.strip_prefix("tps = "))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|number| number.parse().ok());
    match (output.status.success(), rate) {
        (true, Some(rate)) => Ok(rate),
        _ => Err(format!("pgbench: {}", String::from_utf8_lossy(&output.stderr)).into()),
    }
}

/// How PostgreSQL runs a query, and what it reads for it.
pub(crate) fn explain(
    base: &Base,
    query: &str,
    context: &[(&str, String)],
) -> Result<String, Failure> {
    let output = base
        .cluster
        .program("psql")
        .args(["-X", "-A", "-t", "-U", "varta_app", "-h"])
        .arg(base.cluster.socket_dir())
        .args(["-d", DATABASE, "-c"])
        .arg(format!("EXPLAIN (ANALYZE, BUFFERS) {query}"))
        .env("PGOPTIONS", options(context))
        .output()?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!("psql: {}", String::from_utf8_lossy(&output.stderr)).into())
}

/// Settings of a session.
fn options(context: &[(&str, String)]) -> String {
    context
        .iter()
        .map(|(name, value)| format!("-c {name}={value} "))
        .collect()
}
