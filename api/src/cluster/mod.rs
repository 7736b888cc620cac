//! A private PostgreSQL of our own: found on the machine, initialised once,
//! run as a child on a Unix socket that nobody else can reach.
//!
//! For `varta demo`, the tests and the benchmark; production brings its own
//! PostgreSQL. Uses PostgreSQL's programs and the operating system, nothing
//! of the rest of Varta.

mod account;
mod authorise;
mod error;
mod home;
mod initialise;
mod programs;
mod sql;
mod start;
#[cfg(test)]
mod tests;

use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use error::ClusterError;
pub use home::default_data_dir;

use home::{Home, SocketDir};
use programs::Programs;
use start::Server;

/// Part of the socket's file name; no TCP port is ever opened.
const PORT: &str = "5432";
/// Of all databases. `C.UTF-8` is on every Linux; macOS has no such locale.
/// A plain `C` would leave Cyrillic out of `lower()` and of trigrams.
const CTYPE: &str = if cfg!(target_os = "macos") {
    "en_US.UTF-8"
} else {
    "C.UTF-8"
};
const ICU_LOCALE: &str = "uk-UA";

const PATIENCE_AT_STOP: Duration = Duration::from_secs(30);
const PATIENCE_AT_DROP: Duration = Duration::from_secs(5);

/// What kind of cluster to start, and where.
#[derive(Debug, Clone)]
pub struct ClusterOptions {
    /// The launcher's own folder: it gives the folder to the account that
    /// runs PostgreSQL, and keeps cluster, socket, lock and log in it.
    pub data_dir: PathBuf,
    /// Survives a power cut. Off only where losing all data is fine: tests.
    pub durable: bool,
    /// More settings for the server, as name and value.
    pub settings: Vec<(String, String)>,
}

/// A running PostgreSQL; it stops when this value is dropped, and when the
/// process that started it dies.
#[derive(Debug)]
pub struct Cluster {
    // Fields drop in this order: the server goes before its socket folder,
    // and the lock on the data folder, in `home`, last.
    server: Server,
    socket: SocketDir,
    programs: Programs,
    #[expect(dead_code, reason = "held for its lock on the data folder")]
    home: Home,
}

impl Cluster {
    /// Starts the cluster of this data folder, making it first if need be,
    /// and returns when it accepts connections.
    pub fn start(options: ClusterOptions) -> Result<Self, ClusterError> {
        let programs = Programs::find(home::version_of(&options.data_dir)?)?;
        let home = Home::open(&options.data_dir)?;
        if !home.is_initialised() {
            initialise::initialise(&home, &programs, options.durable)?;
        }
        authorise::authorise(&home)?;
        let socket = SocketDir::open(&home)?;
        let server = start::start(&programs, &home, socket.path(), &options)?;
        Ok(Self {
            server,
            socket,
            programs,
            home,
        })
    }

    /// The libpq URL for one of the roles `postgres`, `varta_owner`, `varta_app`.
    pub fn url(&self, user: &str, database: &str) -> String {
        let user = percent_encode(user.as_bytes());
        let database = percent_encode(database.as_bytes());
        let host = percent_encode(self.socket.path().as_os_str().as_bytes());
        format!("postgresql://{user}@/{database}?host={host}&port={PORT}")
    }

    pub fn socket_dir(&self) -> &Path {
        self.socket.path()
    }

    /// Another program of the same PostgreSQL, such as pgbench.
    pub fn program(&self, name: &str) -> std::process::Command {
        self.programs.command(name)
    }

    /// The process id of the postmaster.
    pub fn pid(&self) -> u32 {
        self.server.pid()
    }

    /// Creates a database that sorts and folds Ukrainian; fails if it is there.
    pub fn create_database(&self, name: &str, owner: &str) -> Result<(), ClusterError> {
        sql::create_database(&self.programs, self.socket.path(), name, owner)
    }

    pub fn has_database(&self, name: &str) -> Result<bool, ClusterError> {
        sql::has_database(&self.programs, self.socket.path(), name)
    }

    /// Fails while anybody is connected to it.
    pub fn rename_database(&self, from: &str, to: &str) -> Result<(), ClusterError> {
        sql::rename_database(&self.programs, self.socket.path(), from, to)
    }

    /// Drops the database if it is there, whoever is connected.
    pub fn drop_database(&self, name: &str) -> Result<(), ClusterError> {
        sql::drop_database(&self.programs, self.socket.path(), name)
    }

    /// Ends all sessions, writes a checkpoint and waits for the end.
    pub fn stop(mut self) -> Result<(), ClusterError> {
        self.server.stop(PATIENCE_AT_STOP)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Err(error) = self.server.stop(PATIENCE_AT_DROP) {
            tracing::warn!(%error, "the private PostgreSQL did not stop in order");
        }
    }
}

fn percent_encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
