//! Makes a new cluster, whole or not at all.
//!
//! It is built in a folder beside its place and renamed when complete, role
//! included, so an interrupted attempt leaves nothing but a folder to clear.

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use super::error::ClusterError;
use super::home::Home;
use super::programs::Programs;
use super::{CTYPE, ICU_LOCALE};

/// Migrates and owns every table; makes the role that serves.
const CREATE_OWNER: &str =
    "CREATE ROLE varta_owner LOGIN CREATEROLE NOSUPERUSER NOCREATEDB NOBYPASSRLS;\n";

pub(super) fn initialise(
    home: &Home,
    programs: &Programs,
    durable: bool,
) -> Result<(), ClusterError> {
    let unfinished = home.dir.join("cluster.unfinished");
    match std::fs::remove_dir_all(&unfinished) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(ClusterError::io("remove", &unfinished)(error));
        }
        _ => {}
    }
    initdb(home, programs, &unfinished, durable)?;
    create_owner(home, programs, &unfinished, durable)?;
    let cluster = home.cluster();
    std::fs::rename(&unfinished, &cluster).map_err(ClusterError::io("create", &cluster))?;
    let dir = std::fs::File::open(&home.dir).map_err(ClusterError::io("open", &home.dir))?;
    dir.sync_all().map_err(ClusterError::io("write", &home.dir))
}

fn initdb(home: &Home, programs: &Programs, to: &Path, durable: bool) -> Result<(), ClusterError> {
    let mut command = programs.command("initdb");
    command
        .arg("--pgdata")
        .arg(to)
        .args(["--username", "postgres", "--encoding", "UTF8"]);
    command.args([
        "--locale",
        CTYPE,
        "--locale-provider",
        "icu",
        "--icu-locale",
        ICU_LOCALE,
    ]);
    command.args([
        "--auth-local",
        "peer",
        "--auth-host",
        "reject",
        "--no-instructions",
    ]);
    if !durable {
        command.arg("--no-sync");
    }
    finish(home, "initdb", command, "")
}

/// In single-user mode, so that no server has to start and stop for it.
fn create_owner(
    home: &Home,
    programs: &Programs,
    cluster: &Path,
    durable: bool,
) -> Result<(), ClusterError> {
    let mut command = programs.command("postgres");
    command.arg("--single").args(["-c", "exit_on_error=on"]);
    if !durable {
        command.args(["-c", "fsync=off"]);
    }
    command.arg("-D").arg(cluster).arg("postgres");
    finish(home, "postgres --single", command, CREATE_OWNER)
}

/// Runs the program as the cluster's account, with this text as its input.
fn finish(
    home: &Home,
    program: &'static str,
    mut command: Command,
    input: &str,
) -> Result<(), ClusterError> {
    home.account.run_as(&mut command);
    command.current_dir(&home.dir);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| spawn_error(home, error))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that ended early says why below; the broken pipe does not.
        let _ = stdin.write_all(input.as_bytes());
    }
    let output = child
        .wait_with_output()
        .map_err(ClusterError::io("run", Path::new(program)))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(ClusterError::Program { program, said })
}

/// The child enters the data folder after it has stepped down: permission
/// denied means that its account cannot get there.
pub(super) fn spawn_error(home: &Home, error: std::io::Error) -> ClusterError {
    if error.kind() == ErrorKind::PermissionDenied {
        return ClusterError::Unreachable {
            account: home.account.name.clone(),
            data_dir: home.dir.clone(),
        };
    }
    ClusterError::io("start PostgreSQL in", &home.dir)(error)
}
