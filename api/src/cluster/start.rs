//! Runs `postgres` as a child and sees to its end.
//!
//! One thread spawns the child, watches it, and ends it. The kernel sends the
//! parent-death signal when the spawning *thread* ends, so that thread lives as
//! long as the server; and only the thread that reaps the child signals it, so
//! a signal never reaches a stranger who got the same process id.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::error::ClusterError;
use super::home::Home;
use super::initialise::spawn_error;
use super::programs::Programs;
use super::{ClusterOptions, PORT};

/// Recovery after a crash counts as starting.
const PATIENCE_FOR_READY: Duration = Duration::from_secs(120);
/// Backends of a killed postmaster need a moment to notice, and one that was
/// told to stop needs a moment to write its checkpoint.
const PATIENCE_FOR_PREDECESSOR: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(5);
const WATCH: Duration = Duration::from_millis(500);

#[derive(Debug)]
pub(super) struct Server {
    pid: u32,
    stop: Sender<Duration>,
    keeper: Option<JoinHandle<Result<(), ClusterError>>>,
}

impl Server {
    pub(super) fn pid(&self) -> u32 {
        self.pid
    }

    /// Fast shutdown; killed when the patience is over. The second call does nothing.
    pub(super) fn stop(&mut self, patience: Duration) -> Result<(), ClusterError> {
        let Some(keeper) = self.keeper.take() else {
            return Ok(());
        };
        // A keeper whose server has died is no longer listening, and is joined all the same.
        let _ = self.stop.send(patience);
        keeper.join().unwrap_or(Ok(()))
    }
}

/// Starts the server and waits until it accepts connections; a predecessor
/// that is still ending gets a little time.
pub(super) fn start(
    programs: &Programs,
    home: &Home,
    socket: &Path,
    options: &ClusterOptions,
) -> Result<Server, ClusterError> {
    let deadline = Instant::now() + PATIENCE_FOR_PREDECESSOR;
    loop {
        let error = match launch(programs, home, socket, options) {
            Ok(server) => return Ok(server),
            Err(error) => error,
        };
        let holder = Postmaster::read(&home.cluster()).and_then(|found| found.pid);
        match (error, holder) {
            (ClusterError::Died { .. }, Some(_)) if Instant::now() < deadline => {
                std::thread::sleep(Duration::from_millis(100));
            }
            (ClusterError::Died { .. }, Some(pid)) => {
                return Err(ClusterError::StillRunning {
                    pid,
                    cluster: home.cluster(),
                });
            }
            (error, _) => return Err(error),
        }
    }
}

fn launch(
    programs: &Programs,
    home: &Home,
    socket: &Path,
    options: &ClusterOptions,
) -> Result<Server, ClusterError> {
    let mut command = server_command(programs, home, socket, options)?;
    let cluster = home.cluster();
    let (tell, told) = mpsc::channel();
    let (stop, stopped) = mpsc::channel();
    let keeper = std::thread::Builder::new()
        .name("postgres".to_owned())
        .spawn(move || keep(&mut command, &cluster, &tell, &stopped))
        .map_err(ClusterError::io("start a thread for", &home.dir))?;
    match told.recv() {
        Ok(Start::Ready(pid)) => Ok(Server {
            pid,
            stop,
            keeper: Some(keeper),
        }),
        Ok(Start::NoSpawn(error)) => Err(spawn_error(home, error)),
        Ok(Start::Late) => Err(ClusterError::NotReady {
            seconds: PATIENCE_FOR_READY.as_secs(),
            said: home.log_tail(),
        }),
        Ok(Start::Died) | Err(_) => Err(ClusterError::Died {
            said: home.log_tail(),
        }),
    }
}

fn server_command(
    programs: &Programs,
    home: &Home,
    socket: &Path,
    options: &ClusterOptions,
) -> Result<Command, ClusterError> {
    let log = home.log();
    // One earlier log stays, for the question why the last run ended.
    let _ = std::fs::rename(&log, home.dir.join("postgres.previous.log"));
    let out = File::create(&log).map_err(ClusterError::io("create", &log))?;
    home.account.own(&log)?;
    let err = out.try_clone().map_err(ClusterError::io("open", &log))?;

    let mut command = programs.command("postgres");
    command.arg("-D").arg(home.cluster()).current_dir(&home.dir);
    command.stdin(Stdio::null()).stdout(out).stderr(err);
    for setting in [
        "listen_addresses=",
        "unix_socket_permissions=0700",
        "logging_collector=off",
        // Details quote the rows that they are about: names, telephones.
        "log_error_verbosity=terse",
    ] {
        command.args(["-c", setting]);
    }
    command.args(["-c", &format!("port={PORT}")]);
    command.arg("-k").arg(socket);
    for name in ["fsync", "full_page_writes", "synchronous_commit"] {
        let value = if options.durable { "on" } else { "off" };
        command.args(["-c", &format!("{name}={value}")]);
    }
    for (name, value) in &options.settings {
        command.args(["-c", &format!("{name}={value}")]);
    }
    home.account.run_as(&mut command);
    // Ctrl-C in the terminal is for varta, which finishes its work first.
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    die_with_parent(&mut command);
    Ok(command)
}

