//! The data folder: who owns it, its lock, and where the socket goes.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, Permissions, TryLockError};
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::account::Account;
use super::error::ClusterError;
use super::programs;

const CLUSTER: &str = "cluster";
const LOCK: &str = "varta.lock";
/// The longest path of a Unix socket that every system takes (macOS: 103).
const LONGEST_SOCKET_PATH: usize = 103;
/// A varta that is just stopping gives its lock back within this time.
const PATIENCE_FOR_LOCK: Duration = Duration::from_secs(3);

/// A data folder that this process holds alone, while the value lives.
#[derive(Debug)]
pub(super) struct Home {
    pub(super) dir: PathBuf,
    pub(super) account: Account,
    #[expect(dead_code, reason = "the lock lasts as long as the open file")]
    lock: File,
}

impl Home {
    pub(super) fn open(data_dir: &Path) -> Result<Self, ClusterError> {
        let dir =
            std::path::absolute(data_dir).map_err(ClusterError::io("make absolute", data_dir))?;
        std::fs::create_dir_all(&dir).map_err(ClusterError::io("create", &dir))?;
        refuse_foreign(&dir)?;
        let owner = std::fs::metadata(dir.join(CLUSTER))
            .ok()
            .map(|found| found.uid());
        let account = Account::choose(owner)?;
        let lock = lock(&dir)?;
        account.own(&dir.join(LOCK))?;
        make_private(&dir, &account)?;
        Ok(Self { dir, account, lock })
    }

    /// PostgreSQL's own data folder.
    pub(super) fn cluster(&self) -> PathBuf {
        self.dir.join(CLUSTER)
    }

    pub(super) fn is_initialised(&self) -> bool {
        self.cluster().join("PG_VERSION").is_file()
    }

    pub(super) fn log(&self) -> PathBuf {
        self.dir.join("postgres.log")
    }

    /// The end of the server's log, for an error's text.
    pub(super) fn log_tail(&self) -> String {
        let log = std::fs::read(self.log()).unwrap_or_default();
        let text = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = text.lines().rev().take(6).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join(" | ")
    }
}

/// Where a person's clusters live unless they say otherwise. Root's home is
/// closed to the account that root steps down to, so root's is elsewhere.
pub fn default_data_dir(name: &str) -> PathBuf {
    let set = |key: &str| std::env::var_os(key).filter(|value: &OsString| !value.is_empty());
    let base = if rustix::process::geteuid().is_root() {
        PathBuf::from("/var/lib")
    } else if let Some(data) = set("XDG_DATA_HOME") {
        PathBuf::from(data)
    } else if let Some(home) = set("HOME") {
        let folder = if cfg!(target_os = "macos") {
            "Library/Application Support"
        } else {
            ".local/share"
        };
        PathBuf::from(home).join(folder)
    } else {
        std::env::temp_dir()
    };
    base.join("varta").join(name)
}

/// The major version of PostgreSQL that made the cluster, if there is one.
pub(super) fn version_of(data_dir: &Path) -> Result<Option<(u32, PathBuf)>, ClusterError> {
    let file = data_dir.join(CLUSTER).join("PG_VERSION");
    match std::fs::read_to_string(&file) {
        Ok(text) => Ok(programs::major(&text).map(|major| (major, data_dir.to_path_buf()))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ClusterError::io("read", &file)(error)),
    }
}

/// Owner and mode are about to change: never those of somebody's own folder.
fn refuse_foreign(dir: &Path) -> Result<(), ClusterError> {
    let mut entries = std::fs::read_dir(dir).map_err(ClusterError::io("read", dir))?;
    if entries.next().is_some() && !dir.join(LOCK).exists() {
        return Err(ClusterError::ForeignFolder {
            data_dir: dir.to_path_buf(),
        });
    }
    Ok(())
}

fn lock(dir: &Path) -> Result<File, ClusterError> {
    let path = dir.join(LOCK);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(ClusterError::io("open", &path))?;
    let deadline = Instant::now() + PATIENCE_FOR_LOCK;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                std::thread::sleep(Duration::from_millis(50));
            }
            Err(TryLockError::WouldBlock) => {
                return Err(ClusterError::InUse {
                    data_dir: dir.to_path_buf(),
                });
            }
            Err(TryLockError::Error(error)) => return Err(ClusterError::io("lock", &path)(error)),
        }
    }
}

fn make_private(dir: &Path, account: &Account) -> Result<(), ClusterError> {
    std::fs::set_permissions(dir, Permissions::from_mode(0o700))
        .map_err(ClusterError::io("make private", dir))?;
    account.own(dir)
}

/// The folder of the server's socket; a temporary one goes with the value.
#[derive(Debug)]
pub(super) enum SocketDir {
    Inside(PathBuf),
    Temporary(TempDir),
}

impl SocketDir {
    pub(super) fn open(home: &Home) -> Result<Self, ClusterError> {
        let inside = home.dir.join("socket");
        let socket = if fits(&inside) {
            std::fs::create_dir_all(&inside).map_err(ClusterError::io("create", &inside))?;
            Self::Inside(inside)
        } else {
            let temp = Path::new("/tmp");
            let made = tempfile::Builder::new().prefix("varta-").tempdir_in(temp);
            Self::Temporary(made.map_err(ClusterError::io("create a folder in", temp))?)
        };
        make_private(socket.path(), &home.account)?;
        Ok(socket)
    }

    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Inside(path) => path,
            Self::Temporary(dir) => dir.path(),
        }
    }
}

/// The system limits the length, and PostgreSQL reads the setting as a list
/// with quotes and commas: only a short and plain path is used as it stands.
fn fits(dir: &Path) -> bool {
    let bytes = dir.as_os_str().as_bytes();
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-".contains(byte);
    bytes.len() + "/.s.PGSQL.5432".len() <= LONGEST_SOCKET_PATH && bytes.iter().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_or_unusual_paths_do_not_hold_the_socket() {
        assert!(fits(Path::new("/var/lib/varta/demo/socket")));
        assert!(!fits(Path::new(
            "/home/Олена/.local/share/varta/demo/socket"
        )));
        assert!(!fits(Path::new("/srv/a,b/socket")));
        assert!(!fits(&Path::new("/srv").join("x".repeat(100))));
    }
}
