//! The few statements that the launcher needs, sent through psql.

use std::path::Path;

use super::error::ClusterError;
use super::programs::Programs;
use super::{CTYPE, ICU_LOCALE, PORT};

const LONGEST_NAME: usize = 63;

pub(super) fn create_database(
    programs: &Programs,
    socket: &Path,
    name: &str,
    owner: &str,
) -> Result<(), ClusterError> {
    let (name, owner) = (quoted(name, '"')?, quoted(owner, '"')?);
    let statement = format!(
        "CREATE DATABASE {name} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8' \
         LOCALE '{CTYPE}' LOCALE_PROVIDER icu ICU_LOCALE '{ICU_LOCALE}'"
    );
    psql(programs, socket, "postgres", &statement).map(drop)
}

pub(super) fn has_database(
    programs: &Programs,
    socket: &Path,
    name: &str,
) -> Result<bool, ClusterError> {
    let name = quoted(name, '\'')?;
    let statement = format!("SELECT count(*) FROM pg_database WHERE datname = {name}");
    Ok(psql(programs, socket, "postgres", &statement)? == "1")
}

pub(super) fn rename_database(
    programs: &Programs,
    socket: &Path,
    from: &str,
    to: &str,
) -> Result<(), ClusterError> {
    let (from, to) = (quoted(from, '"')?, quoted(to, '"')?);
    let statement = format!("ALTER DATABASE {from} RENAME TO {to}");
    psql(programs, socket, "postgres", &statement).map(drop)
}

pub(super) fn drop_database(
    programs: &Programs,
    socket: &Path,
    name: &str,
) -> Result<(), ClusterError> {
    let statement = format!(
        "DROP DATABASE IF EXISTS {} WITH (FORCE)",
        quoted(name, '"')?
    );
    psql(programs, socket, "postgres", &statement).map(drop)
}

/// Runs the statement as the superuser; the answer is unaligned, without heads.
pub(super) fn psql(
    programs: &Programs,
    socket: &Path,
    database: &str,
    statement: &str,
) -> Result<String, ClusterError> {
    let output = programs
        .command("psql")
        .args([
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            "-U",
            "postgres",
            "-p",
            PORT,
        ])
        .arg("-h")
        .arg(socket)
        .args(["-d", database, "-c", statement])
        .output()
        .map_err(ClusterError::io("run", Path::new("psql")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(ClusterError::Program {
        program: "psql",
        said,
    })
}

fn quoted(name: &str, quote: char) -> Result<String, ClusterError> {
    if name.is_empty() || name.len() > LONGEST_NAME || name.contains('\0') {
        return Err(ClusterError::BadName {
            name: name.to_owned(),
        });
    }
    let doubled = name.replace(quote, &format!("{quote}{quote}"));
    Ok(format!("{quote}{doubled}{quote}"))
}
