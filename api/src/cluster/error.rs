//! Why a private cluster could not start, in words that say what to do.

use std::path::{Path, PathBuf};

use super::programs::OLDEST_MAJOR;

#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    #[error(
        "PostgreSQL is not installed: initdb, postgres and psql were not found on PATH, \
         in /usr/lib/postgresql/*/bin, /usr/pgsql-*/bin or Homebrew. Install it: \
         `apt-get install postgresql` (Debian, Ubuntu), `dnf install postgresql-server` (Fedora), \
         `brew install postgresql` (macOS)"
    )]
    ProgramsMissing,

    #[error(
        "PostgreSQL {found} in {} is too old: Varta needs {OLDEST_MAJOR} or newer. \
         Install one (`apt-get install postgresql`, on an older system from https://apt.postgresql.org)",
        dir.display()
    )]
    TooOld { found: u32, dir: PathBuf },

    #[error(
        "the data in {} was made by PostgreSQL {made_by}, which is no longer installed. \
         Install it again (`apt-get install postgresql-{made_by}`), or move the folder away to begin anew",
        data_dir.display()
    )]
    VersionGone { made_by: u32, data_dir: PathBuf },

    #[error("PostgreSQL needs an account with a name, and {wanted} has none on this system")]
    NoAccount { wanted: String },

    #[error(
        "{} is not empty and not a data folder of Varta: choose another folder",
        data_dir.display()
    )]
    ForeignFolder { data_dir: PathBuf },

    #[error(
        "PostgreSQL does not run as root, and the account {account} cannot reach {}: \
         choose a data folder outside of private folders such as /root, for example /var/lib/varta",
        data_dir.display()
    )]
    Unreachable { account: String, data_dir: PathBuf },

    #[error(
        "another Varta is running on {}: stop it first, or choose another data folder",
        data_dir.display()
    )]
    InUse { data_dir: PathBuf },

    #[error(
        "process {pid} still holds {}: if it is PostgreSQL, stop it; \
         if it is something else, remove postmaster.pid from that folder",
        cluster.display()
    )]
    StillRunning { pid: u32, cluster: PathBuf },

    #[error("could not {action} {}: {source}", path.display())]
    Io {
        action: &'static str,
        path: PathBuf,
        source: std::io::Error,
    },

    #[error("{program} failed: {said}")]
    Program { program: &'static str, said: String },

    #[error("PostgreSQL ended while starting: {said}")]
    Died { said: String },

    #[error("PostgreSQL was not ready after {seconds} s: {said}")]
    NotReady { seconds: u64, said: String },

    #[error(
        "PostgreSQL did not stop within {seconds} s and was killed; it recovers at the next start"
    )]
    Killed { seconds: u64 },

    #[error("{name:?} cannot be the name of a database or role: 1 to 63 bytes, none of them zero")]
    BadName { name: String },
}

impl ClusterError {
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io {
            action,
            path,
            source,
        }
    }
}