/// Runs after the step down to another account, which would undo it.
#[cfg(target_os = "linux")]
#[allow(
    unsafe_code,
    reason = "the standard library has no other way to set a parent-death signal"
)]
fn die_with_parent(command: &mut Command) {
    use std::os::unix::process::CommandExt;

    let parent = rustix::process::getpid();
    let set = move || {
        rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::INT))?;
        // The parent may have died before the line above.
        if rustix::process::getppid() == Some(parent) {
            Ok(())
        } else {
            Err(std::io::Error::from(rustix::io::Errno::SRCH))
        }
    };
    // SAFETY: between fork and exec the closure makes two system calls and
    // neither allocates, locks nor touches memory of other threads.
    unsafe { command.pre_exec(set) };
}

/// Elsewhere a killed varta leaves its server behind, and the next start says so.
#[cfg(not(target_os = "linux"))]
fn die_with_parent(_command: &mut Command) {}

enum Start {
    Ready(u32),
    NoSpawn(std::io::Error),
    Died,
    Late,
}

fn keep(
    command: &mut Command,
    cluster: &Path,
    tell: &Sender<Start>,
    stop: &Receiver<Duration>,
) -> Result<(), ClusterError> {
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => {
            let _ = tell.send(Start::NoSpawn(error));
            return Ok(());
        }
    };
    let start = await_ready(&mut child, cluster);
    let ready = matches!(start, Start::Ready(_));
    if !ready {
        let _ = child.kill();
        let _ = child.wait();
    }
    if tell.send(start).is_err() || !ready {
        return Ok(());
    }
    watch(child, stop)
}

fn await_ready(child: &mut Child, cluster: &Path) -> Start {
    let deadline = Instant::now() + PATIENCE_FOR_READY;
    while Instant::now() < deadline {
        if !matches!(child.try_wait(), Ok(None)) {
            return Start::Died;
        }
        if let Some(found) = Postmaster::read(cluster)
            && found.ready
            && found.pid == Some(child.id())
        {
            return Start::Ready(child.id());
        }
        std::thread::sleep(POLL);
    }
    Start::Late
}

fn watch(mut child: Child, stop: &Receiver<Duration>) -> Result<(), ClusterError> {
    loop {
        match stop.recv_timeout(WATCH) {
            Ok(patience) => return end(child, patience),
            Err(RecvTimeoutError::Disconnected) => return end(child, super::PATIENCE_AT_DROP),
            Err(RecvTimeoutError::Timeout) => {
                if let Ok(Some(status)) = child.try_wait() {
                    tracing::error!(%status, "the private PostgreSQL ended by itself");
                    return Ok(());
                }
            }
        }
    }
}

fn end(mut child: Child, patience: Duration) -> Result<(), ClusterError> {
    let deadline = Instant::now() + patience;
    // SIGINT is the fast shutdown; sent to a child that has ended but is not
    // reaped yet it does nothing.
    let _ = rustix::process::kill_process(
        rustix::process::Pid::from_child(&child),
        rustix::process::Signal::INT,
    );
    while Instant::now() < deadline {
        if !matches!(child.try_wait(), Ok(None)) {
            return Ok(());
        }
        std::thread::sleep(POLL);
    }
    let _ = child.kill();
    let _ = child.wait();
    Err(ClusterError::Killed {
        seconds: patience.as_secs(),
    })
}

/// What `postmaster.pid` says: who holds the cluster, and whether it is ready.
struct Postmaster {
    pid: Option<u32>,
    ready: bool,
}

impl Postmaster {
    fn read(cluster: &Path) -> Option<Self> {
        let file: PathBuf = cluster.join("postmaster.pid");
        let text = std::fs::read_to_string(file).ok()?;
        let mut lines = text.lines();
        let pid = lines.next().and_then(|line| line.trim().parse().ok());
        let ready = lines.nth(6).is_some_and(|line| line.trim() == "ready");
        Some(Self { pid, ready })
    }
}
